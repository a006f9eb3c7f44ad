"""A `Document` as JSON and back: what the child process answers with.

The child has parsed bytes that anyone may have sent, so its answer is checked like any other input
and is never unpickled.
"""

import json
from typing import Any

from corpus.intake.document import Cell, Document, Kind, Note, Paragraph, Remark, Table

_MERGED, _FORMULA = 1, 2


class NotADocument(ValueError):
    """The JSON is not of a document's shape."""


def to_json(document: Document) -> Any:
    """The document as what ``json.dumps`` takes."""
    return {
        "kind": document.kind,
        "blocks": [_block_to(block) for block in document.blocks],
        "notes": [[note.remark, note.where, note.count, note.detail] for note in document.notes],
    }


def from_json(told: Any) -> Document:
    """The document that `to_json` gave.

    Raises:
        NotADocument: it never gave that.
    """
    try:
        return Document(
            kind=Kind(told["kind"]),
            blocks=tuple(_block_from(block) for block in told["blocks"]),
            notes=tuple(_note_from(note) for note in told["notes"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise NotADocument(type(fault).__name__) from fault


def dumps(told: Any) -> bytes:
    """`told` as compact UTF-8."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _block_to(block: Paragraph | Table) -> Any:
    if isinstance(block, Paragraph):
        return [block.where, block.text]
    rows = [[row[0].row, *map(_cell_to, row)] for row in block.rows]
    return [block.where, block.name, block.lettered, rows]


def _cell_to(cell: Cell) -> Any:
    flags = _MERGED * cell.merged | _FORMULA * cell.formula_without_value
    return [cell.column, cell.text, flags] if flags else [cell.column, cell.text]


def _block_from(told: Any) -> Paragraph | Table:
    if len(told) == len(("where", "text")):
        where, text = told
        return Paragraph(text=_text(text), where=_text(where))
    where, name, lettered, rows = told
    return Table(
        rows=tuple(_row_from(row) for row in rows),
        where=_text(where),
        name=_text(name),
        lettered=bool(lettered),
    )


def _row_from(told: Any) -> tuple[Cell, ...]:
    number, *cells = told
    if not cells:
        raise NotADocument("a row without cells")
    row = _count(number)
    return tuple(_cell_from(row, *cell) for cell in cells)


def _cell_from(row: int, column: Any, text: Any, flags: Any = 0) -> Cell:
    return Cell(
        text=_text(text),
        row=row,
        column=_count(column),
        merged=bool(flags & _MERGED),
        formula_without_value=bool(flags & _FORMULA),
    )


def _note_from(told: Any) -> Note:
    remark, where, count, detail = told
    return Note(
        remark=Remark(remark), where=_text(where), count=_count(count), detail=_text(detail)
    )


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise NotADocument("not a text")
    return told


def _count(told: Any) -> int:
    if not isinstance(told, int):
        raise NotADocument("not a number")
    return told
