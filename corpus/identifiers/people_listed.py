"""Names of people that are told by a pattern: A氏, B課長, Taro Yamada, 本田・豊田両名."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpus.identifiers.japanese_words import parts_of
from corpus.identifiers.people_words import load_people_words

WORDS = Path(__file__).parent / "people_listed.toml"

_INITIALS = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]\.?){1,2}(?=(?P<title>[一-鿿ぁ-んァ-ー]{1,4}))")
_LATIN = re.compile(r"(?<![A-Za-z])([A-Za-z]+)(?:,? |\. ?)([A-Za-z]+)(?![A-Za-z])")
_LAST_ALONE = re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2,})(?=さん|氏|様|-san\b)")
_ROW = re.compile(
    r"(?:[一-鿿々]{1,3}[・、]){1,5}[一-鿿々]{1,3}(?=両名|両氏|各氏|の両|の各氏|の[二三四2-4]名|さん|氏)"
)
_ANYBODY = ("さん", "氏", "様", "君", "くん")


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """Names by pattern; `family` and `given` in small Latin letters."""

    family: frozenset[str]
    given: frozenset[str]
    kanji: dict[int, str] = field(repr=False)

    def see(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of names in `text`, of one width."""
        yield from _initials(text)
        yield from self._latin(text)
        for row in _ROW.finditer(text):
            parts = re.split("[・、]", row[0])
            if all(_can_be_family(part) for part in parts):
                at = row.start()
                for part in parts:
                    yield at, at + len(part)
                    at += len(part) + 1

    def usual(self, text: str) -> str:
        """`text`, as long, with kanji as the dictionary writes them."""
        return text.translate(self.kanji)

    def _latin(self, text: str) -> Iterator[tuple[int, int]]:
        for found in _LATIN.finditer(text):
            one, other = found.groups()
            capital = one[0].isupper() and other[0].isupper()
            if capital and self._is_pair(one.lower(), other.lower()):
                yield found.span()
        for found in _LAST_ALONE.finditer(text):
            if found[1].lower() in self.family | self.given:
                yield found.span()

    def _is_pair(self, one: str, other: str) -> bool:
        """Whether the two are a full name, in either order, one perhaps an initial."""
        if one in self.family and other in self.family:
            return False
        initial = len(one) == 1 or len(other) == 1
        if initial:
            return one in self.family or other in self.family
        return (one in self.family and (other in self.given)) or (
            one in self.given and other in self.family
        )


@cache
def load_listed_people() -> ListedPeople:
    """The names of `WORDS`."""
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return ListedPeople(
        frozenset(told["family"].split()),
        frozenset(told["given"].split()),
        {ord(odd): usual for odd, usual in told["kanji"].items()},
    )


def _initials(text: str) -> Iterator[tuple[int, int]]:
    """Initials before a title: the A of A氏, not of A社."""
    polite = load_people_words().polite
    for found in _INITIALS.finditer(text):
        title = found["title"]
        if any(title.startswith(word) for word in (*_ANYBODY, *polite) if word != "役"):
            yield found.start(), found.start("title")


def _can_be_family(word: str) -> bool:
    return any(part[3] == "姓" for part in parts_of(word))
