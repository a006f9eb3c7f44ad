"""The words that may leave: those that were signed off, and no others."""

from dataclasses import dataclass
from typing import Protocol

from corpus.account import Language
from sharing.grain import Grain
from sharing.rendering import Rendering
from sharing.scope import ScopeId
from sharing.share import KeptShare
from sharing.sign_off.record import SignOff
from triage.lessons.lesson import LessonId


class SignOffs(Protocol):
    """Who signed what off."""

    def approved_of(self, version: LessonId) -> tuple[SignOff, ...]:
        """The approved sign-offs of a lesson's version, oldest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedWords:
    """Gives the words of lessons that were signed off; for `scope` alone, where one is told."""

    sign_offs: SignOffs
    scope: ScopeId | None = None

    def rendering(
        self, lesson_version: LessonId, grain: Grain, language: Language, k: int
    ) -> Rendering | None:
        """The words of a lesson for `grain`; None: nobody signed any off."""
        for one in reversed(self.sign_offs.approved_of(lesson_version)):
            release = one.release
            if (
                release.grain is grain
                and release.language is language
                and self.scope in {None, release.scope}
                and _hides(one, k)
            ):
                return Rendering(
                    grain=grain, language=language, text=one.text, replaced=(), key={}
                )
        return None


def signed_for(sign_offs: SignOffs, entry: KeptShare) -> SignOff | None:
    """The latest sign-off of what goes out by `entry`, as it stands; None: there is none."""
    share = entry.share
    for one in reversed(sign_offs.approved_of(entry.lesson)):
        told = one.release
        if (told.scope, told.group, told.grain) == (*entry.key, share.grain) and _hides(
            one, share.k
        ):
            return one
    return None


def _hides(one: SignOff, k: int) -> bool:
    """Whether it hides its originator among `k`, or names it with its consent."""
    return one.named or one.k >= k
