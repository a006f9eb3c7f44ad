"""Keep sign-offs. Rows are only ever added; how one stands is read from what was said."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.account import Language
from corpus.database import snapshot, transaction
from corpus.viewer import Audience, Viewer
from sharing.errors import UnknownSignOff
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.ledger.entry import Json, Kind
from sharing.ledger.store import Ledger
from sharing.members_only import label_of
from sharing.moments import written
from sharing.numbers import numbers_of
from sharing.release import Release
from sharing.scope import ScopeId
from sharing.sign_off.record import Deed, SignOff, SignOffId
from sharing.sign_off.states import Act, State
from triage.lessons.lesson import LessonId
from triage.lessons.store import DRAWN_FROM, random_number

_PARTIES = """(SELECT json_group_array(party) FROM (
    SELECT * FROM sign_off_parties p WHERE p.sign_off = s.number ORDER BY party)) AS parties"""
_LOG = """(SELECT json_group_array(json_array(act, party, person, words, told_by, at)) FROM (
    SELECT * FROM sign_off_acts a WHERE a.sign_off = s.number ORDER BY id)) AS log"""
_TRIES = 32
NEW = SignOffId("S-0")
"""The id of a sign-off that is not kept yet."""


class SignOffs:
    """The sign-offs in one database."""

    def __init__(self, db: Database, draw: Callable[[int], int] = random_number) -> None:
        self._db = db
        self._draw = draw

    def complete(self, release: Release) -> bool:
        """Whether everybody who has to has signed this release off, and it may leave.

        A release with other words, of another version or for another scope is not.
        """
        return self.approved(release) is not None

    def approved(self, release: Release) -> SignOff | None:
        """The sign-off by which `release` may leave, with its text; None: it may not."""
        with snapshot(self._db):
            if label_of(self._db, release.lesson) is not None:
                return None
            found = [one for one in self.of_release(release) if _is(one, State.APPROVED)]
        return found[-1] if found else None

    def seen(self, sign_off_id: SignOffId, viewer: Viewer) -> SignOff:
        """A sign-off as `viewer` sees it.

        Raises:
            UnknownSignOff: it sees none of that id.
        """
        found = self._found("s.number = :number", {"number": _number(sign_off_id)})
        for one in found:
            if told := one.seen_by(viewer):
                return told
        raise UnknownSignOff(sign_off_id)

    def list(self, viewer: Viewer, lesson: LessonId | None = None) -> tuple[SignOff, ...]:
        """The sign-offs that `viewer` sees, oldest first; of one lesson, or of one version.

        Raises:
            UnknownLesson: that is no id of a lesson.
        """
        number, version = (None, None) if lesson is None else numbers_of(lesson)
        where = """(:lesson IS NULL OR s.lesson = :lesson)
            AND (:version IS NULL OR s.version = :version)"""
        found = self._found(where, {"lesson": number, "version": version})
        return tuple(told for one in found if (told := one.seen_by(viewer)) is not None)

    def of_release(self, release: Release) -> tuple[SignOff, ...]:
        """Every sign-off of `release`, oldest first. Internal: it takes no viewer."""
        number, version = numbers_of(release.lesson)
        told = {
            "lesson": number,
            "version": version,
            "scope": release.scope,
            "grp": release.group,
            "grain": release.grain,
            "language": release.language,
            "content_hash": release.content_hash,
        }
        equal = " AND ".join(f"s.{name} IS :{name}" for name in told)
        return self._found(equal, told)

    def approved_of(self, version: LessonId) -> tuple[SignOff, ...]:
        """The approved sign-offs of a lesson's version, oldest first; none of what is closed.

        Internal: it takes no viewer.
        """
        if label_of(self._db, version) is not None:
            return ()
        lesson, number = numbers_of(version)
        told = {"lesson": lesson, "version": number}
        found = self._found("s.lesson = :lesson AND s.version = :version", told)
        return tuple(one for one in found if _is(one, State.APPROVED))

    def keep(self, new: SignOff) -> SignOff:
        """Keep what is put up, under an id of its own. In the caller's transaction."""
        number = self._free_number()
        lesson, version = numbers_of(new.release.lesson)
        row = {
            "number": number,
            "lesson": lesson,
            "version": version,
            "scope": new.release.scope,
            "grp": new.release.group,
            "grain": new.release.grain,
            "language": new.release.language,
            "content_hash": new.release.content_hash,
            "text": new.text,
            "k": new.k,
            "named": int(new.named),
            "undecided": new.undecided,
            "keeper": new.keeper,
            "due": written(new.due),
            "why": new.why,
            "person": new.person,
            "told_by": str(new.told_by),
            "at": written(new.at),
        }
        kept = replace(new, id=SignOffId(f"S-{number}"))
        with transaction(self._db):
            self._db.table("sign_offs").insert(row)
            self._db.table("sign_off_parties").insert_all(
                {"sign_off": number, "party": party} for party in new.parties
            )
            self._enter(kept, "put-up", None, (new.told_by, new.at))
        return kept

    def add(self, sign_off: SignOff, deed: Deed) -> SignOff:
        """Keep what was said of a sign-off. In the caller's transaction."""
        row = {
            "sign_off": _number(sign_off.id),
            "act": deed.act,
            "party": deed.party,
            "person": deed.person,
            "words": deed.words,
            "told_by": str(deed.told_by),
            "at": written(deed.at),
        }
        with transaction(self._db):
            self._db.table("sign_off_acts").insert(row)
            self._enter(sign_off, deed.act, deed.party, (deed.told_by, deed.at))
        return replace(sign_off, log=(*sign_off.log, deed))

    def _enter(
        self, of: SignOff, act: str, party: Audience | None, told: tuple[Viewer, datetime]
    ) -> None:
        by, at = told
        body: dict[str, Json] = {
            "sign_off": of.id,
            "act": act,
            "party": party,
            "by": str(by),
            "lesson": of.release.lesson,
            "scope": of.release.scope,
            "group": of.release.group,
            "grain": of.release.grain,
            "language": of.release.language,
            "content_hash": of.release.content_hash,
        }
        Ledger(self._db, of.keeper).append(Kind.SIGN_OFF, body, at)

    def _free_number(self) -> int:
        below = DRAWN_FROM
        while True:
            for _ in range(_TRIES):
                number = self._draw(below)
                sql = "SELECT 1 FROM sign_offs WHERE number = ?"
                if self._db.execute(sql, (number,)).fetchone() is None:
                    return number
            below *= 10

    def _found(self, where: str, told: Mapping[str, Any]) -> tuple[SignOff, ...]:
        sql = f"SELECT s.*, {_PARTIES}, {_LOG} FROM sign_offs s WHERE {where} ORDER BY s.id"
        return tuple(map(_read, self._db.query(sql, dict(told))))


