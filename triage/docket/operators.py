"""Operators that were tried and not reached (連絡のつかない届出事業者).

About 8,000 operators have notified. Those that report carry the burden of those that cannot be
found; the register shows who was tried, how often, and since when without an answer.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from corpus.ids import CarrierId
from corpus.viewer import Viewer, audiences_of, audiences_of_filing
from triage.docket.door import ministry
from triage.docket.texts import past, short_text

TRIES = 2
"""So many tries in a row without an answer make an operator unreachable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to reach an operator; `carrier` where it is registered."""

    operator: str
    way: str
    reached: bool
    tried_at: datetime
    carrier: CarrierId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """An operator whose last tries got no answer: how many, since when, and by which ways."""

    operator: str
    carrier: CarrierId | None
    tries: int
    since: datetime
    last: datetime
    ways: tuple[str, ...]


class ContactRegister:
    """The tries in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def tell(self, attempt: Attempt, by: Viewer, now: datetime) -> None:
        """Keep one try.

        Raises:
            MayNotEnter: `by` is not the secretariat.
            FactsRefused: it names no operator, or has not happened yet.
        """
        row = {
            "operator": short_text(attempt.operator, "operator"),
            "carrier": attempt.carrier,
            "way": short_text(attempt.way, "way"),
            "reached": int(attempt.reached),
            "tried_at": past(attempt.tried_at, now, "tried_at").isoformat(),
            "told_by": str(ministry(by)),
        }
        self._db.table("contact_attempts").insert(row)

    def unreached(self, viewer: Viewer) -> tuple[Unreached, ...]:
        """The operators that could not be reached, longest first.

        An operator's line is laid before those before whom a filing of it would be.
        """
        tried: dict[str, list[Attempt]] = defaultdict(list)
        for attempt in self._attempts():
            if audiences_of_filing(filter(None, [attempt.carrier])) & audiences_of(viewer):
                tried[attempt.operator].append(attempt)
        found = (_unreached(attempts) for attempts in tried.values())
        return tuple(
            sorted((each for each in found if each), key=lambda each: (each.since, each.operator))
        )

    def _attempts(self) -> list[Attempt]:
        rows = self._db.execute(
            "SELECT operator, way, reached, tried_at, carrier FROM contact_attempts"
        )
        attempts = [
            Attempt(
                operator=row[0],
                way=row[1],
                reached=bool(row[2]),
                tried_at=datetime.fromisoformat(row[3]),
                carrier=CarrierId(row[4]) if row[4] else None,
            )
            for row in rows
        ]
        return sorted(attempts, key=lambda each: each.tried_at)


def _unreached(attempts: list[Attempt]) -> Unreached | None:
    answered = [place for place, each in enumerate(attempts, 1) if each.reached]
    failed = attempts[answered[-1] if answered else 0 :]
    if len(failed) < TRIES:
        return None
    return Unreached(
        operator=failed[0].operator,
        carrier=failed[-1].carrier,
        tries=len(failed),
        since=failed[0].tried_at,
        last=failed[-1].tried_at,
        ways=tuple(dict.fromkeys(each.way for each in failed)),
    )
