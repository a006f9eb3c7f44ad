"""Administrative guidance (行政指導): given on a case, with what is asked and by when."""

import secrets
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlite_utils import Database

from corpus.database import transaction
from corpus.viewer import Viewer
from triage.docket.door import ministry, writer
from triage.docket.entry import EntryId
from triage.docket.log import Log
from triage.docket.store import EntryStore
from triage.docket.texts import refuse, short_text, short_text_or_none

DRAWN_FROM = 1_000_000
"""How many numbers there are for guidance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that guidance asks, and the answer's day once there is one. Days of Japan."""

    due_on: date
    text: str = field(repr=False)
    answered_on: date | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Guidance about to be recorded; `reference` is the ministry's own number for it."""

    entry: EntryId
    given_on: date
    title: str
    reference: str | None
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """Guidance on record."""

    number: int
    entry: EntryId
    given_on: date
    title: str
    reference: str | None
    asked: tuple[Asked, ...]


def _drawn() -> int:
    return 1 + secrets.randbelow(DRAWN_FROM)


class GuidanceStore:
    """Guidance in one database. Numbers are drawn: a row of them would tell of others."""

    def __init__(self, db: Database, draw: Callable[[], int] = _drawn) -> None:
        self._db = db
        self._log = Log(db, "guidance")
        self._draw = draw

    def record(self, given: Given, by: Viewer, now: datetime) -> int:
        """Keep guidance; its number.

        Raises:
            UnknownEntry: `by` may not see the entry, or there is none.
            MayNotEnter: `by` is not the secretariat.
            FactsRefused: the case was reported voluntarily, or a date cannot be.
        """
        if EntryStore(self._db).get(given.entry, ministry(by)).voluntary:
            raise refuse("voluntary", "entry")
        for place, asked in enumerate(given.asked):
            if asked.due_on < given.given_on:
                raise refuse("due_before_given", f"asked[{place}].due_on")
        row = {
            "given_on": given.given_on.isoformat(),
            "title": short_text(given.title, "title"),
            "reference": short_text_or_none(given.reference, "reference"),
        }
        with transaction(self._db):
            number = self._log.write(given.entry, {"id": self._free_number(), **row}, by, now)
            self._db.table("guidance_asks").insert_all(
                {
                    "guidance": number,
                    "place": place,
                    "text": short_text(asked.text, f"asked[{place}].text"),
                    "due_on": asked.due_on.isoformat(),
                    "answered_on": None,
                    "answered_by": None,
                }
                for place, asked in enumerate(given.asked)
            )
        return number

    def answer(self, number: int, place: int, on: date, by: Viewer) -> None:
        """Keep that what guidance asked was answered.

        Raises:
            FactsRefused: `by` may not see it, or there is no such guidance, or question of it.
            MayNotEnter: `by` reads only.
        """
        writer(by)
        found = next((each for each in self.all(by) if each.number == number), None)
        if found is None or not 0 <= place < len(found.asked):
            raise refuse("unknown_guidance", "guidance" if found is None else "place")
        if on < found.given_on:
            raise refuse("due_before_given", "on")
        self._db.execute(
            "UPDATE guidance_asks SET answered_on = ?, answered_by = ? "
            "WHERE guidance = ? AND place = ?",
            (on.isoformat(), str(by), number, place),
        )

    def of(self, entry: EntryId, viewer: Viewer) -> tuple[Guidance, ...]:
        """The guidance on a case, as it came.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        EntryStore(self._db).get(entry, viewer)
        return tuple(each for each in self.all(viewer) if each.entry == entry)

    def all(self, viewer: Viewer) -> tuple[Guidance, ...]:
        """All guidance on the cases that `viewer` may see, as it came."""
        asked = self._asked()
        return tuple(
            Guidance(
                number=row["id"],
                entry=EntryId(row["entry"]),
                given_on=date.fromisoformat(row["given_on"]),
                title=row["title"],
                reference=row["reference"],
                asked=tuple(asked[row["id"]]),
            )
            for row in sorted(self._log.all(viewer), key=lambda row: row["at"])
        )

    def _free_number(self) -> int:
        while True:
            number = self._draw()
            if not self._db.table("guidance").count_where("id = ?", [number]):
                return number

    def _asked(self) -> dict[int, list[Asked]]:
        found: dict[int, list[Asked]] = defaultdict(list)
        sql = "SELECT * FROM guidance_asks ORDER BY guidance, place"
        for row in self._db.query(sql):
            answered = row["answered_on"]
            found[row["guidance"]].append(
                Asked(
                    text=row["text"],
                    due_on=date.fromisoformat(row["due_on"]),
                    answered_on=date.fromisoformat(answered) if answered else None,
                    answered_by=row["answered_by"],
                )
            )
        return found
