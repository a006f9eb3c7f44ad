"""Lessons in bundles, and where they are collected from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from corpus.account import SECTION, Language
from corpus.regime import Wording
from sharing.bundle.collect import Sources
from sharing.bundle.content import Bundle, BundledLesson
from sharing.bundle.package import Files, files_of, zipped
from sharing.grain import Grain
from sharing.release import Release
from sharing.rendering import Rendering
from sharing.scope import ScopeId
from sharing.signing import SigningKey
from tests.sharing.examples import Office
from triage.lessons.lesson import LessonId

SAID = SECTION.join(("切戻しの量を見積もる", "記録で確かめる", "試験をしたか", "保守の部門"))
"""The words of a lesson in four fields: title, and who checks what and how."""


@dataclass
class SaidRenderings:
    """The same words for every lesson, unless told otherwise."""

    texts: dict[str, str | None] = field(default_factory=dict)
    language: Language = Language.JA

    def rendering(
        self, lesson_version: LessonId, grain: Grain, language: Language, k: int
    ) -> Rendering | None:
        text = self.texts.get(lesson_version, SAID)
        if language is not self.language or text is None:
            return None
        return Rendering(grain=grain, language=language, text=text, replaced=(), key={})


@dataclass
class SignedOff:
    """What was signed off: all but `not_yet`."""

    not_yet: set[str] = field(default_factory=set)
    asked: list[Release] = field(default_factory=list)

    def complete(self, release: Release) -> bool:
        self.asked.append(release)
        return release.lesson not in self.not_yet


def sources(office: Office, **told: Any) -> Sources:
    nothing: Callable[[LessonId], bool] = lambda _: False  # noqa: E731
    whole = {"renderings": SaidRenderings(), "sign_offs": SignedOff(), "members_only": nothing}
    return Sources(shares=office.shares, **{**whole, **told})


def a_bundled(lesson: str = "L-1.1", **told: Any) -> BundledLesson:
    fields: dict[str, Any] = {
        "title": "切戻しの量を見積もる",
        "phase": "before",
        "tag": "M-ニ",
        "depth": None,
        "cause": {"id": "human-cause"},
        "function": {"id": "switching"},
        "trigger": {"id": "settings_or_software"},
        "shared_base": [{"id": "ims"}, {"id": "core"}],
        "why_not_serious": None,
        "viewpoints": [{"who": "保守の部門", "what": "試験をしたか", "how": "記録で確かめる"}],
    }
    whole: dict[str, Any] = {
        "lesson": LessonId(lesson),
        "grain": Grain.CARRIERS,
        "language": Language.JA,
        "since": "2026-01-02T03:04:05+00:00",
        "fields": fields,
        "text": None,
        "content_hash": "0" * 64,
    }
    return BundledLesson(**{**whole, **told})


def a_bundle(*lessons: BundledLesson, **told: Any) -> Bundle:
    whole: dict[str, Any] = {
        "scope": ScopeId("all-carriers"),
        "title": Wording(ja="全事業者", en="all carriers"),
        "group": None,
        "recipient": None,
        "lessons": lessons or (a_bundled(),),
    }
    return Bundle(**{**whole, **told})


@cache
def a_key() -> SigningKey:
    return SigningKey.of(Path(mkdtemp()))


@cache
def other_key() -> SigningKey:
    return SigningKey.of(Path(mkdtemp()))


def the_files(bundle: Bundle | None = None) -> Files:
    return files_of(bundle or a_bundle(), a_key())


def put(path: Path, files: Files | None = None) -> Path:
    """A bundle at `path`."""
    path.write_bytes(zipped(files or the_files()))
    return path
