"""Keep who gets which lesson. Rows are only ever added; what stands is read from them.

Every answer to a viewer passes `sharing.door.seen`. An entry is itself laid before audiences: the
secretariat and the committee, or, where they are kept out, the carrier that made it alone.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import snapshot
from corpus.regime import Wording
from corpus.viewer import Audience, Viewer, audiences_of, carrier_audience
from sharing.door import OnRecord, SeenLesson, Share, read_at, seen, sees_whole
from sharing.errors import MayNotShare
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.groups import GroupStore
from sharing.ledger.shares import enter_edit, enter_share
from sharing.members_only import label_of
from sharing.moments import written
from sharing.numbers import numbers_of
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from sharing.share import Act, Edit, EditAct, KeptShare
from sharing.standing import as_they_stand
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId
from triage.lessons.lesson_json import from_json

_OVERSEERS = """(SELECT json_group_array(audience) FROM lesson_share_audiences o
    WHERE o.share = s.id) AS overseers"""
_RECIPIENTS = """(SELECT json_group_array(json_array(audience, why_ja, why_en)) FROM (
    SELECT * FROM lesson_share_recipients r WHERE r.share = s.id ORDER BY place)) AS recipients"""
_EDITS = """(SELECT json_group_array(json_array(act, audience, why, told_by, at)) FROM (
    SELECT * FROM lesson_share_edits e WHERE e.share = s.id AND e.at <= :now ORDER BY id)
    ) AS edits"""


class ShareStore:
    """The shares in one database."""

    def __init__(self, db: Database, groups: GroupStore) -> None:
        self._db = db
        self._groups = groups

    def seen(self, lesson_id: LessonId, viewer: Viewer, now: datetime) -> SeenLesson:
        """What `viewer` sees of a lesson, or of the version that `lesson_id` names, at `now`.

        Raises:
            UnknownLesson: it sees nothing of it, or there is no such lesson.
        """
        number, version = numbers_of(lesson_id)
        with snapshot(self._db):
            told = self._seen(number, version, viewer, now)
        if told is None:
            raise UnknownLesson(lesson_id)
        return told

    def read_at(
        self, lesson_id: LessonId, grain: Grain, viewer: Viewer, now: datetime
    ) -> SeenLesson:
        """What a reader of `grain` would see of a lesson that `viewer` sees whole.

        Raises:
            UnknownLesson: it sees nothing of it, or there is no such lesson.
            MayNotShare: it does not see it whole.
        """
        self.seen(lesson_id, viewer, now)
        lesson = self._on_record(*numbers_of(lesson_id))
        if not sees_whole(lesson, viewer):
            raise MayNotShare(f"{viewer}, {lesson_id}")
        return read_at(lesson, grain)

    def list(self, viewer: Viewer, now: datetime) -> tuple[SeenLesson, ...]:
        """What `viewer` sees of all lessons that scopes lay before it at `now`, newest first."""
        with snapshot(self._db):
            rows = self._db.execute("SELECT DISTINCT lesson FROM lesson_shares").fetchall()
            found = [self._seen(row[0], None, viewer, now) for row in rows]
        told = [one for one in found if one is not None and one.through]
        return tuple(sorted(told, key=lambda one: (one.through[-1].since, one.id), reverse=True))

    def through(self, kept: KeptShare, viewer: Viewer, now: datetime) -> SeenLesson | None:
        """What `viewer` sees at `now` through `kept` alone, whatever else it may see; or None."""
        number, version = numbers_of(kept.lesson)
        lesson = replace(self._on_record(number, version), laid=frozenset())
        return seen(lesson, [kept.share], viewer, now) if kept.stands else None

    def entries(
        self, viewer: Viewer, now: datetime, lesson_id: LessonId | None = None
    ) -> tuple[KeptShare, ...]:
        """The entries that `viewer` oversees, oldest first, those that no longer stand too.

        Raises:
            UnknownLesson: it sees nothing of the lesson it asks for.
        """
        with snapshot(self._db):
            if lesson_id is None:
                rows = self._db.execute(
                    "SELECT lesson FROM lesson_shares GROUP BY lesson ORDER BY lesson"
                )
                numbers = [row[0] for row in rows.fetchall()]
            else:
                self.seen(lesson_id, viewer, now)
                numbers = [numbers_of(lesson_id)[0]]
            return tuple(
                kept for number in numbers for kept in self._overseen(number, viewer, now)
            )

    def standing(
        self, lesson_id: LessonId, viewer: Viewer, now: datetime
    ) -> tuple[KeptShare, ...]:
        """The entries of a lesson that stand and that `viewer` oversees."""
        found = self._overseen(numbers_of(lesson_id)[0], viewer, now)
        return tuple(kept for kept in found if kept.stands)

    def keep(self, kept: KeptShare, overseers: Iterable[Audience]) -> None:
        """Keep an entry, laid before `overseers`. In the caller's transaction."""
        share, run = kept.share, self._db.conn.execute
        cursor = run(
            "INSERT INTO lesson_shares(act, lesson, version, scope, grp, grain, k, release, "
            "widened, preset, why, told_by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                kept.act,
                numbers_of(kept.lesson)[0],
                share.version,
                share.scope,
                _group_number(share.group),
                share.grain,
                share.k,
                written(share.release),
                kept.widened,
                kept.preset,
                kept.why,
                str(kept.told_by),
                written(kept.at),
            ),
        )
        self._db.conn.executemany(
            "INSERT INTO lesson_share_audiences(share, audience) VALUES (?, ?)",
            [(cursor.lastrowid, audience) for audience in sorted(overseers)],
        )
        self._db.conn.executemany(
            "INSERT INTO lesson_share_recipients(share, place, audience, why_ja, why_en) "
            "VALUES (?, ?, ?, ?, ?)",
            [
                (cursor.lastrowid, place, audience, why.ja, why.en)
                for place, (audience, why) in enumerate((kept.recipients or {}).items())
            ],
        )
        enter_share(self._db, kept, frozenset(overseers))

    def edit(self, kept: KeptShare, edit: Edit) -> None:
        """Keep an edit of what `kept` reaches. In the caller's transaction."""
        sql = """SELECT max(id) FROM lesson_shares
                 WHERE lesson = ? AND scope = ? AND grp IS ? AND act <> 'withdraw'"""
        key = numbers_of(kept.lesson)[0], kept.share.scope, _group_number(kept.share.group)
        [share] = self._db.execute(sql, key).fetchone()
        self._db.conn.execute(
            "INSERT INTO lesson_share_edits(share, act, audience, why, told_by, at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (share, edit.act, edit.audience, edit.why, str(edit.told_by), written(edit.at)),
        )
        enter_edit(self._db, kept, edit)

    def _seen(
        self, number: int, version: int | None, viewer: Viewer, now: datetime
    ) -> SeenLesson | None:
        lesson = self._on_record(number, version)
        if not lesson.versions:
            return None
        shares = [
            entry.share
            for entry in self._entries(number, now)
            if entry.stands and entry.share.version in lesson.versions
        ]
        return seen(lesson, shares, viewer, now)

    def _overseen(self, number: int, viewer: Viewer, now: datetime) -> Iterator[KeptShare]:
        """The entries of a lesson that `viewer` sees whole, as far as they are laid before it."""
        if sees_whole(self._on_record(number, None), viewer):
            for entry in self._entries(number, now):
                if entry.overseers & audiences_of(viewer):
                    yield self._as_known_to(viewer, entry, now)

    def _as_known_to(self, viewer: Viewer, entry: KeptShare, now: datetime) -> KeptShare:
        """`entry` without its recipients, where `viewer` is not to know who is in the group."""
        if entry.share.group is None:
            return entry
        known = [one for one in self._groups.list(viewer, now) if one.id == entry.share.group]
        if known and known[0].members is not None:
            return entry
        return replace(entry.reaching({}), recipients=None)

    def _on_record(self, number: int, version: int | None) -> OnRecord:
        told = {"number": number, "version": version}
        versions = self._db.execute(
            "SELECT version, found FROM lesson_versions WHERE lesson = :number "
            "AND (:version IS NULL OR version = :version)",
            told,
        )
        laid = self._db.execute(
            "SELECT audience FROM lesson_audiences WHERE lesson = :number", told
        )
        source = self._db.execute(
            "SELECT s.audience FROM lessons l JOIN accounts a ON a.id = l.account "
            "JOIN account_audiences s ON s.label = a.label WHERE l.number = :number",
            told,
        )
        return OnRecord(
            id=LessonId(f"L-{number}"),
            versions={row[0]: from_json(row[1]) for row in versions.fetchall()},
            laid=frozenset(Audience(row[0]) for row in laid),
            source_laid=frozenset(Audience(row[0]) for row in source),
            members_only=label_of(self._db, f"L-{number}") is not None,
        )

    def _entries(self, number: int, now: datetime) -> tuple[KeptShare, ...]:
        """Every entry of a lesson up to `now`, oldest first. Internal: it takes no viewer."""
        rows = self._db.query(
            f"SELECT s.*, {_OVERSEERS}, {_RECIPIENTS}, {_EDITS} FROM lesson_shares s "
            "WHERE s.lesson = :lesson AND s.at <= :now ORDER BY s.id",
            {"lesson": number, "now": written(now)},
        )
        return tuple(self._with_members(e, now) for e in as_they_stand(list(map(_read, rows))))

    def _with_members(self, entry: KeptShare, now: datetime) -> KeptShare:
        """`entry`, of which those alone are reached that still belong to its group."""
        if entry.share.group is None or not entry.stands:
            return entry
        members = {carrier_audience(one) for one in self._groups.members(entry.share.group, now)}
        kept = {who: why for who, why in (entry.recipients or {}).items() if who in members}
        return entry.reaching(kept)


