"""What is told of each word by itself: the first half of what the finder of people looks at."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from corpus.identifiers.japanese_words import JapaneseWord, parts_of
from corpus.identifiers.senses import Floats, Senses, load_senses

WORDS = Path(__file__).parent / "people_words.toml"
JOINTS = frozenset("・=＝")
"""What stands between the parts of one foreign name."""

_KATAKANA = re.compile("[ァ-ヺー]+")
_KANJI = re.compile("[一-鿿々ヶ]+")
_HIRAGANA = re.compile("[ぁ-ゖー]+")
_LATIN = re.compile("[A-Za-zÀ-ɏ.'’-]+")
_KEPT = 100_000
"""How many words are remembered."""
_SHORT, _LONG = 2, 4
_MARKS = ("補助記号", "記号", "空白")
_OTHER_WORDS = ("動詞", "形容詞", "助動詞", "副詞", "形状詞", "接続詞", "連体詞", "代名詞")

NAMES = (
    *("surname", "given", "person", "place", "proper", "common", "suffix", "prefix"),
    *("clause", "particle", "number", "mark"),
    *("can_surname", "can_given", "can_person", "can_place", "can_proper", "can_common"),
    *("unlisted", "unlike", "katakana", "kanji", "hiragana", "latin", "one", "two", "long"),
    *("joint", "comma", "opens", "closes", "title", "other", "before"),
)
"""Of each word: how the tokenizer takes it, how it could be taken, its letters, its place."""


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Looks at words by themselves; the columns are `NAMES`, then the senses."""

    titles: frozenset[str]
    others: frozenset[str]
    before: frozenset[str]
    polite: frozenset[str]
    senses: Senses
    _seen: dict[tuple[str, tuple[str, ...]], Floats] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return (*NAMES, *(f"like_{name}" for name in self.senses.names))

    def look(self, words: tuple[JapaneseWord, ...]) -> Floats:
        """What is told of each of `words`: a row each."""
        return np.stack([self._one(word) for word in words])

    def _one(self, word: JapaneseWord) -> Floats:
        key = word.surface, word.part
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            found = self._seen[key] = self._tell(word)
        return found

    def _tell(self, word: JapaneseWord) -> Floats:
        surface, listed = word.surface, _listed(word.surface)
        near = self.senses.of(surface, word.dictionary)
        nothing = np.zeros(len(self.senses.names), np.float32)
        own = (
            *_taken(word),
            *listed,
            not any(listed) and word.part[0] == "名詞",
            near is None,
            *(bool(each.fullmatch(surface)) for each in (_KATAKANA, _KANJI, _HIRAGANA, _LATIN)),
            len(surface) == 1,
            len(surface) == _SHORT,
            len(surface) >= _LONG,
            surface in JOINTS,
            surface in "、,，",
            surface in '「『(（"“《',
            surface in '」』)）"”》',
            surface in self.titles,
            surface in self.others,
            surface in self.before,
        )
        return np.concatenate([np.array(own, np.float32), nothing if near is None else near])


@cache
def load_people_words() -> PeopleWords:
    """The words of `WORDS`, with the senses."""
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    titles, others, before, polite = (
        frozenset(told[name].split()) for name in ("titles", "others", "before", "polite")
    )
    return PeopleWords(titles, others, before, polite, load_senses())


def _taken(word: JapaneseWord) -> tuple[bool, ...]:
    """How the tokenizer takes the word, of which it knows the neighbours."""
    first, second, third, fourth = word.part
    return (
        fourth == "姓",
        fourth == "名",
        third == "人名" and fourth == "一般",
        third == "地名",
        second == "固有名詞",
        second == "普通名詞",
        first == "接尾辞",
        first == "接頭辞",
        first in _OTHER_WORDS,
        first == "助詞",
        second == "数詞",
        first in _MARKS,
    )


def _listed(surface: str) -> tuple[bool, ...]:
    """As what the dictionary lists the word."""
    parts = parts_of(surface)
    people = {part[3] for part in parts if part[2] == "人名"}
    return (
        "姓" in people,
        "名" in people,
        "一般" in people,
        any(part[2] == "地名" for part in parts),
        any(part[1] == "固有名詞" and part[2] not in ("人名", "地名") for part in parts),
        any(part[1] != "固有名詞" and part[0] not in _MARKS for part in parts),
    )
