"""From blocks to entries: which text stands under which label, in lines and in tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.intake.document import Cell, Paragraph, Table
from corpus.intake.forms import Field, Kept, Target
from corpus.intake.labels import Hit, Vocabulary
from corpus.reading import Section
from corpus.service import find_services

_UNKNOWN = re.compile(
    r"\s*[【\[]?(?P<label>[^\s:：。、\d][^:：。、\n]{0,24}?)[】\]]?\s*[:：]\s*(?P<text>\S.*)"
)
_INDENTED = re.compile(r"[\s　]+\S|\s*(?:[①-⑳(（・※\-－~〜～]|[0-9０-９]+[.)）])")
_CLOCK = re.compile(r"\s*[0-9０-９]{1,4}\s*(?:[:：時月年/]|$)")
_END = re.compile(r"\s*(?:以\s*上|敬\s*具|[-=ー―─_＿*]{3,})\s*")
_PAGE = re.compile(
    r"\s*(?:[-－‐–]\s?[0-9]{1,4}\s?[-－‐–]|[0-9]{1,4}\s?/\s?[0-9]{1,4}|[0-9]{1,4}\s?ページ)\s*"
)
_LONGEST_UNKNOWN = 25
_PROSE = frozenset(
    {Field.AREA, Field.SERVICES, Field.USERS, Field.MINUTES, Field.PLACE, Field.INTERVALS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A label and its text; `target` None: no form knows the label, or there is none (empty).

    `formula`: the text is a formula whose value was never saved.
    """

    target: Target | None
    label: str
    text: str
    where: str
    formula: bool = False


@dataclass(slots=True)
class _Open:
    """The label that text still goes to."""

    target: Target | None
    label: str
    where: str
    lines: list[str] = field(default_factory=list)
    formula: bool = False
    beside: bool = False  # its text stands in the next cell: no other row goes on with it

    def entry(self) -> Entry:
        """What has been gathered under the label."""
        text = "\n".join(self.lines).strip()
        return Entry(
            target=self.target, label=self.label, text=text, where=self.where, formula=self.formula
        )


