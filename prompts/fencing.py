"""Data set apart from instructions: texts go between two lines that they cannot contain.

The mark in those lines is taken from the hash of the texts, so the same texts always make the same
prompt; and the texts are searched for it, so that none can close its own fence or another's.
"""

import unicodedata
from collections.abc import Iterable
from hashlib import sha256

_MARK_LENGTH = 16
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
    folded = [unicodedata.normalize("NFKC", text).casefold() for text in texts]
    mark = sha256(told).hexdigest()[:_MARK_LENGTH]
    while any(mark in text for text in folded):
        mark = sha256(mark.encode()).hexdigest()[:_MARK_LENGTH]
    return mark


def fenced(label: str, text: str, mark: str) -> str:
    """`text` between two lines that carry its `label` and `mark`."""
    return f"【資料 {label} {mark}】\n{text}\n【資料終 {label} {mark}】"


def is_unseen(character: str) -> bool:
    """Whether a person reading a text would not see `character`."""
    return unicodedata.category(character) in _UNSEEN or "\ufe00" <= character <= "\ufe0f"
