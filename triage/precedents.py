"""The earlier cases nearest to a case, as incidents, and in what each of them differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sqlite_utils import Database

from corpus.accounts import AccountStore, Head
from corpus.belonging import BelongingStore
from corpus.ids import IncidentId
from corpus.viewer import Viewer
from corpus.vocabulary import Mention
from embeddings.search import Neighbour

COMPARED = ("trigger", "cause", "equipment", "propagation", "recovery", "prolonging")
"""The facets on which a case and its precedent are set against each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An incident found, as near (`score`, `deviation`) as the nearest account of its event."""

    incident: IncidentId
    score: float
    deviation: float
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A facet on which two cases have nothing in common, and the concepts each names there."""

    facet: str
    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """An earlier incident, how like it is (0..1), and in what the case differs from it."""

    incident: IncidentId
    title: str
    score: float
    differs_in: tuple[Difference, ...]


def incidents_in(db: Database, nearest: Sequence[Neighbour], viewer: Viewer) -> Iterator[Found]:
    """`nearest` accounts as the incidents that they tell of, one of each event, best first.

    Where offers tie a filing's incident to one on the public record, the latter stands for both:
    it is the one that people know by its id.
    """
    heads = AccountStore(db).heads([neighbour.label for neighbour in nearest])
    told = [(neighbour, heads[neighbour.label]) for neighbour in nearest]
    teller = _best_tellers(head for _, head in told)
    # Not by id: those of filings are random, and the nearest is the one that explains the score.
    order = {incident: place for place, incident in enumerate(teller)}
    groups = BelongingStore(db).same_event_groups(list(teller), viewer)
    event = {incident: group for group in groups for incident in group}
    met: set[IncidentId] = set()
    for neighbour, head in told:
        for incident in head.incidents:
            if incident not in met:
                met |= event[incident]
                known = min(
                    event[incident], key=lambda one: (not _is_record(teller[one]), order[one])
                )
                yield Found(
                    incident=known,
                    score=neighbour.score,
                    deviation=neighbour.deviation,
                    head=teller[known],
                )


def _best_tellers(heads: Iterable[Head]) -> dict[IncidentId, Head]:
    """For each incident the account to show it by: the public record's, else the nearest."""
    best: dict[IncidentId, Head] = {}
    for head in heads:
        for incident in head.incidents:
            if _is_record(head) or incident not in best:
                best[incident] = head
    return best


def _is_record(head: Head) -> bool:
    return str(head.id) in head.incidents


def differences(
    here: Sequence[Mention], there: Sequence[Mention], wider: Mapping[str, frozenset[str]]
) -> tuple[Difference, ...]:
    """The facets that both name, with no concept in common, nor one that is a kind of another.

    `wider` has the concepts above each. A facet that one of the two does not speak of is no
    difference: silence is not an answer.
    """
    mine, theirs = _by_facet(here), _by_facet(there)
    return tuple(
        Difference(facet=facet, here=mine[facet], there=theirs[facet])
        for facet in COMPARED
        if facet in mine
        and facet in theirs
        and not any(
            is_kin(one, other, wider) for one, other in product(mine[facet], theirs[facet])
        )
    )


def is_kin(one: str, other: str, wider: Mapping[str, frozenset[str]]) -> bool:
    """Whether two concepts are one, or one of them is a kind of the other."""
    return one == other or one in wider[other] or other in wider[one]


def _by_facet(mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    named: dict[str, dict[str, None]] = {}
    for mention in mentions:
        named.setdefault(mention.facet, {})[mention.concept] = None
    return {facet: tuple(concepts) for facet, concepts in named.items()}
