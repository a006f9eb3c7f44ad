"""Word documents (docx): body, headers, footers, notes, text boxes, tables inside tables."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.intake.document import Cell, Remark
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.left_out import note_left_out
from corpus.intake.readers.package import Package, attribute, local, open_package
from corpus.intake.readers.source import Source
from corpus.intake.readers.word_text import Written, child, number, parts_of, written

_BEFORE, _AFTER = ("header",), ("footer", "footnotes", "endnotes")


def read(source: Source, draft: Draft) -> None:
    """Fill `draft` with all that a document says.

    Raises:
        FileRefused: it cannot be taken.
    """
    with open_package(source) as package:
        main = package.main()
        _read_stories(package, main, _BEFORE, draft)
        for body in package.xml(main):
            if local(body) == "body":
                _Story(draft, "").read(body)
        _read_stories(package, main, _AFTER, draft)
        note_left_out(package, draft)


def _read_stories(package: Package, main: str, kinds: tuple[str, ...], draft: Draft) -> None:
    relations = package.relations(main)
    for kind in kinds:
        parts = [relation.part for relation in relations if relation.kind == kind]
        for count, part in enumerate(parts, start=1):
            root = package.xml(part)
            if kind in ("header", "footer"):
                _Story(draft, f"{kind} {count} ").read(root)
            else:
                _read_notes(root, kind.removesuffix("s"), draft)


def _read_notes(root: Element, kind: str, draft: Draft) -> None:
    """Footnotes or endnotes; those with a type are the lines that part them from the text."""
    notes = [note for note in root if not attribute(note, "type")]
    for count, note in enumerate(notes, start=1):
        _Story(draft, f"{kind} {count} ").read(note)


class _Story:
    """One run of paragraphs and tables that are counted together. `prefix` starts their places."""

    def __init__(self, draft: Draft, prefix: str) -> None:
        self._draft = draft
        self._prefix = prefix
        self._paragraphs = 0
        self._tables = 0

    def read(self, parent: Element) -> None:
        for element in parts_of(parent):
            if local(element) == "p":
                self._paragraphs += 1
                where = f"{self._prefix}p{self._paragraphs}"
                self._add(written(element), where)
            elif local(element) == "tbl":
                self._tables += 1
                _Table(self._draft, f"{self._prefix}table {self._tables}").read(element)

    def _add(self, told: Written, where: str) -> None:
        self._draft.paragraph(told.text, where)
        _note_unseen(told, where, self._draft)
        for box in told.boxes:
            _Story(self._draft, f"{where} text box ").read(box)


class _Table:
    """One table; what stands in its cells beside text becomes blocks of its own behind it."""

    def __init__(self, draft: Draft, where: str) -> None:
        self._draft = draft
        self._where = where
        self._inside: list[tuple[str, Element]] = []

    def read(self, table: Element) -> None:
        rows = [row for row in parts_of(table) if local(row) == "tr"]
        cells = [tuple(self._cells(row, count)) for count, row in enumerate(rows, start=1)]
        self._draft.table(cells, self._where)
        for prefix, element in self._inside:
            _Story(self._draft, prefix).read(element)

    def _cells(self, row: Element, count: int) -> Iterator[Cell]:
        shape = child(row, "trPr")
        if child(shape, "del") is not None:
            self._draft.note(Remark.DELETED_TEXT, self._where)
            return
        column = 1 + number(child(shape, "gridBefore"), 0)
        for element in parts_of(row):
            if local(element) == "tc":
                span = max(number(child(child(element, "tcPr"), "gridSpan"), 1), 1)
                yield self._cell(element, count, column)
                for covered in range(column + 1, column + span):
                    yield self._draft.merged(count, covered, self._where)
                column += span

    def _cell(self, element: Element, row: int, column: int) -> Cell:
        if _covered(child(element, "tcPr")):
            return self._draft.merged(row, column, self._where)
        where = f"{self._where} row {row} col {column}"
        texts = []
        for part in parts_of(element):
            if local(part) == "p":
                told = written(part)
                texts.append(told.text)
                _note_unseen(told, where, self._draft)
                self._inside += [(f"{where} text box ", box) for box in told.boxes]
        if any(local(part) == "tbl" for part in parts_of(element)):
            self._inside.append((f"{where} ", _tables_only(element)))
        return self._draft.cell("\n".join(texts).strip("\n"), row, column, self._where)


def _tables_only(cell: Element) -> Element:
    inside = Element("inside")
    inside.extend(part for part in parts_of(cell) if local(part) == "tbl")
    return inside


def _covered(shape: Element | None) -> bool:
    """Whether the cell goes on from the one above or to the left."""
    for direction in ("vMerge", "hMerge"):
        merge = child(shape, direction)
        if merge is not None and attribute(merge, "val") != "restart":
            return True
    return False


def _note_unseen(told: Written, where: str, draft: Draft) -> None:
    if told.hidden:
        draft.note(Remark.HIDDEN_TEXT, where)
    if told.deleted:
        draft.note(Remark.DELETED_TEXT, where)
