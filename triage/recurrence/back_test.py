"""The alarm put to the past: which accidents would have been alarmed, as of their own day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.account import Account
from corpus.ids import AccountId, IncidentId
from triage.recurrence.alarm import Accident, Alarm, Checking
from triage.recurrence.known import Codes, KnownLesson

Likely = Callable[[Account], dict[IncidentId, float]]
"""The probability (0 to 1) that each of the nearest earlier accidents shares the mechanism."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One accident that was checked; `known` counts the lessons shared before its day."""

    account: AccountId
    known: int
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """Every accident that has a day, in order of it. Nothing is labelled here."""

    checked: tuple[Checked, ...]

    @property
    def alarmed(self) -> tuple[Checked, ...]:
        """The accidents for which some lesson was named."""
        return tuple(one for one in self.checked if one.alarms)

    @property
    def with_lessons(self) -> int:
        """How many accidents came after at least one lesson had been shared."""
        return sum(one.known > 0 for one in self.checked)


def back_test(
    accounts: Iterable[Account],
    known: Sequence[KnownLesson],
    checking: Checking,
    codes: Codes,
    likely: Likely,
) -> BackTest:
    """What the alarm would have said of each of `accounts`; those without a day are left out."""
    dated = sorted(
        ((account.day, account.id, account) for account in accounts if account.day is not None),
        key=lambda one: one[:2],
    )
    checked = []
    for day, _, account in dated:
        own = frozenset(account.incidents)
        before = [one for one in known if one.shared_on < day and not one.incidents & own]
        accident = Accident(day=day, concepts=codes(account), likely=likely(account))
        checked.append(
            Checked(
                account=account.id,
                known=len(before),
                alarms=checking.alarms(accident, before),
            )
        )
    return BackTest(checked=tuple(checked))
