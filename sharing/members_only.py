"""Members only (枠内構成員限り): the label on what the committee keeps to itself.

A lesson carries it, or the case it was drawn from, or a paper of a meeting. What carries it is for
the secretariat and the committee: `label_of` is asked wherever something leaves. A carrier's own
words stay its own: neither its filing nor a lesson that it drew itself is taken from it by a
label. What is public stays public.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import snapshot, transaction
from corpus.errors import InputRefused
from corpus.ids import AccountId
from corpus.viewer import Role, Viewer
from sharing.errors import MayNotLabel
from sharing.moments import written
from sharing.numbers import numbers_of
from sharing.persons import person_named
from sharing.reason import reason
from triage.lessons.lesson import LessonId
from triage.lessons.store import LessonStore

MEMBERS = frozenset({Role.SECRETARIAT, Role.COMMITTEE})
"""Who sees what carries the label, and who sets and lifts it."""


class Sort(StrEnum):
    """What a label is on."""

    LESSON = "lesson"  # 教訓
    CASE = "case"  # 事案・報告
    PAPER = "paper"  # 会議資料


class LabelAct(StrEnum):
    """What a person does with a label."""

    SET = "set"  # 付与
    LIFT = "lift"  # 解除


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelling:
    """Who sets or lifts a label, when and why."""

    by: Viewer
    person: str
    why: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What was said of the label of one thing; it carries it unless `act` lifted it."""

    sort: Sort
    name: str
    act: LabelAct
    why: str
    person: str
    told_by: Viewer
    at: datetime


def label_of(db: Database, name: str) -> Label | None:
    """The label that the lesson, case or paper called `name` carries; None: it carries none.

    A lesson carries that of its case; a filing that of an incident it is about. It takes no
    viewer: what leaves is asked for here, whoever asks.
    """
    for sort, each in _carriers_of_label(db, name):
        label = _last(db, sort, each)
        if label is not None and label.act is LabelAct.SET:
            return label
    return None


def check_open(db: Database, name: str) -> None:
    """Pass where the thing called `name` may leave.

    Raises:
        InputRefused: it is for members only.
    """
    if label_of(db, name) is not None:
        raise InputRefused("members_only", name)


