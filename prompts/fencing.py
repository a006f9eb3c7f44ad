"""Data set apart from instructions: texts go between two lines that they cannot contain.

The mark in those lines is taken from the hash of the texts, so the same texts always make the same
prompt; and the texts are searched for it, so that none can close its own fence or another's.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

_MARK_LENGTH = 16
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KEPT = frozenset("\n\t")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn"})  # control, format (zero width, tags), no character


def visible(text: str) -> str:
    """`text` without the characters that a person reading it would not see.

    Hidden characters can carry instructions to a model, and split the words a mask looks for.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if lines.isascii() and lines.isprintable():
        return lines
    return "".join(c for c in lines if c in _KEPT or not is_unseen(c))


def mark_of(texts: Iterable[str]) -> str:
    """A mark that none of `texts` holds, in any width or case; the same texts, the same mark."""
    texts = tuple(texts)
    told = "\x1e".join(texts).encode("utf-8", "surrogatepass")
    return absent_mark(sha256(told).hexdigest()[:_MARK_LENGTH], texts)


def absent_mark(mark: str, texts: Iterable[str]) -> str:
    """`mark`, or the first of those made from it that none of `texts` holds."""
    folded = [unicodedata.normalize("NFKC", text).casefold() for text in texts]
    while any(mark in text for text in folded):
        mark = sha256(mark.encode()).hexdigest()[:_MARK_LENGTH]
    return mark


def fenced(label: str, text: str, mark: str) -> str:
    """`text` between two lines that carry its `label` and `mark`."""
    return f"【資料 {label} {mark}】\n{text}\n【資料終 {label} {mark}】"


def is_unseen(character: str) -> bool:
    """Whether a person reading a text would not see `character`."""
    return unicodedata.category(character) in _UNSEEN or bool(_VARIANTS.match(character))
