"""The burden meter: what each carrier was asked in a quarter, and the cap on it.

Counted are lessons asked about, their viewpoints, and reminders. What a carrier is asked in a
group without the ministry is counted apart, for whoever asked it: nobody else learns of it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.japan import JST
from corpus.viewer import SECRETARIAT, Audience, Role, Viewer, audiences_of
from sharing.errors import MayNotShare
from sharing.moments import written
from sharing.persons import person_named
from sharing.reason import reason

CAPS = Path(__file__).parent / "asked.toml"
OVER_CAP = "over_cap"
"""Why a carrier may not be asked more."""
MOST_MORE = 100
_MAIN = Audience(Role.SECRETARIAT)
_MONTHS = 3
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)

_COUNTED = """SELECT recipient, sum(lessons) AS lessons, sum(items) AS items,
    sum(reminders) AS reminders FROM (
    SELECT recipient, 1 AS lessons, items, 0 AS reminders FROM answer_asks
    WHERE overseer = :overseer AND at >= :since AND at < :until
    UNION ALL
    SELECT a.recipient, 0, 0, 1 FROM answer_reminders r JOIN answer_asks a ON a.number = r.ask
    WHERE a.overseer = :overseer AND r.at >= :since AND r.at < :until)
    WHERE :recipient IS NULL OR recipient = :recipient GROUP BY recipient ORDER BY recipient"""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of the calendar, by the clock of Japan."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> "Quarter":
        """The quarter in which `moment` lies."""
        day = moment.astimezone(JST)
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @classmethod
    def parse(cls, told: str) -> "Quarter":
        """The quarter written ``2026-Q4``.

        Raises:
            ValueError: it is written otherwise.
        """
        found = _QUARTER.fullmatch(told)
        if found is None:
            raise ValueError(told)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, (self.number - 1) * _MONTHS + 1, 1, tzinfo=JST)

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return Quarter.of(self.start + timedelta(days=100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most that one carrier may be asked in a quarter."""

    lessons: int
    items: int
    reminders: int

    def raised(self, more: int) -> "Cap":
        """The cap with `more` lessons, and items and reminders in proportion."""
        whole = self.lessons + more
        return Cap(
            lessons=whole,
            items=-(-self.items * whole // self.lessons),
            reminders=-(-self.reminders * whole // self.lessons),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one carrier was asked in a quarter, and the cap that holds for it then.

    `more`: how many lessons beyond the cap of all carriers a person allowed.
    """

    recipient: Audience
    quarter: Quarter
    lessons: int
    items: int
    reminders: int
    more: int
    cap: Cap

    @property
    def at_cap(self) -> bool:
        """Whether nothing more may be asked."""
        cap = self.cap
        return (
            self.lessons >= cap.lessons
            or self.items >= cap.items
            or self.reminders >= cap.reminders
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A person's word that a carrier may be asked about `more` lessons in a quarter, and why."""

    recipient: Audience
    quarter: Quarter
    more: int
    why: str
    person: str


class BurdenMeter:
    """What carriers were asked, in one database, by one who oversees it."""

    def __init__(self, db: Database, overseer: Audience = _MAIN, cap: Cap | None = None) -> None:
        self._db = db
        self._overseer = overseer
        self._cap = cap or load_cap()

    def of(self, recipient: Audience, quarter: Quarter) -> Asked:
        """What `recipient` was asked in `quarter`. Internal: it takes no viewer."""
        found = list(self._counted(quarter, recipient))
        return found[0] if found else self._asked(quarter, {"recipient": recipient})

    def all(self, quarter: Quarter, viewer: Viewer) -> tuple[Asked, ...]:
        """What each carrier was asked in `quarter`, as far as `viewer` may know: a carrier itself.

        The secretariat sees all, without what is asked in groups that it does not belong to.
        """
        mine = audiences_of(viewer)
        return tuple(
            asked
            for asked in self._counted(quarter, None)
            if viewer == SECRETARIAT or asked.recipient in mine
        )

    def refusal(self, recipient: Audience, now: datetime) -> str | None:
        """Why `recipient` may not be asked more in this quarter; None: it may."""
        return OVER_CAP if self.of(recipient, Quarter.of(now)).at_cap else None

    def allow(self, allowance: Allowance, by: Viewer, now: datetime) -> Asked:
        """Let a carrier be asked about more lessons in a quarter; it is kept, with the reason.

        Raises:
            MayNotShare: `by` may not allow it.
            InputRefused: no reason is given, nobody is named, or the number is out of range.
        """
        if by != SECRETARIAT:
            raise MayNotShare(f"{by}, {allowance.recipient}")
        why, person = reason(allowance.why), person_named(allowance.person)
        if not 1 <= allowance.more <= MOST_MORE:
            raise InputRefused("more_out_of_range", str(allowance.quarter), most=MOST_MORE)
        with transaction(self._db):
            self._db.conn.execute(
                "INSERT INTO asked_allowances(recipient, overseer, quarter, more, why, told_by, "
                "person, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    allowance.recipient,
                    self._overseer,
                    str(allowance.quarter),
                    allowance.more,
                    why,
                    str(by),
                    person,
                    written(now),
                ),
            )
        return self.of(allowance.recipient, allowance.quarter)

    def _counted(self, quarter: Quarter, recipient: Audience | None) -> Iterator[Asked]:
        told = {
            "overseer": self._overseer,
            "recipient": recipient,
            "since": written(quarter.start),
            "until": written(quarter.next.start),
        }
        for row in self._db.query(_COUNTED, told):
            yield self._asked(quarter, row)

    def _asked(self, quarter: Quarter, row: dict[str, Any]) -> Asked:
        recipient = Audience(row["recipient"])
        sql = (
            "SELECT coalesce(sum(more), 0) FROM asked_allowances "
            "WHERE recipient = ? AND overseer = ? AND quarter = ?"
        )
        [more] = self._db.execute(sql, (recipient, self._overseer, str(quarter))).fetchone()
        return Asked(
            recipient=recipient,
            quarter=quarter,
            lessons=row.get("lessons", 0),
            items=row.get("items", 0),
            reminders=row.get("reminders", 0),
            more=more,
            cap=self._cap.raised(more),
        )


@cache
def load_cap(path: Path = CAPS) -> Cap:
    """The cap in `path`."""
    return Cap(**tomllib.loads(path.read_text("utf-8")))
