"""Texts with their identifiers marked in them: ``{date:2022年7月2日}、{carrier=kddi:KDDI}の``."""

import re
from collections.abc import Sequence

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from sharing.grain import Grain
from sharing.grain_file import policy_of
from sharing.rewriting import rewrite

_MARK = re.compile(r"\{(?P<kind>[a-z]+)(?P<unsure>\?)?(?:=(?P<key>[^:]+))?:(?P<words>[^}]+)\}")


def marked(text: str) -> tuple[str, list[Identifier]]:
    """The text without the marks, and the identifiers they make."""
    plain, found, reached = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[reached : mark.start()]
        found.append(
            Identifier(
                kind=IdentifierKind(mark["kind"]),
                start=len(plain),
                end=len(plain) + len(mark["words"]),
                key=mark["key"] or mark["words"].casefold(),
                sure=mark["unsure"] is None,
            )
        )
        plain += mark["words"]
        reached = mark.end()
    return plain + text[reached:], found


def rewritten(text: str, grain: Grain | str, language: Language = Language.JA) -> str:
    """The marked `text` as the policy of `grain` rewrites it."""
    plain, found = marked(text)
    return rewrite(plain, found, policy_of(Grain(grain)), language).text


class MarkedWords:
    """Finds the words it is given, wherever they stand."""

    def __init__(self, words: dict[str, tuple[str, str]]) -> None:
        """`words`: kind and key of each."""
        self._words = words

    def __call__(self, text: str) -> Sequence[Identifier]:
        return sorted(
            (
                Identifier(kind=IdentifierKind(kind), start=at.start(), end=at.end(), key=key)
                for words, (kind, key) in self._words.items()
                for at in re.finditer(re.escape(words), text)
            ),
            key=lambda one: one.start,
        )
