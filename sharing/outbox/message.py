"""A message that is to be sent: fixed when it is queued, whatever happens to it afterwards."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from ulid import ULID

from corpus.viewer import Audience, Role
from sharing.release import Release

EventId = NewType("EventId", str)
"""``E-`` and a ULID: one message. Every repeat of it carries the same."""


_LONGEST = 160
OVERSEER = Audience(Role.SECRETARIAT)
"""Who oversees what is not kept from the ministry."""


class Route(StrEnum):
    """The way by which a message goes."""

    MAIL = "mail"  # 電子メール
    WEBHOOK = "webhook"  # Webhook
    INBOX = "inbox"  # この画面の受信箱


class Topic(StrEnum):
    """What a message is about."""

    LESSON = "lesson"  # 教訓
    DIGEST = "digest"  # まとめ
    RECALL = "recall"  # 回収


class State(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"  # 送信待ち
    SENT = "sent"  # 送信済み
    DEAD = "dead"  # 送れない
    WITHDRAWN = "withdrawn"  # 取りやめ


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message as it is given to the outbox.

    `address`: a mail address, the id of a subscription, or the recipient again. `body`: the bytes
    that are sent, every time. `not_before`: nothing leaves before it, whatever the clock does.
    `book`: who oversees it (the secretariat, or a carrier that shares without the ministry).
    """

    event: EventId
    topic: Topic
    route: Route
    recipient: Audience
    address: str = field(repr=False)
    releases: tuple[Release, ...]
    body: bytes = field(repr=False)
    not_before: datetime
    book: Audience = OVERSEER


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Draft):
    """A message on record: its number, and what became of it.

    `failures` counts tries that failed; `reason` is the code of the last one.
    """

    number: int
    queued_at: datetime
    state: State
    failures: int
    next_at: datetime
    changed_at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message that one worker may send, until its lease ends."""

    message: Kept
    lease: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """It was taken."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not taken; `reason` is a code. `lasting`: it never will be."""

    reason: str
    lasting: bool = False


Outcome = Delivered | Failed


def hides_recipient(message: Draft) -> bool:
    """Whether its overseer need not know to whom it goes: a member of a group of carriers."""
    return message.book != OVERSEER and any(one.group for one in message.releases)


def sent_body(message: Draft, release: Release) -> dict[str, str | None]:
    """What the ledger is told of a message: ids and hashes, never text."""
    return {
        "event": message.event,
        "topic": message.topic,
        "route": message.route,
        # Whoever shares in a group without the ministry need not know who belongs to it.
        "recipient": None if hides_recipient(message) else _short(message.recipient),
        "lesson": release.lesson,
        "scope": release.scope,
        "group": release.group,
        "grain": release.grain,
        "language": release.language,
        "content_hash": release.content_hash,
    }


def _short(recipient: Audience) -> str:
    """`recipient` as the ledger takes it: a maker's name is what a person wrote."""
    return "".join(each for each in recipient if each.isprintable())[:_LONGEST]


def new_event_id() -> EventId:
    """An event id no other message has, that nobody can foresee."""
    return EventId(f"E-{ULID()}")


def stable_json(document: Mapping[str, Any]) -> bytes:
    """`document` as the bytes that are kept: the same document, the same bytes."""
    told = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return told.encode()
