"""What a reader should see beside a case at once: a label, and flags with their words.

A case that a person entered as voluntary keeps the label "voluntary", whatever its facts come to
say: that there may be a duty as well is a flag beside it, for a person to decide.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.reading import Stage
from corpus.regime import RegimeId, Wording
from triage.docket.cases import Case, Docket
from triage.docket.entry import EntryId
from triage.docket.evidence import EvidenceStore
from triage.docket.marks import FiledStages
from triage.docket.parents import ParentStore
from triage.docket.words import wording
from triage.duty.decision import Answer, As
from triage.facts import CauseKind
from triage.written import as_json

VOLUNTARY = "voluntary"
UNDETERMINED = "undetermined"
SANCTION = frozenset({As.LEAK, As.SUSPENSION, As.SERIOUS, As.NEAR_MISS})
"""Labels of duties whose neglect may be followed by orders and guidance."""
OF_REASONS = {
    "short_form": "short_form",
    "cable_redundant": "cable_redundant",
    "cable_service_cut": "cable_service_cut",
    "constellation": "constellation",
    "reduced_first_report": "reduced",
}
"""The flag that a reason of any watched regime raises."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag, and its words."""

    code: str
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A case with its label and flags; `missing` is what to find out.

    `likely` is the label by the figures of the accident as a whole, where the label is open.
    """

    case: EntryId | FilingId
    carrier: CarrierId | None
    filing: FilingId | None
    incidents: tuple[IncidentId, ...]
    regime: RegimeId
    label: str
    title: Wording
    flags: tuple[Flag, ...]
    parent: IncidentId | None
    missing: tuple[str, ...]
    likely: str | None


def flagged(docket: Docket) -> tuple[Flagged, ...]:
    """Every case of the docket with its label and flags, in the order of the docket."""
    cases, _ = docket.cases()
    filed = FiledStages(docket.db, docket.viewer)
    on = Counter((case.carrier, each) for case in cases if case.entry for each in case.incidents)
    return tuple(_flagged(docket, case, filed, _again(case, on)) for case in cases)


def flagged_to_json(found: tuple[Flagged, ...]) -> list[object]:
    """`found` as JSON."""
    return [as_json(each) for each in found]


def label_of(case: Case, promptly_filed: bool = False) -> str:
    """The one word a case is known by; `promptly_filed`: told at once, in a report of its own."""
    home = case.home
    if case.entry and case.entry.voluntary:
        return VOLUNTARY
    if home.reportable is Answer.UNDETERMINED:
        return UNDETERMINED
    return VOLUNTARY if home.as_ is As.NONE and promptly_filed else str(home.as_)


def _flagged(docket: Docket, case: Case, filed: FiledStages, again: bool) -> Flagged:
    stages = filed.stages(case.carrier, case.incidents)
    promptly = bool(stages & {Stage.FIRST, Stage.DETAILED})
    label = label_of(case, promptly)
    parent = _parent(docket, case)
    codes = dict.fromkeys(
        (
            *_of_duty(case, promptly),
            *_of_facts(case),
            *_of_docket(docket, case, again),
            *_of_parent(case, parent),
        )
    )
    return Flagged(
        case=case.id,
        carrier=case.carrier,
        filing=case.filing,
        incidents=case.incidents,
        regime=case.home.regime,
        label=label,
        title=wording("labels", label),
        flags=tuple(Flag(code, wording("flags", code)) for code in codes),
        parent=parent,
        missing=case.home.missing,
        likely=case.likely,
    )


def _again(case: Case, on: Counter[tuple[CarrierId | None, IncidentId]]) -> bool:
    return any(on[case.carrier, each] > 1 for each in case.incidents)


def _parent(docket: Docket, case: Case) -> IncidentId | None:
    if case.entry is None:
        return None
    return ParentStore(docket.db).parent_of(case.entry.id, docket.viewer)


def _of_duty(case: Case, promptly_filed: bool) -> Iterator[str]:
    home = case.home
    entered = case.entry is not None and case.entry.voluntary
    below = home.voluntary and home.reportable is not Answer.UNDETERMINED
    if entered or (below and promptly_filed):
        yield "voluntary"
    if entered and any(duty.met and duty.as_ in SANCTION for duty in home.duties):
        yield "duty_beside_voluntary"
    if home.reportable is Answer.UNDETERMINED:
        yield "undetermined"
    if case.likely is not None:
        yield "by_whole_figures"


def _of_facts(case: Case) -> Iterator[str]:
    for decision in case.decisions:
        yield from (OF_REASONS[why.code] for why in decision.reasons if why.code in OF_REASONS)
    for ask in case.home.asks:
        if ask.path == "$.near_miss":
            yield "why_not_serious"
        elif ask.given is None and ask.path.endswith("_promptly"):
            yield "reason_needed"
    if case.facts.cause.kind is CauseKind.UNKNOWN:
        yield "cause_not_known"
    if case.facts.cause.kind is CauseKind.ATTACK:
        yield "cyber_too"


def _of_docket(docket: Docket, case: Case, again: bool) -> Iterator[str]:
    if case.entry and EvidenceStore(docket.db).of(case.entry.id, docket.viewer):
        yield "background_traffic"
    if again and case.entry:
        yield "second_entry"


def _of_parent(case: Case, parent: IncidentId | None) -> Iterator[str]:
    if parent is not None:
        yield "parent_linked"
    elif any(decision.links for decision in case.decisions):
        yield "parent_missing"