class Gatherer:
    """Takes the lines and rows of a filing in order; `entries` is what it found."""

    def __init__(self, vocabulary: Vocabulary[Target]) -> None:
        self.entries: list[Entry] = []
        self._vocabulary = vocabulary
        self._open: _Open | None = None
        self._title: str | None = None

    def close(self) -> None:
        """End the label that is open."""
        if self._open and (
            self._open.lines or self._open.formula or not isinstance(self._open.target, Field)
        ):
            self.entries.append(self._open.entry())
        self._open = None

    def paragraph(self, paragraph: Paragraph) -> None:
        """Take a paragraph, line by line."""
        self._lines(paragraph.text, paragraph.where)

    def table(self, table: Table, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Take rows of a table that is no list: labels beside, above or within their text."""
        above: dict[int, Hit[Target]] = {}
        parents: dict[int, str] = {}
        for row in rows:
            parents = {
                c.column: c.text or parents.get(c.column, "") for c in row if c.text or c.merged
            }
            if above and (below := self._below(table, row, above)):
                above = {} if below == len([c for c in row if c.text]) else above
                continue
            above = self._row(table, row, parents)
        self.close()

    def _lines(self, text: str, where: str) -> None:
        """Take text line by line: a line may open a label, go on with one, or stand alone."""
        for line in text.split("\n"):
            if not line.strip() or _PAGE.fullmatch(line):
                continue
            if _END.fullmatch(line) or self._is_title_again(line):
                self.close()
                continue
            if hit := self._vocabulary.leading(line):
                self._start(hit.target, hit.label, where)
                if hit.rest.strip():
                    self._add(hit.rest.strip())
            elif self._goes_on(line):
                self._add(line.rstrip())
            else:
                self._stranger(line, where)

    def _is_title_again(self, line: str) -> bool:
        """Whether `line` is the first line of the filing again, as slides and pages repeat it."""
        if self._title is None:
            self._title = line.strip()
            return False
        return line.strip() == self._title

    def _goes_on(self, line: str) -> bool:
        """Whether `line` still belongs to the label that is open."""
        if self._open is None:
            return False
        target = self._open.target
        if isinstance(target, Section | Kept) or (
            not self._open.lines and target is not Field.GROUP
        ):
            return True
        unknown = _UNKNOWN.fullmatch(line)
        if target in _PROSE:
            return unknown is None or bool(find_services(unknown["label"]))
        return target is not None and target is not Field.GROUP and bool(_INDENTED.match(line))

    def _stranger(self, line: str, where: str) -> None:
        """Take a line that no known label claims."""
        unknown = _UNKNOWN.fullmatch(line)
        self._start(None, unknown["label"].strip() if unknown else "", where)
        self._add(unknown["text"] if unknown else line.strip())
        self.close()

    def _start(self, target: Target | None, label: str, where: str) -> None:
        self.close()
        self._open = _Open(target, label, where)

    def _add(self, text: str) -> None:
        if self._open and text:
            self._open.lines.append(text)

    def _below(self, table: Table, row: tuple[Cell, ...], above: dict[int, Hit[Target]]) -> int:
        """Take the cells that stand under a label without text of its own; how many there were."""
        cells = [cell for cell in row if cell.text or cell.formula_without_value]
        if any(self._vocabulary.whole(cell.text) for cell in cells):
            return 0
        taken = 0
        for cell in cells:
            if hit := above.get(cell.column):
                self._start(hit.target, hit.label, table.place(cell.row, cell.column))
                self._value(cell)
                taken += 1
        return taken

    def _row(
        self, table: Table, row: tuple[Cell, ...], parents: dict[int, str]
    ) -> dict[int, Hit[Target]]:
        """Take one row; the labels in it that have no text beside them, by column."""
        cells = [cell for cell in row if cell.text or cell.formula_without_value]
        left = _left_of(parents)
        hits = {
            cell.column: hit
            for cell in cells
            if (hit := self._hit(cell, left.get(cell.column, ())))
        }
        if not hits:
            self._row_without_label(table, row, cells)
            return {}
        alone: dict[int, Hit[Target]] = {}
        waiting: int | None = None
        for cell in cells:
            if hit := hits.get(cell.column):
                self._start(hit.target, hit.label, table.place(cell.row, cell.column))
                alone[cell.column], waiting = hit, cell.column
            elif waiting is None:
                self._lines(cell.text, table.place(cell.row, cell.column))
            else:
                alone.pop(waiting, None)
                self._value(cell)
        return alone

    def _hit(self, cell: Cell, left: tuple[str, ...]) -> Hit[Target] | None:
        """The label that a cell is, alone or under a heading to its left (発生 | 日時)."""
        for parent in left if cell.text else ():
            if len(parent) < _LONGEST_UNKNOWN and (
                hit := self._vocabulary.whole(parent + cell.text)
            ):
                return hit
        return self._vocabulary.whole(cell.text) if cell.text else None

    def _value(self, cell: Cell) -> None:
        """Add a cell's text to the open label; under a mere heading it is read by itself."""
        if self._open is None:
            return
        if self._open.target is Field.GROUP:
            self._lines(cell.text, self._open.where)
            return
        self._add(cell.text)
        self._open.formula |= cell.formula_without_value
        self._open.beside = True

    def _row_without_label(self, table: Table, row: tuple[Cell, ...], cells: list[Cell]) -> None:
        """Take a row in which no cell is a known label."""
        if not cells:
            return
        continues = self._open is not None and (
            row[0].merged
            or (isinstance(self._open.target, Section | Kept) and not self._open.beside)
        )
        if len(cells) == 1 or continues:
            text = " ".join(cell.text for cell in cells)
            if continues and not self._vocabulary.leading(text):
                self._add(text)
            else:
                self._lines(text, table.place(cells[0].row, cells[0].column))
        elif len(cells[0].text) <= _LONGEST_UNKNOWN and not _CLOCK.match(cells[0].text):
            self._start(
                None, " ".join(cells[0].text.split()), table.place(cells[0].row, cells[0].column)
            )
            for cell in cells[1:]:
                self._value(cell)
            self.close()
        else:
            self._lines(
                " ".join(c.text for c in cells), table.place(cells[0].row, cells[0].column)
            )


def _left_of(parents: dict[int, str]) -> dict[int, tuple[str, ...]]:
    """For each column the texts of the two columns before it, the nearer first."""
    columns = sorted(parents)
    return {
        column: tuple(parents[before] for before in reversed(columns[max(0, n - 2) : n]))
        for n, column in enumerate(columns)
    }
