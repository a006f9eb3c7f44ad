"""A text as its names are spelled: one width, nothing invisible, letters for their look-alikes.

Case is kept, unlike in `corpus.folding`: Three is a carrier where three is a number.
"""

import re
import unicodedata
from dataclasses import dataclass

from corpus.folding import Folded, rewritten
from corpus.identifiers.lookalike import INVISIBLE, LETTERS

_PLAIN = r"\n\r\t -~ぁ-ゖァ-ー一-鿿、。「」『』・〇々"
_ALL_PLAIN = re.compile(f"[{_PLAIN}]*")
_NOT_PLAIN = re.compile(f"[{_PLAIN}]?[^{_PLAIN}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled(Folded):
    """A text as spelled, and in lower case; both of one length."""

    low: str


def spell(text: str) -> Spelled:
    """`text` as it is spelled, in time linear in its length."""
    if _ALL_PLAIN.fullmatch(text):
        return Spelled(text=text, low=text.lower(), starts=(), ends=())
    spelled, starts, ends = rewritten(text, _NOT_PLAIN, _spelled)
    return Spelled(text=spelled, low=lower(spelled), starts=starts, ends=ends)


def lower(spelled: str) -> str:
    """`spelled` in lower case, character by character: its length stays (İ would become two)."""
    low = spelled.lower()
    if len(low) == len(spelled):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in spelled)


def _spelled(cluster: str) -> str:
    """A character with the marks on it, as it is spelled; empty where it is invisible."""
    seen = "".join(c for c in cluster if c not in INVISIBLE)
    whole = unicodedata.normalize("NFKC", seen).translate(LETTERS)
    if whole.isascii():
        return whole
    return "".join(_without_accents(c) for c in whole)


def _without_accents(character: str) -> str:
    """A Latin letter without its accents (é is e); any other character as it is."""
    bare = unicodedata.normalize("NFD", character)
    if bare[0].isascii():
        return bare[0]
    return "" if unicodedata.category(character) == "Mn" and character not in "゙゚" else character
