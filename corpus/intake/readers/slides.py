"""PowerPoint slides (pptx): shapes, groups, tables, diagrams and notes, slide by slide."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.intake.document import Cell, Remark
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.drawing import drawn_paragraphs, drawn_text
from corpus.intake.readers.left_out import note_left_out
from corpus.intake.readers.package import Package, Relation, attribute, local, open_package
from corpus.intake.readers.source import Source

_SLIDE_NUMBER = "sldNum"
_OFF = frozenset({"0", "false"})
_ON = frozenset({"1", "true"})


def read(source: Source, draft: Draft) -> None:
    """Fill `draft` with all that a presentation says.

    Raises:
        FileRefused: it cannot be taken.
    """
    with open_package(source) as package:
        main = package.main()
        parts = {relation.id: relation.part for relation in package.relations(main)}
        for count, told in enumerate(_slide_ids(package.xml(main)), start=1):
            _read_slide(package, parts.get(told, told), count, draft)
        note_left_out(package, draft)


def _slide_ids(presentation: Element) -> list[str]:
    """The relations to the slides in the order in which they are shown."""
    return [
        next((told for key, told in slide.items() if key.endswith("}id")), "")
        for slides in presentation
        if local(slides) == "sldIdLst"
        for slide in slides
    ]


def _read_slide(package: Package, part: str, count: int, draft: Draft) -> None:
    root, where = package.xml(part), f"slide {count}"
    if attribute(root, "show") in _OFF:
        draft.note(Remark.HIDDEN_SLIDE, where)
    _Slide(draft, where).read(root)
    for relation in package.relations(part):
        _read_related(package, relation, where, draft)


def _read_related(package: Package, relation: Relation, where: str, draft: Draft) -> None:
    if relation.kind == "notesSlide":
        _Slide(draft, f"{where} notes").read(package.xml(relation.part))
    elif relation.kind == "diagramData":
        for count, text in enumerate(drawn_paragraphs(package.xml(relation.part)), start=1):
            draft.paragraph(text, f"{where} diagram p{count}")


class _Slide:
    """The shapes of one slide, or of its notes, in the order in which they were drawn."""

    def __init__(self, draft: Draft, where: str) -> None:
        self._draft = draft
        self._where = where
        self._paragraphs = 0
        self._tables = 0

    def read(self, element: Element) -> None:
        for inner in element:
            name = local(inner)
            if name == "tbl":
                self._tables += 1
                _read_table(inner, f"{self._where} table {self._tables}", self._draft)
            elif name == "txBody":
                self._read_text(inner)
            elif name == "AlternateContent":
                for choice in inner[:1]:
                    self.read(choice)
            elif not (name == "sp" and _is_slide_number(inner)):
                self.read(inner)

    def _read_text(self, body: Element) -> None:
        for text in drawn_paragraphs(body):
            self._paragraphs += 1
            self._draft.paragraph(text, f"{self._where} p{self._paragraphs}")


def _is_slide_number(shape: Element) -> bool:
    return any(
        local(inner) == "ph" and attribute(inner, "type") == _SLIDE_NUMBER
        for inner in shape.iter()
    )


def _read_table(table: Element, where: str, draft: Draft) -> None:
    rows = [row for row in table if local(row) == "tr"]
    cells = [tuple(_cells(row, count, where, draft)) for count, row in enumerate(rows, start=1)]
    draft.table(cells, where)


def _cells(row: Element, count: int, where: str, draft: Draft) -> Iterator[Cell]:
    inner = [cell for cell in row if local(cell) == "tc"]
    for column, cell in enumerate(inner, start=1):
        if attribute(cell, "hMerge") in _ON or attribute(cell, "vMerge") in _ON:
            yield draft.merged(count, column, where)
        else:
            yield draft.cell(drawn_text(cell), count, column, where)
