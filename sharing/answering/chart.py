"""The coverage chart: a bar for each lesson, its numbers beside it as a table.

What was not answered is white and dashed, and never a part of what is not applicable.
"""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from corpus.regime import Wording
from sharing.answering.counts import Tally
from sharing.answering.terms import load_terms
from triage.lessons.lesson import LessonId

_STATES: Mapping[str, tuple[str, str]] = {
    "done": ("#6aa84f", "0"),
    "planned": ("#9fc5e8", "0"),
    "not_applicable": ("#a6a6a6", "0"),
    "checking": ("#f0d9a0", "2 2"),
    "unanswered": ("#ffffff", "5 3"),
}
"""What a bar is made of, in order: the colour of a state, and the dashes of its edge."""
_INK, _GRID = "#222222", "#d9d9d9"
_FONT = "'Yu Gothic', 'Noto Sans CJK JP', sans-serif"
_LETTERS = 13
_LEFT, _TOP, _BAR_WIDTH, _ROW, _GAP = 80, 92, 320, 30, 24
_SWATCH = 12


def coverage_svg(tallies: Mapping[LessonId, Tally], languages: Sequence[str] = ("ja",)) -> bytes:
    """An SVG picture (UTF-8): how many carriers stand where, by lesson, with the same as a table.

    `languages` are ``ja`` and ``en``, those that it is lettered in.
    """
    columns = ("lesson", "asked", *_STATES)
    column = _GAP + max(_width_of(_said(name, languages)) for name in columns)
    width = _LEFT + _BAR_WIDTH + _GAP + len(columns) * column
    height = _TOP + (len(tallies) + 2) * _ROW
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "font-family": _FONT,
            "font-size": str(_LETTERS),
        },
    )
    title = _said("title", languages)
    SubElement(root, "title").text = title
    _box(root, (0, 0, width, height), "#ffffff")
    _text(root, (_GAP, 26), title, weight="bold")
    _legend(root, languages)
    most = max((tally.asked for tally in tallies.values()), default=0)
    for row, (lesson, tally) in enumerate(tallies.items()):
        y = _TOP + row * _ROW
        _text(root, (_LEFT - 10, y + 19), lesson, anchor="end")
        _bar(root, y + 4, tally, most)
    _table(root, tallies, [_said(name, languages) for name in columns], column)
    picture: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return picture


def _bar(root: Element, y: int, tally: Tally, most: int) -> None:
    x = _LEFT
    for state in _STATES:
        count: int = getattr(tally, state)
        wide = _BAR_WIDTH * count // max(most, 1)
        if count:
            _segment(root, (x, y, wide, _ROW - 8), state)
            _text(root, (x + wide // 2, y + 16), str(count), anchor="middle")
        x += wide


def _table(
    root: Element,
    tallies: Mapping[LessonId, Tally],
    headings: Sequence[str],
    column: int,
) -> None:
    """The numbers of the bars, with their sums; `column` is the width of each."""
    counted = ("asked", *_STATES)
    told = list(tallies.values())
    rows = [list(headings)]
    rows += [
        [lesson, *(str(getattr(tally, name)) for name in counted)]
        for lesson, tally in tallies.items()
    ]
    rows.append(["", *(str(sum(getattr(each, name) for each in told)) for name in counted)])
    left = _LEFT + _BAR_WIDTH + _GAP
    for n, texts in enumerate(rows):
        y = _TOP + (n - 1) * _ROW + 19
        weight = "bold" if n in {0, len(rows) - 1} else "normal"
        for m, text in enumerate(texts):
            place = left + (m + 1) * column - 8, y
            _text(root, place, text, anchor="end", weight=weight)
        ends = {"x1": left, "y1": y + 8, "x2": left + len(texts) * column, "y2": y + 8}
        told_ends = {key: str(value) for key, value in ends.items()}
        SubElement(root, "line", {**told_ends, "stroke": _GRID})


def _legend(root: Element, languages: Sequence[str]) -> None:
    x = _GAP
    for state in _STATES:
        name = _said(state, languages)
        _segment(root, (x, 42, _SWATCH, _SWATCH), state)
        _text(root, (x + _SWATCH + 6, 53), name)
        x += _SWATCH + _GAP + _width_of(name)


def _width_of(text: str) -> int:
    """About how wide `text` is drawn."""
    return sum(8 if char.isascii() else _LETTERS for char in text)


def _said(key: str, languages: Sequence[str]) -> str:
    told: Wording = load_terms().say(f"chart_{key}")
    return " / ".join(getattr(told, language) for language in languages)


def _segment(root: Element, sides: tuple[int, int, int, int], state: str) -> None:
    colour, dashes = _STATES[state]
    _box(root, sides, colour, {"stroke": _INK, "stroke-dasharray": dashes})


def _box(
    root: Element,
    sides: tuple[int, int, int, int],
    colour: str,
    edge: Mapping[str, str] | None = None,
) -> None:
    told = dict(zip(("x", "y", "width", "height"), map(str, sides), strict=True))
    SubElement(root, "rect", {**told, "fill": colour, **(edge or {})})


def _text(
    root: Element,
    place: tuple[int, int],
    text: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
) -> None:
    told = {"x": str(place[0]), "y": str(place[1]), "fill": _INK}
    told |= {"text-anchor": anchor, "font-weight": weight}
    SubElement(root, "text", told).text = text
