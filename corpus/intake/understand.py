"""From a document to what it reports: one reading, or for a list one a row."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.intake.corrections import changed, changes_of
from corpus.intake.document import Document, Paragraph, Table
from corpus.intake.fields import to_reading
from corpus.intake.forms import Field, Form, Target, load_forms, recognise
from corpus.intake.gather import Entry, Gatherer
from corpus.intake.labels import Vocabulary
from corpus.intake.listing import Heading, Purpose, entries_of, find_heading, purpose_of
from corpus.intake.loose import settled
from corpus.intake.nested import joined
from corpus.reading import Reading, Stage

_OF_ALL_ROWS = (Field.CARRIER, Field.REPORTED)
"""What a list tells once, above its rows, for all of them."""


@dataclass(slots=True)
class _Gathered:
    """What the blocks of a document hold."""

    entries: list[Entry] = field(default_factory=list)
    impacts: list[list[Entry]] = field(default_factory=list)
    lists: list[tuple[Table, Heading]] = field(default_factory=list)

    def targets(self) -> frozenset[Target]:
        """All that labels and headings stand for."""
        told = {entry.target for entry in self.entries if entry.target}
        return frozenset(told.union(*(heading.targets for _, heading in self.lists)))


def understand(document: Document) -> tuple[Reading, ...]:
    """What `document` reports: one reading, or one for each row of its lists of accidents.

    Nothing of the text is dropped but addressees, page numbers and the like: what no field and no
    section takes is `Reading.unread`.
    """
    shared = load_forms()[-1].vocabulary
    gathered = _gather(document, shared)
    form = recognise(document, gathered.targets(), bool(gathered.lists))
    if form.vocabulary is not shared:
        gathered = _gather(document, form.vocabulary)
    if gathered.lists:
        return tuple(_rows(form, gathered))
    entries = settled(form, gathered.entries)
    if form.stage is Stage.CORRECTION:
        entries = changed(entries)
    return (to_reading(form, entries, "", gathered.impacts),)


def _gather(document: Document, vocabulary: Vocabulary[Target]) -> _Gathered:
    """The entries, tables of services and lists of a document."""
    gathered, gatherer = _Gathered(), Gatherer(vocabulary)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            gatherer.paragraph(block)
        else:
            _table(block, vocabulary, gatherer, gathered)
    gatherer.close()
    entries, impacts = joined(gatherer.entries, vocabulary)
    gathered.entries = [*entries, *gathered.entries]
    gathered.impacts += impacts
    return gathered


def _table(
    table: Table, vocabulary: Vocabulary[Target], gatherer: Gatherer, gathered: _Gathered
) -> None:
    """Take one table, by what its rows are."""
    heading = find_heading(table, vocabulary)
    under = len(table.rows) - heading.first - heading.height if heading else 0
    purpose = purpose_of(heading, under) if heading else Purpose.NONE
    if heading is None or purpose is Purpose.NONE:
        gatherer.table(table, table.rows)
        return
    gatherer.table(table, table.rows[: heading.first])
    if purpose is Purpose.ACCIDENTS:
        gathered.lists.append((table, heading))
        return
    for _, row in entries_of(table, heading):
        if purpose is Purpose.IMPACTS:
            gathered.impacts.append(row)
        else:
            gathered.entries += changes_of(row, vocabulary)


def _rows(form: Form, gathered: _Gathered) -> Iterator[Reading]:
    """The readings of the rows of all lists."""
    above = [e for e in settled(form, gathered.entries) if e.target in _OF_ALL_ROWS]
    for table, heading in gathered.lists:
        columns = heading.targets
        common = [entry for entry in above if entry.target not in columns]
        for number, row in entries_of(table, heading):
            yield to_reading(form, [*common, *row], f"{table.where} row {number}")
