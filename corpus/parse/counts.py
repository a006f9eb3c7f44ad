"""How many: users, lines and contracts, as reports count them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from corpus.parse.numerals import NUMBER, read_number
from corpus.parse.words import is_nothing, is_pending
from corpus.reading import Quantity, Why
from corpus.shape import LONGEST, flat

_UNIT = (
    r"(?:人|名|回線|契約|加入|台|端末|世帯|ユーザー?|利用者|アカウント|ID|"
    r"users?|customers?|subscribers?|subscriptions?|lines?|accounts?|people|persons?|devices?)"
)
_KIND = r"(?:(?:[a-z][a-z\-]{0,14}\s){1,2}(?=users|customers|subscribers|lines|people))?"
_SCALE = r"(?:(?:million|billion|thousand|[kKmM])(?![a-z]))"
_SCALES = {"m": 10**6, "b": 10**9, "t": 10**3, "k": 10**3}
_ABOUT = (
    r"(?:約|およそ|おおよそ|概ね|おおむね|推定|"
    r"approximately|approx\.?|about|around|roughly|some|circa|ca\.)"
)
_PEAK = r"(?:最大で?|最多|ピーク時|延べ|のべ|合計|総計|計|up\s?to|at\s?most)"
_FLOOR = r"(?:少なくとも|最低でも?|at\s?least|more\s?than|over)"
_AFTER = r"(?:以上|以下|以内|未満|超|を超える?|強|弱|余り?|程度|ほど|前後|or\s?more|or\s?less|\+)"
_FIGURE = re.compile(
    rf"(?P<peak>{_PEAK}\s?)?(?P<floor>{_FLOOR}\s?)?(?P<about>{_ABOUT}\s?)?(?P<peak2>{_PEAK}\s?)?"
    rf"(?:(?P<vague>[一二三四五六七八九十百千0-9]{{0,3}}数(?:[十百千][万億]?|[万億]|(?=\s?(?:人|名|回線|台|件|世帯))))"
    rf"|(?:(?P<from>{NUMBER})\s?(?:{_UNIT})?\s?[~\-]\s?約?)?(?P<number>{NUMBER})\s?(?P<scale>{_SCALE})?)"
    rf"\s?(?P<after1>{_AFTER})?\s?の?\s?{_KIND}(?P<unit>{_UNIT})?\s?(?P<after2>{_AFTER})?",
    re.IGNORECASE,
)
_PART = re.compile(r"\((?:うち|内訳?|of\s(?:which|whom))[^()]{0,200}\)")
_NEGATIVE = re.compile(r"(?:^|[\s:(])[-▲△]\s?$")
_BESIDE = re.compile(rf"(?:影響|利用者|契約者)?数|影響|{_UNIT}|[\s()。.:、]", re.IGNORECASE)
_SEGMENT = re.compile(r"[、;。\n/]|,(?![0-9])")
_TOTAL = re.compile(r"合計|総計|全体|(?<!統)計|total", re.IGNORECASE)
_AT_LEAST = frozenset({"以上", "強", "余", "余り", "ormore", "+"})
_AT_MOST = frozenset({"以下", "以内", "弱", "orless"})
_ROUGH = frozenset({"程度", "ほど", "前後", "強", "弱", "余", "余り"})
_BEYOND = frozenset({"超", "を超え", "を超える"})
_THOUSAND = 1_000
_VAGUE_DIGITS = {"": 1, "十": 10, "百": 100, "千": 1000}
_VAGUE_LARGE = {"": 1, "万": 10**4, "億": 10**8}
_VAGUE = re.compile(
    r"(?P<before>[一二三四五六七八九十百千0-9]*)数(?P<small>[十百千]?)(?P<large>[万億]?)"
)


def read_count(text: str, times: int = 1) -> Quantity | Why:
    """How many users or lines `text` tells; `times` is what the label counts in (千人: 1,000).

    Where several are told, the one called the total; `Why.AMBIGUOUS` where none is.
    """
    return _read(text, times) if len(text) <= LONGEST else Why.NO_NUMBER


@lru_cache(maxsize=8192)
def _read(text: str, times: int) -> Quantity | Why:
    """What `read_count` gives, for a text short enough to be a field."""
    told = _PART.sub(" ", flat(text)).strip()
    if is_nothing(told):
        return Quantity(value=0, low=None, high=None, approximate=False, text=text)
    found = _figures(told)
    if not found:
        return Why.PENDING if is_pending(told) else Why.NO_NUMBER
    quantities = [_quantity(figure, times) for figure in found]
    if len({(q.value, q.low, q.high) for q in quantities}) > 1:
        quantities = [q for f, q in zip(found, quantities, strict=True) if _is_total(told, f)]
    if len(quantities) != 1 and len({(q.value, q.low, q.high) for q in quantities}) != 1:
        return Why.AMBIGUOUS
    if _is_upside_down(quantities[0]):
        return Why.AMBIGUOUS
    return replace(quantities[0], text=text)


def read_counts(text: str, times: int = 1) -> tuple[tuple[str, Quantity], ...]:
    """Each figure of `text` with the words beside it: 音声約5万人、データ約3万人 gives two."""
    if len(text) > LONGEST:
        return ()
    pairs = []
    for segment in _SEGMENT.split(_PART.sub(" ", flat(text))):
        found = _figures(segment)
        if len(found) == 1 and not _is_total(segment, found[0]):
            words = segment[: found[0].start()] + " " + segment[found[0].end() :]
            pairs.append((words, replace(_quantity(found[0], times), text=segment.strip())))
    return tuple(pairs)


def find_counts(told: str) -> Iterator[tuple[int, int]]:
    """Where the figures of `told` (as `corpus.shape.flat` gives it) stand that have a unit."""
    for figure in _FIGURE.finditer(told):
        if figure["unit"]:
            yield figure.span()


def _is_upside_down(quantity: Quantity) -> bool:
    """Whether the bounds of `quantity` contradict each other."""
    return None not in {quantity.low, quantity.high} and (quantity.low or 0) > (quantity.high or 0)


def _figures(told: str) -> list[re.Match[str]]:
    """The figures that count users; one without a unit counts only where it stands alone."""
    found = [
        figure
        for figure in _FIGURE.finditer(told)
        if not _NEGATIVE.search(told, max(0, figure.start() - 3), figure.start())
    ]
    if counted := [figure for figure in found if figure["unit"]]:
        return counted
    return found if len(found) == 1 and _is_alone(told, found[0]) else []


def _is_alone(told: str, figure: re.Match[str]) -> bool:
    """Whether nothing but stops, words for users and "still being counted" stands beside it."""
    around = told[: figure.start()] + told[figure.end() :]
    return not _BESIDE.sub("", around) or is_pending(around)


def _is_total(told: str, figure: re.Match[str]) -> bool:
    """Whether `figure` is called the total by the words just before it or with it."""
    return bool(_TOTAL.search(told, max(0, figure.start() - 4), figure.start("number")))


def _quantity(figure: re.Match[str], times: int) -> Quantity:
    """The quantity of one figure, its text still to be set."""
    after = {"".join((figure[name] or "").lower().split()) for name in ("after1", "after2")}
    about = bool(figure["about"] or after & _ROUGH)
    if figure["vague"]:
        low, high = _vague(figure["vague"])
        return Quantity(value=None, low=low * times, high=high * times, approximate=True, text="")
    value = _whole(figure["number"], figure["scale"], times)
    if figure["from"]:
        low = _whole(_with_scale(figure["from"], figure["number"]), figure["scale"], times)
        return Quantity(value=None, low=low, high=value, approximate=about, text="")
    if figure["floor"] or after & (_AT_LEAST | _BEYOND):
        past = int(bool(after & _BEYOND) and not about)
        return Quantity(value=None, low=value + past, high=None, approximate=about, text="")
    if "未満" in after:
        return Quantity(value=None, low=None, high=value - 1, approximate=about, text="")
    if after & _AT_MOST:
        return Quantity(value=None, low=None, high=value, approximate=about, text="")
    return Quantity(value=value, low=None, high=None, approximate=about, text="")


def _whole(number: str, scale: str | None, times: int) -> int:
    """The figure in single users."""
    return int(read_number(number) * (_SCALES[scale[0].lower()] if scale else Decimal(1)) * times)


def _with_scale(first: str, last: str) -> str:
    """`first` with the scale of `last` where it is meant: the 10 of ``10~20万人`` is 10万."""
    scale = last[-1] if last[-1] in "億万" else ""
    if scale and first[-1].isdigit() and read_number(first) < _THOUSAND:
        return first + scale
    return first


def _vague(written: str) -> tuple[int, int]:
    """The bounds of ``十数万`` (110,000 to 199,999) or ``数千`` (2,000 to 9,999)."""
    parts = _VAGUE.fullmatch(written)
    assert parts is not None  # the pattern of the figure is the narrower one
    unit = _VAGUE_DIGITS[parts["small"]] * _VAGUE_LARGE[parts["large"]]
    if parts["before"]:
        tens = int(read_number(parts["before"])) * unit
        return tens + unit, tens + 10 * unit - 1
    return 2 * unit, 10 * unit - 1
