"""Where a name begins and ends, once a part of it is found."""

import re
from collections.abc import Sequence

from corpus.identifiers.japanese_words import JapaneseWord, parts_of
from corpus.identifiers.people_words import JOINTS, load_people_words

_LONGEST_KANJI = 6
_KATAKANA = re.compile("[ァ-ヺー]+")
_KANJI = re.compile("[一-鿿々ヶ]+")
_LATIN = re.compile(r"[A-Za-z]+|\.")
_CAPITAL = re.compile("[A-Z][A-Za-z]*")
_INITIAL = re.compile("[A-Z]")


def grown(words: Sequence[JapaneseWord], first: int, last: int, floor: int) -> tuple[int, int]:
    """The words `first` to `last`, with what belongs to them and less what does not.

    Nothing before `floor` is taken.
    """
    first, last = _with_joined(words, first, last, floor)
    first, last = _with_latin(words, first, last, floor)
    last = _with_kanji(words, first, last)
    last = _with_generation(words, last)
    return _bare(words, first, last)


def could_be_named(word: JapaneseWord) -> bool:
    """Whether `word` could be somebody's name at all; most sentences have no such word."""
    if not word.is_nominal:
        return False
    parts = parts_of(word.surface)
    return not parts or any(part[1] == "固有名詞" for part in parts) or word.is_person


def could_begin(word: JapaneseWord) -> bool:
    """Whether a name can be found by `word`: not by a mark, a particle or a title alone."""
    return not _outside(word) and word.surface not in load_people_words().polite


def _with_joined(
    words: Sequence[JapaneseWord], first: int, last: int, floor: int
) -> tuple[int, int]:
    """The parts of a foreign name are taken together: スタン・ホープ, J.L.ボニエ."""
    while first > floor and _joined(words, first - 1, first):
        first -= 1
    while last < len(words) and _joined(words, last - 1, last):
        last += 1
    return first, last


def _joined(words: Sequence[JapaneseWord], one: int, other: int) -> bool:
    """Whether the neighbours `one` and `other` are parts of one foreign name."""
    before, behind = words[one].surface, words[other].surface
    if before in JOINTS:
        return one > 0 and _foreign(words[one - 1].surface) and _foreign(behind)
    if behind in JOINTS:
        return other + 1 < len(words) and _foreign(before) and _foreign(words[other + 1].surface)
    if _KATAKANA.fullmatch(before) and _KATAKANA.fullmatch(behind):
        return words[other].part[0] != "接尾辞" and words[other].part[1] != "普通名詞"
    return bool(_LATIN.fullmatch(before) and (_LATIN.fullmatch(behind) or before == "."))


def _with_latin(
    words: Sequence[JapaneseWord], first: int, last: int, floor: int
) -> tuple[int, int]:
    """The parts of a name in Latin letters are taken together: Lester T. W. Ho."""
    if not any(_CAPITAL.fullmatch(word.surface) for word in words[first:last]):
        return first, last
    while first > floor and _part_of_latin(words, first - 1):
        first -= 1
    while last < len(words) and _part_of_latin(words, last):
        last += 1
    return first, last


def _part_of_latin(words: Sequence[JapaneseWord], at: int) -> bool:
    """Whether the word is one with a capital, the stop of an initial, or stands between such."""
    surface = words[at].surface
    before = words[at - 1].surface if at else ""
    behind = words[at + 1].surface if at + 1 < len(words) else ""
    if surface == ".":
        return _INITIAL.fullmatch(before) is not None
    if surface == " ":
        return before.isascii() and _CAPITAL.fullmatch(behind) is not None
    return _CAPITAL.fullmatch(surface) is not None


def _foreign(surface: str) -> bool:
    return bool(_KATAKANA.fullmatch(surface) or _INITIAL.fullmatch(surface))


def _with_kanji(words: Sequence[JapaneseWord], first: int, last: int) -> int:
    """Kanji that the dictionary could not join to the name: 柳田 長谷 男, 金正 恩."""
    letters = sum(len(word.surface) for word in words[first:last])
    while last < len(words) and letters < _LONGEST_KANJI:
        word = words[last]
        kanji = _KANJI.fullmatch(words[last - 1].surface) and _KANJI.fullmatch(word.surface)
        single = len(word.surface) == 1 and word.part[0] == "名詞" and word.part[1] != "数詞"
        if not (kanji and (word.is_person or single)):
            break
        letters += len(word.surface)
        last += 1
    return last


def _with_generation(words: Sequence[JapaneseWord], last: int) -> int:
    """``4世``, ``三世`` behind a name belong to it."""
    for size in (1, 2):
        behind = "".join(word.surface for word in words[last : last + size])
        if re.fullmatch(r"[0-9０-９一二三四五六七八九十]+世", behind):
            return last + size
    return last


def _bare(words: Sequence[JapaneseWord], first: int, last: int) -> tuple[int, int]:
    """Without titles, marks and particles at its ends."""
    polite = load_people_words().polite
    while last - first > 1 and (_outside(words[last - 1]) or words[last - 1].surface in polite):
        last -= 1
    while last - first > 1 and _outside(words[first]):
        first += 1
    return first, last


def _outside(word: JapaneseWord) -> bool:
    return word.part[0] in ("補助記号", "記号", "空白", "助詞")
