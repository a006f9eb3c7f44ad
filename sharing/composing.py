"""Edits put into a text, with what has to agree beside them: capitals, articles."""

import re
from collections.abc import Sequence

from corpus.account import Language
from sharing.wording.stretch import Edit

_OPENS = re.compile(r"(?:^|[.!?]['\"”’)]?\s+|\n\s*)$")
_ARTICLE = re.compile(r"\b(?P<a>[Aa])n?(?P<space>\s+)$")
_VOWEL = re.compile(r"[\[\"“‘']?[aeiouAEIOU]")
_LOOKED_BACK = 8
_OWN_AND_JOINT = 2
_JOINT = re.compile(r"の|や|/| / |と|、|及び|および|・|'s |’s | |, | and |, and |")


def compose(
    text: str, edits: Sequence[Edit], language: Language
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`text` with `edits` (in order, apart) made, and where what was put in stands in it."""
    out = _Out(language)
    reached = 0
    for edit in edits:
        out.add(text[reached : edit.start])
        out.put_in(edit.text, text[edit.start : edit.start + 1])
        reached = edit.end
    out.add(text[reached:])
    return "".join(out.pieces), tuple(out.ours)


class _Out:
    """A text that grows."""

    def __init__(self, language: Language) -> None:
        self.pieces: list[str] = []
        self.ours: list[tuple[int, int]] = []
        self._length = 0
        self._english = language is Language.EN
        self._opens = False

    def add(self, words: str) -> None:
        """Add words of the source."""
        if words and self._opens:
            words = words[:1].upper() + words[1:]
        self._opens = self._opens and not words
        self._append(words)

    def put_in(self, words: str, first: str) -> None:
        """Add words of ours; `first` is the character that stood where they start."""
        opens = self._english and bool(_OPENS.search(self._end()))
        if not words:
            self._opens = opens and (first.isupper() or first.isdigit() or self._opens)
            return
        if opens and (first.isupper() or first.isdigit() or self._opens):
            words = words[:1].upper() + words[1:]
        self._opens = False
        if self._repeats(words):
            return
        self._agree(words)
        self.ours.append((self._length, self._length + len(words)))
        self._append(words)

    def _repeats(self, words: str) -> bool:
        """Whether `words`, a placeholder, is said to be its own: 〔事業者A〕の〔事業者A〕."""
        if len(self.pieces) < _OWN_AND_JOINT or not _JOINT.fullmatch(self.pieces[-1]):
            return False
        if self.pieces[-2] != words or words[:1] not in "〔[":
            return False
        self._length -= len(self.pieces.pop())
        return True

    def _agree(self, words: str) -> None:
        """Make the article before `words` a or an."""
        if not self._english or not self.pieces:
            return
        article = _ARTICLE.search(self.pieces[-1])
        if article:
            fitting = article["a"] + ("n" if _VOWEL.match(words) else "")
            kept = self.pieces[-1][: article.start()]
            self._length += len(kept) + len(fitting + article["space"]) - len(self.pieces[-1])
            self.pieces[-1] = kept + fitting + article["space"]

    def _end(self) -> str:
        return "".join(self.pieces[-4:])[-_LOOKED_BACK:]

    def _append(self, words: str) -> None:
        if words:
            self.pieces.append(words)
            self._length += len(words)
