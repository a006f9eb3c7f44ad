"""What a correction changes: the item, and the text that now stands there."""

import re
from collections.abc import Iterable, Iterator

from corpus.intake.forms import Field, Kept, Target
from corpus.intake.gather import Entry
from corpus.intake.labels import Hit, Vocabulary, key_of
from corpus.reading import Section

_LABEL = "訂正"
_TEXTS = frozenset(key_of(label) for label in ("訂正内容", "訂正の内容"))
_CHANGE = re.compile(
    r"\s*(?:[(（]?(?:誤|訂正前|変更前)[)）]?\s*[:：]?)?\s*(?P<before>.*?)\s*"
    r"(?:→|⇒|[(（]正[)）]\s*[:：]?|[(（]?(?:訂正後|変更後)[)）]?\s*[:：]?)\s*(?P<after>.+)"
)


def changed(entries: Iterable[Entry], vocabulary: Vocabulary[Target]) -> Iterator[Entry]:
    """The entries, and after each text of a correction the fields as it corrects them."""
    for entry in entries:
        yield entry
        if isinstance(entry.target, Kept) and key_of(entry.label) in _TEXTS:
            for line in entry.text.split("\n"):
                yield from _of_line(line, entry, vocabulary)


def changes_of(row: list[Entry], vocabulary: Vocabulary[Target]) -> Iterator[Entry]:
    """One row of a table of corrections: what it changes, and the field as corrected."""
    cells = {entry.target: entry for entry in row}
    item, before, after = (cells.get(f) for f in (Field.ITEM, Field.BEFORE, Field.AFTER))
    if item is None or after is None:
        yield from row
        return
    told = f"{item.text}: {before.text if before else ''} → {after.text}"
    yield Entry(target=Kept(Section.OTHER), label=_LABEL, text=told, where=item.where)
    if hit := vocabulary.whole(item.text):
        yield _corrected(hit, after.text, after.where)
    yield from (
        e for e in row if e.target not in {Field.ITEM, Field.BEFORE, Field.AFTER, Field.NUMBER}
    )


def _of_line(line: str, entry: Entry, vocabulary: Vocabulary[Target]) -> Iterator[Entry]:
    """The field that a line like ``影響利用者数 (誤)約10万人 (正)約12万人`` corrects."""
    hit = vocabulary.leading(line)
    change = _CHANGE.fullmatch(hit.rest) if hit else None
    if hit and change:
        yield _corrected(hit, change["after"], entry.where)


def _corrected(hit: Hit[Target], text: str, where: str) -> Entry:
    """An entry for a field as it stands after the correction."""
    return Entry(target=hit.target, label=hit.label, text=text, where=where)
