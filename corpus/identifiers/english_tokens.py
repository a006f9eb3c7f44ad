"""English text cut into the words, numbers and signs that the tagger reads."""

import re
import unicodedata
from dataclasses import dataclass

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿͰ-ϿЀ-ӿ"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_INSIDE = f"{_LETTER}{_UNSEEN}\u0300-\u036f"
_TOKEN = re.compile(
    r"(?P<address>https?://[^\s<>\"]{1,300}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,8})"
    rf"|(?P<word>[{_LETTER}][{_INSIDE}]*(?:['’](?![sS](?![{_LETTER}]))[{_LETTER}][{_INSIDE}]*)*)"
    r"|(?P<number>[0-9]+)"
    rf"|(?P<possessive>['’][sS](?![{_LETTER}]))"
    r"|(?P<line>\n\s*)"
    rf"|(?P<sign>[^\s{_UNSEEN}])"
)
_UNSEEN_ALL = re.compile(f"[{_UNSEEN}]")
LONGEST_WORD = 40
"""Of a longer word only so many characters are looked at."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign, `start` to `end` of the text; `low` is it folded.

    `kind` is ``word``, ``number``, ``address`` (of mail or page), ``possessive``, ``line`` (the
    end of a line) or ``sign``.
    """

    kind: str
    start: int
    end: int
    text: str
    low: str


def narrowed(text: str) -> str:
    """`text` in half width, character for character: each stays in its place."""
    if text.isascii():
        return text
    return "".join(_narrow(character) for character in text)


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`, in order; `text` is narrowed."""
    return [_token(str(found.lastgroup), found) for found in _TOKEN.finditer(text)]


def _token(kind: str, found: re.Match[str]) -> Token:
    text = found[0]
    if kind == "line":
        text = "\n"
    elif kind == "word":
        text = _UNSEEN_ALL.sub("", text)[:LONGEST_WORD]
    return Token(kind, found.start(), found.end(), text, text.lower())


def _narrow(character: str) -> str:
    if not "　" <= character <= "￯":
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
