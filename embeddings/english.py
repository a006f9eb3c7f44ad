"""The content words of an English text: lower case, stemmed, without stop words and names."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

STOP_WORDS = Path(__file__).parent / "english_stop_words.txt"
ENDINGS = (
    ("sses", "ss"),
    ("ies", "y"),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", "e"),
    ("s", ""),
)
"""Tried in order; the first that leaves a stem is taken off."""
SHORTEST_STEM = 3

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'’][A-Za-z0-9]+)*|[.!?:;\n]")

_NUMBER = re.compile(r"[0-9]+(?:[.,:][0-9]+)*")


def content_words(text: str) -> list[str]:
    """The stems of the content words of `text`, in order, repeats kept.

    A capitalised word inside a sentence is a name and is left out (who and where is not how it
    failed); abbreviations (DNS, BGP) are kept.
    """
    return [stem for stem, named in _stems(text) if not named]


def all_words(text: str) -> list[str]:
    """As `content_words`, with the names, and with numbers as they are written."""
    numbers = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    return [*(stem for stem, _ in _stems(text)), *numbers]


def names_and_numbers(text: str) -> frozenset[str]:
    """Those of `all_words` that are names, or numbers."""
    numbers = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    return frozenset((*(stem for stem, named in _stems(text) if named), *numbers))


def _stems(text: str) -> Iterator[tuple[str, bool]]:
    """The stem of each content word or name, and whether it is a name."""
    stop_words = _stop_words()
    opens = True
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text)):
        if not token[0].isalpha():
            opens = True
            continue
        named = not opens and token[0].isupper() and token[1:].islower()
        opens = False
        word = token.lower().removesuffix("'s").removesuffix("’s")
        if len(word) > 1 and word not in stop_words:
            yield _stem(word), named


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            if not (ending == "s" and word.endswith("ss")):
                word = word[: -len(ending)] + instead
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > SHORTEST_STEM and word.endswith("e") else word


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(STOP_WORDS.read_text("utf-8").split())