def _group_number(group: GroupId | None) -> int | None:
    return None if group is None else int(group.removeprefix("G-"))


def _read(row: dict[str, Any]) -> KeptShare:
    recipients = {
        Audience(who): Wording(ja=ja, en=en) for who, ja, en in json.loads(row["recipients"])
    }
    share = Share(
        scope=ScopeId(row["scope"]),
        group=None if row["grp"] is None else GroupId(f"G-{row['grp']}"),
        version=row["version"],
        grain=Grain(row["grain"]),
        k=row["k"],
        release=datetime.fromisoformat(row["release"]),
        recipients=frozenset(recipients),
        disclosed=_is_disclosed(ScopeId(row["scope"])),
    )
    return KeptShare(
        lesson=LessonId(f"L-{row['lesson']}.{row['version']}"),
        act=Act(row["act"]),
        share=share,
        widened=row["widened"],
        preset=row["preset"],
        why=row["why"],
        told_by=Viewer.parse(row["told_by"]),
        at=datetime.fromisoformat(row["at"]),
        recipients=recipients,
        overseers=frozenset(map(Audience, json.loads(row["overseers"]))),
        edits=tuple(map(_edit, json.loads(row["edits"]))),
    )


def _is_disclosed(scope: ScopeId) -> bool:
    """Whether recipients learn of the scope; one whose file is gone tells nothing."""
    known = load_scopes().get(scope)
    return known is not None and known.disclosed


def _edit(told: list[str]) -> Edit:
    act, audience, why, told_by, at = told
    return Edit(
        act=EditAct(act),
        audience=Audience(audience),
        why=why,
        told_by=Viewer.parse(told_by),
        at=datetime.fromisoformat(at),
    )
