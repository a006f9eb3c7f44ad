"""The characters of one page of a PDF, put together into lines by where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LINE_SHARE = 0.6
"""Two characters are on one line if they are less than this share of their height apart."""
_GAP = 2.0
"""So many heights between two characters are a gap as between columns: a tab."""
_MARGIN = 1.5
"""A line that ends within so many heights of the margin is full, and goes on in the next."""
_ENDS = ("。", "：", ":", "」", "）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Bottom to top."""
        return self.top - self.bottom

    def holds(self, other: "Box") -> bool:
        """Whether the middle of the other is inside."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across < self.right and self.bottom <= up < self.top


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where it stands; `box` is None for a space or line end that is not drawn."""

    char: str
    box: Box | None


@dataclass(slots=True)
class Line:
    """One line of text, and where its first and last characters stand."""

    text: str
    first: Box
    last: Box


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that the glyphs stand on, in the order in which they were drawn."""
    lines: list[Line] = []
    broken = True
    for glyph in glyphs:
        if glyph.box is None:
            broken |= glyph.char in "\r\n"
            if not broken:
                lines[-1].text += glyph.char
        elif broken or not _on_line(lines[-1].last, glyph.box):
            lines.append(Line(glyph.char, glyph.box, glyph.box))
            broken = False
        else:
            line = lines[-1]
            if glyph.box.left - line.last.right > _GAP * glyph.box.height:
                line.text = line.text.rstrip() + "\t"
            line.text += glyph.char
            line.last = glyph.box
    return [Line(line.text.strip(), line.first, line.last) for line in lines if line.text.strip()]


def joined(lines: Sequence[Line], margin: float) -> list[str]:
    """The lines as paragraphs: one that is full to the `margin` goes on in the next."""
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on:
            paragraphs[-1] += _between(paragraphs[-1], line.text) + line.text
        else:
            paragraphs.append(line.text)
        full = line.last.right >= margin - _MARGIN * line.last.height
        goes_on = full and not line.text.endswith(_ENDS)
    return paragraphs


def _on_line(last: Box, box: Box) -> bool:
    apart = abs((last.bottom + last.top) / 2 - (box.bottom + box.top) / 2)
    return apart < _LINE_SHARE * max(last.height, box.height)


def _between(before: str, after: str) -> str:
    """A space between two words of Latin script, nothing in Japanese."""
    return " " if before[-1].isascii() and after[0].isascii() else ""