def _is(one: SignOff, state: State) -> bool:
    return one.standing().state is state


def _number(sign_off_id: SignOffId) -> int:
    prefix, _, number = sign_off_id.partition("-")
    if (
        prefix != "S"
        or not number.isascii()
        or not number.isdigit()
        or len(number) > len("1" * 18)
    ):
        raise UnknownSignOff(sign_off_id)
    return int(number)


def _read(row: Mapping[str, Any]) -> SignOff:
    return SignOff(
        id=SignOffId(f"S-{row['number']}"),
        release=Release(
            lesson=LessonId(f"L-{row['lesson']}.{row['version']}"),
            scope=ScopeId(row["scope"]),
            group=None if row["grp"] is None else GroupId(row["grp"]),
            grain=Grain(row["grain"]),
            language=Language(row["language"]),
            content_hash=row["content_hash"],
        ),
        text=row["text"],
        k=row["k"],
        named=bool(row["named"]),
        undecided=row["undecided"],
        parties=tuple(map(Audience, json.loads(row["parties"]))),
        keeper=Audience(row["keeper"]),
        due=datetime.fromisoformat(row["due"]),
        why=row["why"],
        person=row["person"],
        told_by=Viewer.parse(row["told_by"]),
        at=datetime.fromisoformat(row["at"]),
        log=tuple(_deed(told) for told in json.loads(row["log"])),
    )


def _deed(told: list[Any]) -> Deed:
    act, party, person, words, told_by, at = told
    return Deed(
        act=Act(act),
        party=None if party is None else Audience(party),
        person=person,
        words=words,
        told_by=Viewer.parse(told_by),
        at=datetime.fromisoformat(at),
    )
