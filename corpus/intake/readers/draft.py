"""A document in the making: text is cleaned, what is worth a note is counted, bounds are kept."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from corpus.errors import FileRefused
from corpus.intake.document import Cell, Document, Kind, Note, Paragraph, Remark, Table
from corpus.intake.fault import Fault
from corpus.intake.limits import Limits

# Controls but line feed and tab; lone surrogates; what turns the direction of writing; the byte
# order mark; tags, which no one sees and a program reads.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x85]")


class Draft:
    """Collects the blocks and notes of one document.

    Every method may raise FileRefused: there is more than `Limits` allow.
    """

    def __init__(self, kind: Kind, limits: Limits) -> None:
        self._kind = kind
        self._limits = limits
        self._blocks: list[Paragraph | Table] = []
        self._notes: dict[tuple[Remark, str, str], tuple[str, int]] = {}
        self._characters = 0
        self._cells = 0

    def document(self) -> Document:
        """All that was put in.

        Raises:
            FileRefused: there is no text.
        """
        if not self._blocks:
            raise FileRefused(Fault.NO_TEXT, "")
        notes = (
            Note(remark=remark, where=where, count=count, detail=detail)
            for (remark, _, detail), (where, count) in self._notes.items()
        )
        return Document(kind=self._kind, blocks=tuple(self._blocks), notes=tuple(notes))

    def note(self, remark: Remark, where: str, detail: str = "", *, group: str = "") -> None:
        """Count one more of `remark`; those with one `group` and `detail` are one note."""
        first, count = self._notes.get((remark, group, detail), (where, 0))
        self._notes[remark, group, detail] = first, count + 1

    def paragraph(self, text: str, where: str) -> None:
        """Add a paragraph, unless it is empty."""
        text = self._clean(text, where)
        if text.strip():
            self._blocks.append(Paragraph(text=text, where=where))
            self._check_blocks(where)

    def table(
        self,
        rows: Iterable[tuple[Cell, ...]],
        where: str,
        name: str = "",
        *,
        lettered: bool = False,
    ) -> None:
        """Add a table, unless there is nothing in it. Its cells were made by `cell`."""
        kept = tuple(row for row in rows if row)
        if any(cell.text.strip() or cell.formula_without_value for row in kept for cell in row):
            name = self._clean(name, where)
            self._blocks.append(Table(rows=kept, where=where, name=name, lettered=lettered))
            self._check_blocks(where)

    def cell(self, text: str, row: int, column: int, where: str) -> Cell:
        """A cell with that text. `where` is the table's place."""
        self._count_cell(where)
        text = self._clean(text, where) if text else text
        return Cell(text=text, row=row, column=column)

    def merged(self, row: int, column: int, where: str) -> Cell:
        """A cell that another one covers."""
        self._count_cell(where)
        return Cell(text="", row=row, column=column, merged=True)

    def formula(self, row: int, column: int, where: str) -> Cell:
        """A cell whose formula nothing has calculated. `where` is the table's place."""
        self._count_cell(where)
        self.note(Remark.FORMULA_WITHOUT_VALUE, where, group=where)
        return Cell(text="", row=row, column=column, formula_without_value=True)

    def _count_cell(self, where: str) -> None:
        self._cells += 1
        if self._cells > self._limits.cells:
            raise FileRefused(Fault.TOO_LARGE, where, cells=self._cells, limit=self._limits.cells)

    def _check_blocks(self, where: str) -> None:
        if len(self._blocks) > self._limits.blocks:
            limit = self._limits.blocks
            raise FileRefused(Fault.TOO_LARGE, where, blocks=len(self._blocks), limit=limit)

    def _clean(self, text: str, where: str) -> str:
        self._characters += len(text)
        if self._characters > self._limits.characters:
            limit = self._limits.characters
            raise FileRefused(Fault.TOO_LARGE, where, characters=self._characters, limit=limit)
        if text.isascii() and text.isprintable():
            return text
        text, removed = _UNWANTED.subn("", _LINE_END.sub("\n", text))
        if removed:
            self.note(Remark.CONTROL_CHARACTERS, where)
        return normalize("NFC", text)
