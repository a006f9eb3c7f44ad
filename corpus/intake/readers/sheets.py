"""Spreadsheets (xlsx): every sheet, hidden ones too, with text boxes and page headers."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, iterparse

from corpus.errors import FileRefused
from corpus.intake.document import Remark
from corpus.intake.fault import Fault
from corpus.intake.loading import shown
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.drawing import drawn_paragraphs
from corpus.intake.readers.left_out import note_left_out
from corpus.intake.readers.package import (
    Package,
    Relation,
    attribute,
    local,
    open_package,
    scan,
)
from corpus.intake.readers.sheet_cells import SheetCells, Workbook, with_merges
from corpus.intake.readers.sheet_values import Format, format_of, unescaped
from corpus.intake.readers.source import Source

_ON = frozenset({"1", "true"})


def read(source: Source, draft: Draft) -> None:
    """Fill `draft` with all that a workbook says, a table a sheet.

    Raises:
        FileRefused: it cannot be taken.
    """
    with open_package(source) as package:
        main = package.main()
        root = package.xml(main)
        relations = package.relations(main)
        workbook = _workbook(package, root, relations)
        parts = {relation.id: relation for relation in relations}
        for sheet in _children(root, "sheets"):
            relation = parts.get(_relation_id(sheet))
            if relation is None:
                raise FileRefused(Fault.DAMAGED, "", problem="a sheet without a part")
            if relation.kind == "worksheet":
                _read_sheet(package, sheet, relation.part, workbook, draft)
        note_left_out(package, draft)


def _workbook(package: Package, root: Element, relations: list[Relation]) -> Workbook:
    parts = {relation.kind: relation.part for relation in relations}
    settings = (child for child in root if local(child) == "workbookPr")
    return Workbook(
        strings=_strings(package, parts.get("sharedStrings")),
        formats=_formats(package, parts.get("styles")),
        from_1904=any(attribute(child, "date1904") in _ON for child in settings),
    )


def _read_sheet(
    package: Package, sheet: Element, part: str, workbook: Workbook, draft: Draft
) -> None:
    name = attribute(sheet, "name")
    where = f"sheet {shown(name)}"
    if attribute(sheet, "state") in ("hidden", "veryHidden"):
        draft.note(Remark.HIDDEN_SHEET, where)
    cells = SheetCells(workbook, draft, where)
    with package.stream(part) as stream:
        scan(stream, part, cells.parser())
    for printed in cells.printed:
        draft.paragraph(printed, f"{where} header or footer")
    draft.table(with_merges(cells, draft, where), where, name, lettered=True)
    for relation in package.relations(part):
        if relation.kind == "drawing":
            for count, text in enumerate(drawn_paragraphs(package.xml(relation.part)), start=1):
                draft.paragraph(text, f"{where} text box p{count}")


def _strings(package: Package, part: str | None) -> list[str]:
    """The texts that cells name by number, without their readings (ふりがな)."""
    strings: list[str] = []
    if part is None:
        return strings
    with package.stream(part) as stream:
        for _, element in iterparse(stream):
            if local(element) == "si":
                strings.append(unescaped("".join(_string(element))))
                element.clear()
    return strings


def _string(item: Element) -> list[str]:
    pieces = []
    for inner in item:
        runs = inner if local(inner) == "r" else (inner,)
        pieces += [run.text or "" for run in runs if local(run) == "t"]
    return pieces


def _formats(package: Package, part: str | None) -> list[Format]:
    """What the numbers of cells stand for, by the number of their style."""
    if part is None:
        return []
    root = package.xml(part)
    codes: Mapping[int, str] = {
        int(attribute(told, "numFmtId")): attribute(told, "formatCode")
        for told in _children(root, "numFmts")
    }
    return [
        format_of(int(attribute(style, "numFmtId") or 0), codes)
        for style in _children(root, "cellXfs")
    ]


def _children(root: Element, name: str) -> list[Element]:
    return [child for parent in root if local(parent) == name for child in parent]


def _relation_id(sheet: Element) -> str:
    return next((told for key, told in sheet.items() if key.endswith("}id")), "")
