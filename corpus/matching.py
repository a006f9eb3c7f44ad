"""Finding many forms in one pass over a text.

The forms of all concepts make one tree a language: over characters in Japanese, over words in
English. Every step of a scan goes down the tree, so a text costs time linear in its length,
whatever it holds. The longest form wins: 基地局 is not found inside 基地局制御装置.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

LONGEST_GAP_JA = 16
"""Characters that ``…`` stands for at most, in Japanese; never across 。"""
LONGEST_GAP_EN = 8
"""Words that ``…`` stands for at most, in English; never across a full stop."""

Tree = dict[str, Any]  # a key leads to a tree, _END to the entries that end there
_END = ""
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)+|[a-z0-9]+|,|[.!?;](?=\s|$)")
_STOPS = frozenset(".!?;")
_SHORTEST_STEM = 2
_REMEMBERED_WORDS = 20_000

_DENIED_BEHIND = re.compile(
    r"(?:の(?:痕跡|兆候|形跡|事実|発生|可能性|疑い))?(?:による(?:もの)?|など)?(?:では|とは|は|が|も|を)?"
    r"(?:なかった|なく|ない|なし|無い|無かった|(?:起き|生じ)(?:てい)?(?:なかった|ない|ず)"
    r"|発生し(?:なかった|ていない|ておらず)|発生せず|否定"
    r"|(?:確認|検知|検出)(?:されなかった|されていない|されておらず|されず|できなかった)"
    r"|見られ(?:なかった|ず)|認められ(?:なかった|ず)|別に|関係な)"
)
_ARTICLES = frozenset({"a", "an", "any", "the"})
_DENYING = frozenset({"no", "not", "without", "nor", "never", "non"})
_DENYING_PAIRS = frozenset(
    {("sign", "of"), ("signs", "of"), ("evidence", "of"), ("ruled", "out"), ("rather", "than")}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form says when it is found: part `part` of `parts` of form number `form` of `owner`.

    `parts` is 0 for a form that only hides its owner (an excluding context).
    """

    owner: str
    form: int
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class Found:
    """A form of `owner` at `start` to `end` of the scanned text."""

    start: int
    end: int
    owner: str


class Matcher(Protocol):
    """Finds the forms of one language."""

    def find(self, text: str) -> list[Found]:
        """What is told in `text` (folded), less what is denied or inside a longer form."""
        ...


