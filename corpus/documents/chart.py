"""The chart of what a change of the criteria would do: bars for each year, the numbers beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from corpus.documents.wording import printable

_NAMESPACE = "http://www.w3.org/2000/svg"
_COLOURS = ("#7f7f7f", "#1f4e79")
_INK, _GRID = "#222222", "#d9d9d9"
_FONT = "'Yu Gothic', 'Noto Sans CJK JP', sans-serif"
_LEFT, _TOP, _HEIGHT, _SLOT, _BAR, _FOOT = 56, 72, 260, 72, 24, 56
_TABLE_GAP, _COLUMN, _ROW = 36, 92, 22
_LETTERS = 13
_LEAST_STEPS, _MOST_STEPS = (1, 2, 5), 6
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class YearBars:
    """One fiscal year: how many reports under each of two regimes, not below 0."""

    year: int
    before: int
    after: int


def whatif_svg(years: Iterable[YearBars], names: tuple[str, str], title: str) -> bytes:
    """An SVG picture (UTF-8): two bars a year, and a table of the same numbers beside them.

    `names` are those of the two regimes, in the order of the bars.
    """
    told = sorted(years, key=lambda bars: bars.year)
    named = (_short(names[0]), _short(names[1]))
    plot = _LEFT + max(len(told), 1) * _SLOT
    column = max(_COLUMN, *(_LETTERS * len(name) * 2 // 3 + 16 for name in named))
    width = plot + _TABLE_GAP + 3 * column + _LEFT // 2
    height = max(_TOP + _HEIGHT + _FOOT, _TOP + (len(told) + 3) * _ROW)
    root = Element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "font-family": _FONT,
            "font-size": str(_LETTERS),
        },
    )
    shown = _short(title)
    SubElement(root, "title").text = shown
    _box(root, (0, 0, width, height), "#ffffff")
    _text(root, (_LEFT // 2, 26), shown, weight="bold")
    _legend(root, named)
    _plot(root, told, plot)
    _table(root, [("年度", *named), *_counted(told)], (plot + _TABLE_GAP, column))
    picture: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return picture


def _plot(root: Element, told: Sequence[YearBars], right: int) -> None:
    """The axis with its steps, and the bars."""
    step = _step(max((max(bars.before, bars.after) for bars in told), default=0))
    top = step * max(1, -(-max((max(b.before, b.after) for b in told), default=0) // step))
    for figure in range(0, top + 1, step):
        y = _level(figure, top)
        _line(root, (_LEFT, y), (right, y))
        _text(root, (_LEFT - 8, y + 4), str(figure), anchor="end")
    for n, bars in enumerate(told):
        x = _LEFT + n * _SLOT + (_SLOT - 2 * _BAR) // 2
        for m, figure in enumerate((bars.before, bars.after)):
            y = _level(figure, top)
            _box(root, (x + m * _BAR, y, _BAR - 2, _TOP + _HEIGHT - y), _COLOURS[m])
            _text(root, (x + m * _BAR + _BAR // 2, y - 4), str(figure), anchor="middle")
        _text(root, (x + _BAR, _TOP + _HEIGHT + 20), f"{bars.year}年度", anchor="middle")


def _counted(told: Sequence[YearBars]) -> list[tuple[str, str, str]]:
    """The numbers of the bars, and their sums."""
    rows = [(str(bars.year), str(bars.before), str(bars.after)) for bars in told]
    sums = (sum(bars.before for bars in told), sum(bars.after for bars in told))
    return [*rows, ("計", str(sums[0]), str(sums[1]))]


def _table(root: Element, rows: list[tuple[str, str, str]], place: tuple[int, int]) -> None:
    """The rows, the first and the last in bold; `place`: their left edge, a column's width."""
    left, column = place
    for n, texts in enumerate(rows):
        y = _TOP + n * _ROW
        for m, text in enumerate(texts):
            weight = "bold" if n in {0, len(rows) - 1} else "normal"
            _text(root, (left + (m + 1) * column - 8, y), text, anchor="end", weight=weight)
        _line(root, (left, y + 6), (left + 3 * column, y + 6))


def _legend(root: Element, names: tuple[str, str]) -> None:
    for n, (name, colour) in enumerate(zip(names, _COLOURS, strict=True)):
        x = _LEFT + n * max(_SLOT * 3, _LETTERS * len(names[0]) + 40)
        _box(root, (x, 40, 12, 12), colour)
        _text(root, (x + 18, 51), name)


def _step(most: int) -> int:
    """A round distance between the lines of the axis, so that there are few of them."""
    power = 1
    while True:
        for least in _LEAST_STEPS:
            if least * power * _MOST_STEPS >= most:
                return least * power
        power *= 10


def _level(figure: int, top: int) -> int:
    return _TOP + _HEIGHT - round(_HEIGHT * figure / top)


def _short(text: str) -> str:
    shown = " ".join(printable(text).split())
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"


def _text(
    root: Element,
    place: tuple[int, int],
    text: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
) -> None:
    attributes = {"x": str(place[0]), "y": str(place[1]), "fill": _INK}
    attributes |= {"text-anchor": anchor, "font-weight": weight}
    SubElement(root, "text", attributes).text = text


def _box(root: Element, place: tuple[int, int, int, int], colour: str) -> None:
    sides = zip(("x", "y", "width", "height"), map(str, place), strict=True)
    SubElement(root, "rect", {**dict(sides), "fill": colour})


def _line(root: Element, start: tuple[int, int], end: tuple[int, int]) -> None:
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    SubElement(root, "line", {**{k: str(v) for k, v in ends.items()}, "stroke": _GRID})
