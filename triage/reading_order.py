"""The queue as it is read: what people decided beside each filing, and what reading on finds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.ids import FilingId
from triage.assessment import Assessment
from triage.likeness.budget import budgets
from triage.review.binding import Bindings
from triage.review.decision import Decision, Said


class Listed(StrEnum):
    """Which filings are listed, by what was decided of them last."""

    OPEN = "open"  # 綴じたもの以外
    UNDECIDED = "undecided"  # まだ扱いを決めていないもの
    ACCEPT = "accept"  # 取り上げるもの
    DEFER = "defer"  # 保留したもの
    FILE = "file"  # 綴じたもの
    ALL = "all"  # すべて


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One filing in reading order; `state` None: nobody decided what is done with it.

    `newer` says that another filing about the accident was decided on, and this one came since.
    Of the novel cases among all lines, reading down to this one is expected to find `found`: the
    `share` (0 to 1) of them.
    """

    assessment: Assessment
    state: Decision | None
    newer: bool
    found: float
    share: float


def reading_order(
    ranked: Sequence[Assessment], bindings: Bindings, listed: Listed = Listed.OPEN
) -> tuple[Line, ...]:
    """Those of `ranked` that are to be `listed`, in the order given."""
    states = bindings.states()
    told = [(one, _state_of(one, states)) for one in ranked]
    chosen = [(one, state) for one, state in told if _is_listed(state, listed)]
    reading = budgets([one.novelty for one, _ in chosen])
    return tuple(
        Line(
            assessment=one,
            state=state,
            newer=state is not None and str(state.case.account) != one.filing,
            found=budget.found,
            share=budget.share,
        )
        for (one, state), budget in zip(chosen, reading, strict=True)
    )


def received_in(
    ranked: Sequence[Assessment], received: Mapping[FilingId, date], month: date
) -> Iterator[Assessment]:
    """Those of `ranked` that were received in the calendar month of `month`."""
    for one in ranked:
        day = received.get(one.filing) if one.filing is not None else None
        if day is not None and (day.year, day.month) == (month.year, month.month):
            yield one


def _state_of(assessment: Assessment, states: Mapping[str, Decision]) -> Decision | None:
    found = (states[name] for name in assessment.names if name in states)
    return max(found, key=lambda decision: decision.id, default=None)


def _is_listed(state: Decision | None, listed: Listed) -> bool:
    if listed is Listed.ALL:
        return True
    if state is None:
        return listed in {Listed.OPEN, Listed.UNDECIDED}
    return state.said is not Said.FILE if listed is Listed.OPEN else state.said == listed.value