class JapaneseMatcher:
    """Forms over characters."""

    def __init__(self, forms: Iterable[tuple[str, Sequence[str], bool]]) -> None:
        """Takes owner, parts of a form, and whether it only hides its owner."""
        self._tree: Tree = {}
        for number, (owner, parts, hides) in enumerate(forms):
            for place, part in enumerate(parts):
                _plant(self._tree, part, Entry(owner, number, place, 0 if hides else len(parts)))

    def find(self, text: str) -> list[Found]:
        """What is told in `text` (folded)."""
        gaps = _Gaps(
            lambda end, start: start - end <= LONGEST_GAP_JA and "。" not in text[end:start]
        )
        found = _resolve(self._hits(text), gaps)
        return [one for one in found if not _DENIED_BEHIND.match(text, one.end)]

    def _hits(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        tree = self._tree
        length = len(text)
        for start in range(length):
            node: Tree | None = tree.get(text[start])
            at = start + 1
            while node is not None:
                if _END in node and _stands_alone(text, start, at):
                    for entry in node[_END]:
                        yield start, at, entry
                node = node.get(text[at]) if at < length else None
                at += 1


class EnglishMatcher:
    """Forms over words; a word that ends in ``*`` is a stem."""

    def __init__(self, forms: Iterable[tuple[str, Sequence[str], bool]]) -> None:
        """Takes owner, parts of a form, and whether it only hides its owner."""
        self._tree: Tree = {}
        keys: set[str] = set()
        for number, (owner, parts, hides) in enumerate(forms):
            for place, part in enumerate(parts):
                words = words_of(part)
                keys.update(words)
                _plant(self._tree, words, Entry(owner, number, place, 0 if hides else len(parts)))
        self._keys = frozenset(keys)
        self._longest = max((len(key) for key in keys), default=0)
        self._keys_of = lru_cache(_REMEMBERED_WORDS)(self._read_keys)

    def find(self, text: str) -> list[Found]:
        """What is told in `text` (folded)."""
        spans = [word.span() for word in _WORD.finditer(text)]
        words = [text[start:end] for start, end in spans]
        gaps = _Gaps(
            lambda end, start: start - end <= LONGEST_GAP_EN and not _STOPS & set(words[end:start])
        )
        found = _resolve(self._hits(words), gaps)
        return [
            Found(spans[one.start][0], spans[one.end - 1][1], one.owner)
            for one in found
            if not _denied_before(words, one.start)
        ]

    def _hits(self, words: Sequence[str]) -> Iterator[tuple[int, int, Entry]]:
        keys = [self._keys_of(word) for word in words]
        for start in range(len(words)):
            nodes = [self._tree]
            at = start
            while nodes and at < len(words):
                nodes = [node[key] for node in nodes for key in keys[at] if key in node]
                at += 1
                for node in nodes:
                    for entry in node.get(_END, ()):
                        yield start, at, entry

    def _read_keys(self, word: str) -> tuple[str, ...]:
        longest = min(len(word), self._longest)
        stems = (word[:length] + "*" for length in range(_SHORTEST_STEM, longest + 1))
        return tuple(key for key in (word, *stems) if key in self._keys)


def words_of(part: str) -> list[str]:
    """The words of an English form, stems with their ``*``."""
    return re.findall(r"[a-z0-9]+\*?|,", part)


class _Gaps:
    """Joins the parts of forms with a gap: the latest first part and the part that follows it."""

    def __init__(self, near: "Near") -> None:
        self._near = near
        self._open: dict[tuple[int, int], tuple[int, int]] = {}

    def joined(self, start: int, end: int, entry: Entry) -> tuple[int, int] | None:
        """The whole form's place when this part completes it."""
        if entry.part:
            before = self._open.get((entry.form, entry.part - 1))
            if before is None or before[1] > start or not self._near(before[1], start):
                return None
            start = before[0]
        if entry.part == entry.parts - 1:
            return start, end
        self._open[entry.form, entry.part] = start, end
        return None


class Near(Protocol):
    """Whether what ends at `end` and what starts at `start` are near enough to be one form."""

    def __call__(self, end: int, start: int, /) -> bool:
        """See the class."""
        ...


def _resolve(hits: Iterator[tuple[int, int, Entry]], gaps: _Gaps) -> list[Found]:
    plain: list[Found] = []
    spread: list[Found] = []
    hidden: list[Found] = []
    for start, end, entry in hits:
        if entry.parts == 0:
            hidden.append(Found(start, end, entry.owner))
        elif entry.parts == 1:
            plain.append(Found(start, end, entry.owner))
        elif (place := gaps.joined(start, end, entry)) is not None:
            spread.append(Found(*place, entry.owner))
    return _once_each(_not_hidden([*_longest(plain), *spread], hidden))


def _longest(found: list[Found]) -> Iterator[Found]:
    """Those that do not lie strictly inside another; equal places all stay."""
    widest = Found(-1, -1, "")
    for one in sorted(found, key=_by_place):
        inside = one.end < widest.end or (one.end == widest.end and one.start > widest.start)
        if not inside:
            widest = one
            yield one


def _not_hidden(found: list[Found], hidden: list[Found]) -> Iterator[Found]:
    if not hidden:
        yield from found
        return
    covered: dict[str, int] = {}
    tagged = [(one, True) for one in hidden] + [(one, False) for one in found]
    for one, hides in sorted(tagged, key=lambda pair: (pair[0].start, not pair[1])):
        if hides:
            covered[one.owner] = max(one.end, covered.get(one.owner, 0))
        elif covered.get(one.owner, 0) < one.end:
            yield one


def _once_each(found: Iterable[Found]) -> list[Found]:
    """In order of place; of one owner's forms that lie inside one another, the widest."""
    kept: list[Found] = []
    reached: dict[str, int] = {}
    for one in sorted(found, key=_by_place):
        if reached.get(one.owner, 0) < one.end:
            reached[one.owner] = one.end
            kept.append(one)
    return kept


def _by_place(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _plant(tree: Tree, keys: Sequence[str], entry: Entry) -> None:
    for key in keys:
        tree = tree.setdefault(key, {})
    tree.setdefault(_END, []).append(entry)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a form in Latin letters or digits is not part of a longer word."""
    before = text[start - 1 : start] if start else ""
    return not (_latin(before) and _latin(text[start])) and not (
        _latin(text[end - 1]) and _latin(text[end : end + 1])
    )


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _denied_before(words: Sequence[str], start: int) -> bool:
    at = start - 1
    if at >= 0 and words[at] in _ARTICLES:
        at -= 1
    if at < 0:
        return False
    return words[at] in _DENYING or (at > 0 and (words[at - 1], words[at]) in _DENYING_PAIRS)
