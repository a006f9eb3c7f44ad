"""Reminders (督促): whom to remind of what, at most once for each step, within the cap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from corpus.database import transaction
from corpus.regime import Wording
from corpus.viewer import Audience
from sharing.answering.answer import Answer, AskId, State
from sharing.answering.counts import current
from sharing.answering.overdue import day_of, joined
from sharing.answering.rows import answers_where, number_of
from sharing.answering.terms import load_terms
from sharing.asked import BurdenMeter, Cap
from sharing.ledger.entry import MAIN
from sharing.moments import written

_WAITED_FOR = frozenset({State.UNANSWERED, State.CHECKING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reminder that is due: of which answer, and which step of the rule (0 is the first).

    `held` is why it may not be sent: the code of the burden meter.
    """

    answer: Answer
    step: int
    held: str | None


class Reminders:
    """The reminders in one database, of what `overseer` asked. Internal: it takes no viewer."""

    def __init__(self, db: Database, overseer: Audience = MAIN, cap: Cap | None = None) -> None:
        self._db = db
        self._overseer = overseer
        self._meter = BurdenMeter(db, overseer, cap)

    def due(self, now: datetime) -> tuple[Reminder, ...]:
        """The reminders that are due: of each answer the latest step alone, whatever was missed.

        After a step no earlier one is due again, though a clock may have run back.
        """
        where = "a.overseer = :overseer AND a.at <= :now"
        told = {"overseer": self._overseer, "now": written(now)}
        found = []
        for answer in current(answers_where(self._db, where, told)):
            step = self._step(answer, now)
            if step is not None:
                held = self._meter.refusal(answer.ask.recipient, now)
                found.append(Reminder(answer=answer, step=step, held=held))
        return tuple(found)

    def sent(self, ask: AskId, step: int, now: datetime) -> bool:
        """Keep that a reminder was sent; False: it had been. In the caller's transaction."""
        with transaction(self._db):
            if step <= self._last(ask):
                return False
            self._db.conn.execute(
                "INSERT INTO answer_reminders(ask, step, at) VALUES (?, ?, ?)",
                (number_of(ask), step, written(now)),
            )
        return True

    def _step(self, answer: Answer, now: datetime) -> int | None:
        if answer.whole.state not in _WAITED_FOR:
            return None
        due, today = day_of(answer.ask.due), day_of(now)
        reached = [
            step
            for step, days in enumerate(load_terms().reminder_days)
            if due + timedelta(days) <= today and day_of(answer.ask.at) < due + timedelta(days)
        ]
        return reached[-1] if reached and reached[-1] > self._last(answer.ask.id) else None

    def _last(self, ask: AskId) -> int:
        sql = "SELECT coalesce(max(step), -1) FROM answer_reminders WHERE ask = ?"
        return int(self._db.execute(sql, (number_of(ask),)).fetchone()[0])


def reminders_due(db: Database, now: datetime) -> tuple[Reminder, ...]:
    """The reminders that the secretariat may send at `now`; those over a cap are left out."""
    return tuple(one for one in Reminders(db).due(now) if one.held is None)


def reminder_texts(reminders: Iterable[Reminder]) -> dict[Audience, Wording]:
    """For each carrier one text with all that it is reminded of: ids, days and states alone."""
    terms = load_terms()
    lines: dict[Audience, list[Wording]] = {}
    for each in reminders:
        ask, state = each.answer.ask, each.answer.whole.state
        key = "no_answer" if state is State.UNANSWERED else "checking"
        lines.setdefault(ask.recipient, [terms.say("reminder_title")]).append(
            terms.say(
                "reminder_line",
                ask=ask.id,
                lesson=ask.release.lesson,
                why=terms.say(key),
                due=day_of(ask.due),
            )
        )
    return {carrier: joined(told) for carrier, told in sorted(lines.items())}
