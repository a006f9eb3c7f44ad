"""A document in the making: its lines and rows in order, before a file format is chosen."""

from dataclasses import dataclass

from corpus.documents.layout import Design
from corpus.intake.document import Cell, Document, Kind, Paragraph, Table
from corpus.intake.understand import understand
from corpus.reading import Reading

_HEADINGS = ("影響サービス", "影響利用者数", "継続時間")
"""The heading of the table of services; spellings that every form knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item: its label, what is noted behind the label, and its text.

    A note in brackets is no part of the label to intake.
    """

    label: str
    text: str
    note: str = ""

    @property
    def heading(self) -> str:
        """The label with its note."""
        return f"{self.label}\n（{self.note}）" if self.note else self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRow:
    """One service hit, as the table of services tells it."""

    named: str
    users: str
    minutes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a document says. `banner` stands on every page, `notes` behind the items.

    `strangers` are what the carrier told under labels that no form knows, or under none.
    """

    design: Design
    addressee: str
    banner: str
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    head: tuple[Row, ...]
    facts: tuple[Row, ...]
    impacts: tuple[ImpactRow, ...]
    sections: tuple[Row, ...]
    strangers: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every item in order, the table of services aside."""
        return (*self.head, *self.facts, *self.sections)


def impact_rows(impacts: tuple[ImpactRow, ...]) -> tuple[tuple[str, str, str], ...]:
    """The table of services with its heading; empty where there is none."""
    told = tuple((each.named, each.users, each.minutes) for each in impacts)
    return (_HEADINGS, *told) if told else ()


def read_back(sheet: Sheet) -> Reading:
    """What intake understands of the short items of `sheet`: its narrative stays aside."""
    title = Paragraph(text=sheet.titles[0], where="p1")
    items = tuple((row.heading, row.text) for row in (*sheet.head, *sheet.facts))
    rows: tuple[tuple[tuple[str, ...], ...], ...] = (items, impact_rows(sheet.impacts))
    tables = [_table(some, n) for n, some in enumerate(rows, 1) if some]
    blocks: tuple[Paragraph | Table, ...] = (title, *tables)
    return understand(Document(kind=Kind.DOCX, blocks=blocks))[0]


def _table(rows: tuple[tuple[str, ...], ...], count: int) -> Table:
    cells = tuple(
        tuple(Cell(text=text, row=n, column=m) for m, text in enumerate(row, 1))
        for n, row in enumerate(rows, 1)
    )
    return Table(rows=cells, where=f"table {count}")
