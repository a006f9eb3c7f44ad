"""Messages as the tables hold them."""

import json
from datetime import datetime
from typing import Any

from corpus.account import Language
from corpus.viewer import Audience
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.moments import written
from sharing.outbox.message import Draft, EventId, Kept, Route, State, Topic
from sharing.release import Release
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId

Row = dict[str, Any]

MESSAGES = """SELECT m.*, s.state, s.failures, s.next_at, s.changed_at, s.reason,
    (SELECT json_group_array(json_array(lesson_version, scope, grp, grain, language, content_hash))
     FROM (SELECT * FROM outbox_releases r WHERE r.message = m.number ORDER BY place)) AS releases
    FROM outbox_messages m JOIN outbox_states s ON s.message = m.number"""
"""Every message with its state; a condition goes behind it."""


def message_row(draft: Draft, now: datetime) -> Row:
    """What is kept of a message and never changed."""
    return {
        "event": draft.event,
        "topic": draft.topic,
        "route": draft.route,
        "recipient": draft.recipient,
        "address": draft.address,
        "body": draft.body,
        "not_before": written(draft.not_before),
        "book": draft.book,
        "queued_at": written(now),
    }


def release_row(number: int, place: int, release: Release) -> Row:
    """One release that message `number` is about."""
    return {
        "message": number,
        "place": place,
        "lesson_version": release.lesson,
        "scope": release.scope,
        "grp": release.group,
        "grain": release.grain,
        "language": release.language,
        "content_hash": release.content_hash,
    }


def read_message(row: Row) -> Kept:
    """The message of a row of `MESSAGES`."""
    return Kept(
        event=EventId(row["event"]),
        topic=Topic(row["topic"]),
        route=Route(row["route"]),
        recipient=Audience(row["recipient"]),
        address=row["address"],
        releases=tuple(_release(one) for one in json.loads(row["releases"])),
        body=row["body"],
        not_before=datetime.fromisoformat(row["not_before"]),
        book=Audience(row["book"]),
        number=row["number"],
        queued_at=datetime.fromisoformat(row["queued_at"]),
        state=State(row["state"]),
        failures=row["failures"],
        next_at=datetime.fromisoformat(row["next_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        reason=row["reason"],
    )


def _release(told: list[Any]) -> Release:
    lesson, scope, group, grain, language, content_hash = told
    return Release(
        lesson=LessonId(lesson),
        scope=ScopeId(scope),
        group=None if group is None else GroupId(group),
        grain=Grain(grain),
        language=Language(language),
        content_hash=content_hash,
    )
