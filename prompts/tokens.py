"""The numbers and the names that a text holds, as far as its characters decide.

A statement is read strictly (一部 states no number), its source liberally. Names in kanji and
hiragana are not decided here.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import cache
from pathlib import Path

from corpus.parse.numerals import ARABIC, KANJI, NUMBER, read_number
from prompts.fencing import visible

ORDINARY_WORDS = Path(__file__).parent / "ordinary.toml"
_ALNUM = r"0-9A-Za-zÀ-ɏͰ-ϿЀ-ԯ"
_WRITTEN = re.compile(rf"[{_ALNUM}]+(?:[._@/:+&'’\-][{_ALNUM}]+)*")
_JOINTS = re.compile(r"[/:+&'’\-]")
_ADDRESS = frozenset("._@")
_OPENING = re.compile(r"(?:^|[.!?:\n])[\s\"'“‘(]*$")
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_LONGEST_WORD = 24
_LONGEST_COMPOUND = 60
_LEAST_LETTERS = 2

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_SCALED = re.compile(rf"({ARABIC})\s?({'|'.join(_SCALES)})", re.IGNORECASE)
_VAGUE = re.compile(r"[一二三四五六七八九十百千0-9]*数(?:[十百千][万億]?|[万億])|十数[万億]?")
_NUMBER = re.compile(NUMBER)
_DIGITS = re.compile(r"[0-9]+")
_OLD_KANJI = str.maketrans("壱弐拾萬", "一二十万")
_COUNTED = re.compile(
    r"[人名件台社秒年割倍基局県回%]|時間|分間|日間|週間|[かヶカケ]月|[箇かヶカケ]所|世帯|拠点|系統|パーセント"
)
_MAYBE_COUNTED = frozenset({"月", "日", "時", "分"})
_NOT_COUNTED = frozenset({"一月", "一日", "一時", "一分", "十分"})


def shaped(text: str) -> str:
    """`text` in one width, without what cannot be seen, digits as 0 to 9, old numerals as new."""
    normal = unicodedata.normalize("NFKC", visible(text)).translate(_OLD_KANJI)
    if normal.isascii():
        return normal
    return "".join(str(unicodedata.decimal(c, c)) if c > "\x7f" else c for c in normal)


def numbers_stated(text: str) -> frozenset[str]:
    """The numbers that `text` (as `shaped` gives it) states, each as it is compared."""
    return _numbers(text, strictly=True)


def numbers_told(text: str) -> frozenset[str]:
    """All that may be a number in `text` (as `shaped` gives it)."""
    return _numbers(text, strictly=False)


def names_stated(text: str) -> frozenset[str]:
    """The names in `text` (as `shaped` gives it), in Latin or like letters or in katakana."""
    english = not _JAPANESE.search(text)
    written = (
        piece
        for found in _WRITTEN.finditer(text)
        for piece in _pieces(found.group())
        if _is_name(piece, english and bool(_OPENING.search(text, 0, found.start())))
    )
    katakana = (
        word for word in _KATAKANA.findall(text) if not _is_made_of(word, _ordinary("words"))
    )
    return frozenset((*written, *katakana))


def is_told(name: str, source: str) -> bool:
    """Whether `source` (as `shaped` gives it) has `name`, or the words it is put together from."""
    if _KATAKANA.fullmatch(name):
        known = {word.rstrip("ー") for word in _KATAKANA.findall(source)}
        return name.rstrip("ー") in source or _is_made_of(name, known | _ordinary("words"))
    return _stands(name, source)


def _numbers(text: str, *, strictly: bool) -> frozenset[str]:
    """The numbers of `text`; digits in none of the known shapes are taken as they stand."""
    found: set[str] = set()

    def take(value: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def taken(figure: re.Match[str]) -> str:
            if not strictly or _is_stated(figure):
                found.add(value(figure))
            return " "

        return taken

    rest = _VAGUE.sub(take(lambda figure: figure.group()), text)
    rest = _SCALED.sub(take(_scaled), rest)
    rest = _WRITTEN.sub(_without_letters, rest) if strictly else rest
    rest = _NUMBER.sub(take(lambda figure: _compared(read_number(figure.group()))), rest)
    return frozenset(found | {_compared(Decimal(digits)) for digits in _DIGITS.findall(rest)})


def _scaled(figure: re.Match[str]) -> str:
    return _compared(read_number(figure[1]) * _SCALES[figure[2].lower()])


def _compared(number: Decimal) -> str:
    """`number` so that equal ones are equal: 1.50 and 1.5, 007 and 7."""
    written = format(number, "f")  # not normalize(), which rounds to 28 digits
    return written.rstrip("0").rstrip(".") if "." in written else written


def _is_stated(figure: re.Match[str]) -> bool:
    """Whether `figure` is meant as a number: one kanji numeral is where it counts something."""
    written = figure.group()
    if any(character not in KANJI for character in written):
        return True
    if len(written) > 1:
        return set(written) != {"〇"}
    after = figure.string[figure.end() : figure.end() + 1]
    if _COUNTED.match(figure.string, figure.end()):
        return True
    return after in _MAYBE_COUNTED and written + after not in _NOT_COUNTED


def _pieces(written: str) -> list[str]:
    """`written` at its joints; an address (a host, a mail box, 3.5GB) is one piece."""
    if _ADDRESS & set(written) and any(map(str.isalpha, written)):
        return [written]
    return _JOINTS.split(written)


def _without_letters(written: re.Match[str]) -> str:
    """What is left of a word without the pieces that hold letters: those are names (5G, IPv6)."""
    return " ".join(p for p in _pieces(written.group()) if not any(map(str.isalpha, p))) or " "


def _is_name(piece: str, opening: bool) -> bool:
    """Whether `piece` is a name; `opening`: it opens an English sentence."""
    letters = sum(map(str.isalpha, piece))
    ordinary = piece.lower() in _ordinary("english")
    if not letters or (ordinary and (opening or not piece.isupper())):
        return False
    if letters < len(piece) or not piece.isascii():
        return True
    return letters >= _LEAST_LETTERS and not piece.islower()


def _stands(name: str, source: str) -> bool:
    """Whether `name` stands in `source` as a word; one with digits also where spaces are in it."""
    told, sought = source.casefold(), re.escape(name.casefold())
    if re.search(rf"(?<![{_ALNUM}]){sought}(?![{_ALNUM}])", told):
        return True
    if not _DIGITS.search(name):
        return False
    return bool(re.search(rf"(?<![0-9]){sought}(?![0-9])", "".join(told.split())))


def _is_made_of(compound: str, words: Collection[str]) -> bool:
    """Whether `compound` is put together from `words` alone; a long vowel may end each."""
    if len(compound) > _LONGEST_COMPOUND:
        return False
    reached = [True] + [False] * len(compound)
    for end in range(1, len(compound) + 1):
        reached[end] = any(
            reached[start] and compound[start:end].rstrip("ー") in words
            for start in range(max(0, end - _LONGEST_WORD), end)
        )
    return reached[-1]


@cache
def _ordinary(language: str) -> frozenset[str]:
    """The words that name no one, long vowels at their ends left out."""
    told = tomllib.loads(ORDINARY_WORDS.read_text("utf-8"))
    return frozenset(word.rstrip("ー") for word in told[language])
