"""The content words (内容語) of a Japanese text, by Sudachi."""

import threading
import unicodedata
from functools import cache
from typing import Any, NamedTuple

KEPT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
"""Parts of speech that carry content."""
LEFT_OUT = frozenset({"数詞", "固有名詞", "非自立可能"})
"""Their kinds that do not: numbers, names (who and where is not how it failed), light verbs."""
PIECE = 10_000
"""Characters given to Sudachi at once; it refuses more than 49,149 bytes."""

_local = threading.local()  # a tokenizer serves one thread at a time


class Word(NamedTuple):
    """A content word: as its spellings are joined (正規化表記), and as a dictionary lists it."""

    normal: str
    dictionary: str


def content_words(text: str) -> list[Word]:
    """The content words of `text`, in order, repeats kept."""
    tokenize = _tokenizer().tokenize
    carries = _carries()
    words = []
    for piece in _pieces(unicodedata.normalize("NFKC", text)):
        for morpheme in tokenize(piece):
            part = morpheme.part_of_speech_id()
            if part not in carries:
                kind = morpheme.part_of_speech()
                carries[part] = kind[0] in KEPT and kind[1] not in LEFT_OUT
            if carries[part]:
                words.append(Word(morpheme.normalized_form(), morpheme.dictionary_form()))
    return words


def _pieces(text: str) -> list[str]:
    """`text` in pieces short enough, cut behind a line or sentence where there is one."""
    pieces = []
    while len(text) > PIECE:
        cut = max(text.rfind(mark, PIECE // 2, PIECE) for mark in ("\n", "。", " ")) + 1
        pieces.append(text[: cut or PIECE])
        text = text[cut or PIECE :]
    return [*pieces, text]


@cache
def _dictionary() -> Any:
    import sudachipy

    return sudachipy.Dictionary()


@cache
def _carries() -> dict[int, bool]:
    return {}  # part-of-speech ids of the one dictionary: they never change meaning


def _tokenizer() -> Any:
    if not hasattr(_local, "tokenizer"):
        import sudachipy

        _local.tokenizer = _dictionary().create(mode=sudachipy.SplitMode.A)
    return _local.tokenizer
