"""A release (公開分): one text of one version of a lesson, made for one scope.

What is signed off, sent, answered to and entered in the ledger. The same words for another scope,
or other words for the same, are another release.
"""

from dataclasses import dataclass
from hashlib import sha256

from corpus.account import Language
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release. `lesson` names a version (``L-12.3``); `group`: where the scope asks for one.

    `content_hash` is that of its text (`content_hash_of`): with other words it is another release.
    """

    lesson: LessonId
    scope: ScopeId
    group: GroupId | None = None
    grain: Grain
    language: Language
    content_hash: str


def content_hash_of(text: str) -> str:
    """The SHA-256 (hexadecimal) of `text` in UTF-8, as it stands: no character counts as none."""
    return sha256(text.encode()).hexdigest()