class Labels:
    """The labels in one database. Rows are only ever added; what was said last counts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def set(self, name: str, labelling: Labelling) -> Label:
        """Put the label on the lesson, case or paper called `name`.

        Raises:
            MayNotLabel: only the secretariat and the committee do.
            UnknownLesson, UnknownFiling, UnknownIncident: they see nothing of that name.
            InputRefused: it carries it already, the reason or the name is missing or too long, or
                it is a lesson that a carrier drew itself.
        """
        return self._say(name, LabelAct.SET, labelling)

    def lift(self, name: str, labelling: Labelling) -> Label:
        """Take the label off.

        Raises:
            MayNotLabel, UnknownLesson, UnknownFiling, UnknownIncident: as `set`.
            InputRefused: it carries none of its own, or the reason or the name is missing or too
                long.
        """
        return self._say(name, LabelAct.LIFT, labelling)

    def history(self, viewer: Viewer, name: str | None = None) -> tuple[Label, ...]:
        """All that was said of labels (of one thing, or of all), oldest first.

        Raises:
            MayNotLabel: `viewer` is neither the secretariat nor the committee.
        """
        _check_member(viewer)
        rows = self._db.query(
            "SELECT * FROM members_only WHERE (:name IS NULL OR name = :name) ORDER BY id",
            {"name": name},
        )
        return tuple(map(_read, rows))

    def carried(self, viewer: Viewer) -> tuple[Label, ...]:
        """The labels that stand, oldest first.

        Raises:
            MayNotLabel: `viewer` is neither the secretariat nor the committee.
        """
        last = {(each.sort, each.name): each for each in self.history(viewer)}
        return tuple(each for each in last.values() if each.act is LabelAct.SET)

    def begin(self, name: str, labelling: Labelling) -> None:
        """Let a paper carry the label from its beginning on. In the caller's transaction."""
        if _last(self._db, Sort.PAPER, name) is None:
            self._write(Sort.PAPER, name, LabelAct.SET, labelling)

    def _say(self, name: str, act: LabelAct, labelling: Labelling) -> Label:
        _check_member(labelling.by)
        with transaction(self._db):
            sort, name = self._thing(name, labelling.by)
            last = _last(self._db, sort, name)
            carries = last is not None and last.act is LabelAct.SET
            if carries is (act is LabelAct.SET):
                raise InputRefused("already_labelled" if carries else "not_labelled", name)
            return self._write(sort, name, act, labelling)

    def _thing(self, name: str, viewer: Viewer) -> tuple[Sort, str]:
        """What `name` names, as `viewer` sees it, and how it is kept."""
        sort = _sort_of(name)
        if sort is Sort.LESSON:
            lesson = LessonStore(self._db).get(LessonId(name), viewer).id
            if _drawn_by_carrier(self._db, lesson):
                raise InputRefused("carriers_own", lesson)
            return sort, lesson
        if sort is Sort.CASE:
            return sort, AccountStore(self._db).get(AccountId(name), viewer).id
        if _last(self._db, sort, name) is None:
            raise InputRefused("unknown_paper", name)
        return sort, name

    def _write(self, sort: Sort, name: str, act: LabelAct, labelling: Labelling) -> Label:
        row = {
            "sort": sort,
            "name": name,
            "act": act,
            "why": reason(labelling.why),
            "person": person_named(labelling.person),
            "told_by": str(labelling.by),
            "at": written(labelling.now),
        }
        self._db.table("members_only").insert(row)
        return _read(row)


def _check_member(viewer: Viewer) -> None:
    if viewer.role not in MEMBERS:
        raise MayNotLabel(str(viewer))


def _carriers_of_label(db: Database, name: str) -> Iterator[tuple[Sort, str]]:
    """What the label may be on for `name` to carry it: itself, its case, incidents of its case."""
    with snapshot(db):
        sort = _sort_of(name)
        if sort is Sort.PAPER:
            yield sort, name
            return
        if sort is Sort.LESSON:
            number, _ = numbers_of(LessonId(name))
            found = db.execute("SELECT account FROM lessons WHERE number = ?", (number,))
            row = found.fetchone()
            if row is None or _drawn_by_carrier(db, LessonId(name)):
                return
            yield sort, f"L-{number}"
            name = row[0]
        yield Sort.CASE, name
        sql = """SELECT i.incident FROM account_incidents i JOIN accounts a ON a.label = i.label
                 WHERE a.id = ? ORDER BY i.incident"""
        yield from [(Sort.CASE, incident) for (incident,) in db.execute(sql, (name,)).fetchall()]


def _sort_of(name: str) -> Sort:
    if name.startswith("L-"):
        return Sort.LESSON
    return Sort.PAPER if name.startswith("M-") else Sort.CASE


def _drawn_by_carrier(db: Database, lesson: LessonId) -> bool:
    sql = "SELECT drafted_by FROM lessons WHERE number = ?"
    row = db.execute(sql, (numbers_of(lesson)[0],)).fetchone()
    return row is not None and Viewer.parse(row[0]).role not in MEMBERS


def _last(db: Database, sort: Sort, name: str) -> Label | None:
    sql = "SELECT * FROM members_only WHERE sort = ? AND name = ? ORDER BY id DESC LIMIT 1"
    return next(map(_read, db.query(sql, (sort, name))), None)


def _read(row: dict[str, str]) -> Label:
    return Label(
        sort=Sort(row["sort"]),
        name=row["name"],
        act=LabelAct(row["act"]),
        why=row["why"],
        person=row["person"],
        told_by=Viewer.parse(row["told_by"]),
        at=datetime.fromisoformat(row["at"]),
    )
