"""The words of a Japanese text, with their places: by Sudachi, in its longest units."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

PIECE = 8_000
"""Characters given to Sudachi at once; it refuses more than 49,149 bytes."""

_END = re.compile(r"[。\n]|[^。\n]+[。\n]?")
_local = threading.local()  # a tokenizer serves one thread at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class JapaneseWord:
    """A word as it stands at `start` to `end`; `part` is its part of speech (品詞)."""

    surface: str
    start: int
    end: int
    part: tuple[str, ...]
    dictionary: str

    @property
    def is_nominal(self) -> bool:
        """Whether it can stand inside a compound of nouns."""
        return self.part[0] in ("名詞", "接尾辞", "接頭辞")

    @property
    def is_place(self) -> bool:
        """Whether the tokenizer takes it for the name of a place."""
        return self.part[2] == "地名"

    @property
    def is_person(self) -> bool:
        """Whether the tokenizer takes it for a part of a person's name."""
        return self.part[2] == "人名"


def sentences_of(text: str) -> Iterator[tuple[JapaneseWord, ...]]:
    """The words of each sentence or line of `text`, in order."""
    for found in _END.finditer(text):
        for start in range(found.start(), found.end(), PIECE):
            words = tuple(_words(text, start, min(start + PIECE, found.end())))
            if words:
                yield words


def _words(text: str, start: int, end: int) -> Iterator[JapaneseWord]:
    for morpheme in _tokenizer().tokenize(text[start:end]):
        yield JapaneseWord(
            surface=morpheme.surface(),
            start=start + morpheme.begin(),
            end=start + morpheme.end(),
            part=_part(morpheme.part_of_speech()),
            dictionary=morpheme.dictionary_form(),
        )


@lru_cache(maxsize=200_000)
def parts_of(surface: str) -> frozenset[tuple[str, ...]]:
    """Every part of speech under which the dictionary lists `surface`; empty: it does not."""
    with _lock:
        return frozenset(_part(each.part_of_speech()) for each in _dictionary().lookup(surface))


_lock = threading.Lock()  # a dictionary's look-up is not said to serve two threads at once


@lru_cache(maxsize=4096)
def _part(told: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(told[:4])


@cache
def _dictionary() -> Any:
    import sudachipy  # noqa: PLC0415 - a fifth of a gigabyte, and only Japanese text needs it

    return sudachipy.Dictionary()


def _tokenizer() -> Any:
    if not hasattr(_local, "tokenizer"):
        import sudachipy  # noqa: PLC0415

        _local.tokenizer = _dictionary().create(mode=sudachipy.SplitMode.C)
    return _local.tokenizer
