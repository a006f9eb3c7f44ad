"""The smallest documents: lines of text, tables of cells."""

from collections.abc import Sequence

from corpus.intake.document import Cell, Document, Kind, Paragraph, Table
from corpus.intake.understand import understand
from corpus.reading import Reading

MERGED = "^"
"""A cell that the one to its left or above covers."""
FORMULA = "="
"""A cell with a formula that nothing has calculated."""


def lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(text=text, where=f"line {n}") for n, text in enumerate(texts, 1) if text
    )


def table(*rows: Sequence[str], lettered: bool = False) -> Table:
    return Table(
        rows=tuple(
            tuple(cell(text, n, column) for column, text in enumerate(row, 1) if text)
            for n, row in enumerate(rows, 1)
            if any(row)
        ),
        where="sheet 様式" if lettered else "table 1",
        lettered=lettered,
    )


def cell(text: str, row: int, column: int) -> Cell:
    if text == MERGED:
        return Cell(text="", row=row, column=column, merged=True)
    if text == FORMULA:
        return Cell(text="", row=row, column=column, formula_without_value=True)
    return Cell(text=text, row=row, column=column)


def document(*blocks: Paragraph | Table) -> Document:
    return Document(kind=Kind.TXT, blocks=blocks)


def reading_of(*blocks: Paragraph | Table) -> Reading:
    [reading] = understand(document(*blocks))
    return reading


def reading_of_lines(*texts: str) -> Reading:
    return reading_of(*lines(*texts))


def unread(reading: Reading) -> list[tuple[str, str, str]]:
    return [(one.label, one.text, one.why.value) for one in reading.unread]
