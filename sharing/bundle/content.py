"""What a bundle holds: lessons as the recipients of one scope may read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from corpus.account import Language
from corpus.regime import Wording
from corpus.viewer import Audience
from sharing.fields import Told
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId

FORMAT = 1
"""Of the files in a bundle; a reader refuses what it does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledLesson:
    """One version of a lesson: the `fields` of its grain, with words in them.

    `text` are the words as one where they do not fall into fields. `since`: its release (ISO
    8601). `content_hash` is that of the text that was signed off.
    """

    lesson: LessonId
    grain: Grain
    language: Language
    since: str
    fields: Told = field(repr=False)
    text: str | None = field(repr=False)
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The lessons of one scope, by number. `scope` is None where it would tell of originators.

    `recipient`: whom it was made for; None: everybody whom the scope reaches.
    """

    scope: ScopeId | None
    title: Wording
    group: GroupId | None
    recipient: Audience | None
    lessons: tuple[BundledLesson, ...]


class LeftOut(StrEnum):
    """Why a lesson of the scope is not in a bundle."""

    NOT_FOR_ALL = "not_for_all"  # 全員に届くものではない
    MEMBERS_ONLY = "members_only"  # 枠内構成員限り
    NO_TEXT = "no_text"  # 出せる文がない
    NOT_SIGNED_OFF = "not_signed_off"  # 確認が済んでいない


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A bundle, and which lessons of the scope are not in it."""

    bundle: Bundle
    left_out: Mapping[LessonId, LeftOut]


def as_document(bundle: Bundle) -> dict[str, Any]:
    """`bundle` as JSON has it."""
    return {
        "format": FORMAT,
        "scope": bundle.scope,
        "title": {"ja": bundle.title.ja, "en": bundle.title.en},
        "group": bundle.group,
        "recipient": bundle.recipient,
        "lessons": [
            {
                "lesson": one.lesson,
                "grain": one.grain.value,
                "language": one.language.value,
                "since": one.since,
                "fields": one.fields,
                "text": one.text,
                "content_hash": one.content_hash,
            }
            for one in bundle.lessons
        ],
    }
