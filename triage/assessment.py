"""What triage found of one filing, with everything needed to find it again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from corpus.ids import FilingId, IncidentId
from corpus.regime import Wording
from triage.likeness.elsewhere import Standing
from triage.precedents import Difference, Precedent
from triage.reasons import Reason

DECISIONS = "decisions"
"""Under this name a configuration says up to which decision a run was bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One case as judged for one viewer as of a date; `filing` None: a text that is not kept.

        `as_of` None: all on record counted. `novelty` is 0..1, and so is `substance`, how far the
    case tells enough to be called new. `position` counts the changes, up to then, of accounts
    that could count for this viewer as of this date (those hidden from it are not counted), and
    `configuration` names the encoder, the frozen reference, the vocabulary, the weights, the rules
    of coding, the criteria, and those of lessons: with the same of all, the same date and the
    same position the same assessment comes out. `new_in` says in what it is new; `standing`
    whether it is new everywhere, and `known_since` since when it is known abroad where it is new
    here alone.
    """

    filing: FilingId | None
    incident: IncidentId | None
    title: str
    viewer: str
    as_of: date | None
    position: int
    novelty: float
    substance: float
    reasons: tuple[Reason, ...]
    nearest: tuple[Precedent, ...]
    configuration: Mapping[str, str]
    new_in: Wording | None
    standing: Standing
    known_since: int | None

    @property
    def priority(self) -> float:
        """The sum of the points of the reasons."""
        return sum(reason.points for reason in self.reasons)

    @property
    def names(self) -> frozenset[str]:
        """The ids of the filing and its incident: a decision on either is about this case."""
        return frozenset(str(one) for one in (self.filing, self.incident) if one is not None)


def made_with(configuration: Mapping[str, str]) -> str:
    """One name for all that `configuration` rests on, but for what people decided."""
    return "|".join(value for name, value in configuration.items() if name != DECISIONS)


def to_json(assessment: Assessment) -> str:
    """`assessment` as it is stored."""
    as_of = assessment.as_of and assessment.as_of.isoformat()
    return json.dumps({**asdict(assessment), "as_of": as_of}, ensure_ascii=False)


def from_json(written: str) -> Assessment:
    """The assessment that `to_json` wrote."""
    found = json.loads(written)
    return Assessment(
        filing=FilingId(found["filing"]),
        incident=IncidentId(found["incident"]),
        title=found["title"],
        viewer=found["viewer"],
        as_of=date.fromisoformat(found["as_of"]) if found["as_of"] else None,
        position=found["position"],
        novelty=found["novelty"],
        substance=found["substance"],
        reasons=tuple(Reason(**reason) for reason in found["reasons"]),
        nearest=tuple(_precedent(precedent) for precedent in found["nearest"]),
        configuration=found["configuration"],
        new_in=Wording(**found["new_in"]) if found["new_in"] else None,
        standing=Standing(found["standing"]),
        known_since=found["known_since"],
    )


def _precedent(found: Mapping[str, Any]) -> Precedent:
    differs_in = tuple(
        Difference(facet=one["facet"], here=tuple(one["here"]), there=tuple(one["there"]))
        for one in found["differs_in"]
    )
    return Precedent(**{**found, "differs_in": differs_in})
