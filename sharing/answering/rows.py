"""Answers as the database has them. Internal: it takes no viewer."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from corpus.account import Language
from corpus.viewer import Audience, Viewer
from sharing.answering.answer import Answer, Ask, AskId, Change, Closed, Said, State
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.moments import written
from sharing.release import Release
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId

_CLOSED = """coalesce((SELECT CASE WHEN r.replacement IS NULL THEN 'recalled' ELSE 'superseded' END
        FROM recalls r
        WHERE r.lesson = a.lesson AND r.version = a.version AND r.keeper = a.overseer),
    (SELECT 'superseded' FROM answer_asks b WHERE b.lesson = a.lesson AND b.version > a.version
        AND b.recipient = a.recipient AND b.overseer = a.overseer))"""
"""Why an ask `a` is closed: its version was taken back, or a later one was asked about."""
_ANSWERS = f"""SELECT a.*, {_CLOSED} AS closed, (
    SELECT json_group_array(json_array(part, state, evidence, planned, done, told_by, person, at,
        file)) FROM (
        SELECT * FROM answer_changes h WHERE h.ask = a.number ORDER BY h.id)) AS changes
    FROM answer_asks a"""


def number_of(ask: AskId) -> int:
    """The number in the id of an ask; 0, which none has, where it is no such id."""
    digits = ask.removeprefix("Q-")
    return int(digits) if ask.startswith("Q-") and digits.isascii() and digits.isdigit() else 0


def answers_where(db: Database, where: str, told: dict[str, Any]) -> Iterator[Answer]:
    """The answers of the asks `where` holds, in the order of lessons, versions and recipients."""
    order = "ORDER BY a.lesson, a.version, a.recipient, a.overseer"
    yield from map(_answer, db.query(f"{_ANSWERS} WHERE {where} {order}", told))


def insert_ask(db: Database, ask: Ask, lesson: tuple[int, int]) -> None:
    """Keep an ask about the lesson and version of these numbers. In the caller's transaction."""
    release = ask.release
    db.table("answer_asks").insert(
        {
            "number": number_of(ask.id),
            "lesson": lesson[0],
            "version": lesson[1],
            "scope": release.scope,
            "grp": release.group,
            "grain": release.grain,
            "language": release.language,
            "content_hash": release.content_hash,
            "recipient": ask.recipient,
            "overseer": ask.overseer,
            "items": ask.items,
            "due": written(ask.due),
            "at": written(ask.at),
        }
    )


def insert_change(db: Database, ask: AskId, change: Change) -> None:
    """Keep what was said. In the caller's transaction."""
    said = change.said
    db.table("answer_changes").insert(
        {
            "ask": number_of(ask),
            "part": change.part,
            "state": said.state,
            "evidence": said.evidence,
            "planned": said.planned and said.planned.isoformat(),
            "done": said.done and said.done.isoformat(),
            "told_by": str(change.by),
            "person": change.person,
            "file": change.file,
            "at": written(change.at),
        }
    )


def _answer(row: dict[str, Any]) -> Answer:
    ask = Ask(
        id=AskId(f"Q-{row['number']}"),
        release=Release(
            lesson=LessonId(f"L-{row['lesson']}.{row['version']}"),
            scope=ScopeId(row["scope"]),
            group=None if row["grp"] is None else GroupId(row["grp"]),
            grain=Grain(row["grain"]),
            language=Language(row["language"]),
            content_hash=row["content_hash"],
        ),
        recipient=Audience(row["recipient"]),
        overseer=Audience(row["overseer"]),
        items=row["items"],
        due=datetime.fromisoformat(row["due"]),
        at=datetime.fromisoformat(row["at"]),
        closed=None if row["closed"] is None else Closed(row["closed"]),
    )
    return Answer(ask=ask, changes=tuple(map(_change, json.loads(row["changes"]))))


def _change(told: list[Any]) -> Change:
    part, state, evidence, planned, done, by, person, at, file = told
    return Change(
        part=part,
        said=Said(state=State(state), evidence=evidence, planned=_day(planned), done=_day(done)),
        by=Viewer.parse(by),
        person=person,
        at=datetime.fromisoformat(at),
        file=file,
    )


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)
