"""What a correction changes: the item, and the text that now stands there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.intake.forms import Field, Kept, Target
from corpus.intake.gather import Entry
from corpus.intake.labels import Vocabulary
from corpus.reading import Section
from corpus.shape import LONGEST

_LABEL = "訂正"
_CHANGE = re.compile(
    r"\s*(?:[(（]?(?:誤|訂正前|変更前)[)）]?\s*[:：]?)?\s*(?P<before>.*?)\s*"
    r"(?:→|⇒|[(（]正[)）]\s*[:：]?|[(（]?(?:訂正後|変更後)[)）]?\s*[:：]?)\s*(?P<after>\S.*)"
)


def changed(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a correction: ``継続時間 (誤)1時間 (正)2時間`` as they then stand."""
    for entry in entries:
        first, *rest = entry.text.split("\n") if len(entry.text) <= LONGEST else [""]
        change = _CHANGE.fullmatch(first)
        if entry.target is None or isinstance(entry.target, Kept) or change is None:
            yield entry
            continue
        yield _kept(entry, f"{entry.label}: {change['before']} → {change['after']}")
        yield replace(entry, text=change["after"])
        yield from (_kept(entry, line) for line in rest if line.strip())


def changes_of(row: list[Entry], vocabulary: Vocabulary[Target]) -> Iterator[Entry]:
    """One row of a table of corrections: what it changes, and the field as corrected."""
    cells = {entry.target: entry for entry in row}
    item, before, after = (cells.get(f) for f in (Field.ITEM, Field.BEFORE, Field.AFTER))
    if item is None or after is None:
        yield from row
        return
    yield _kept(item, f"{item.text}: {before.text if before else ''} → {after.text}")
    if hit := vocabulary.whole(item.text):
        yield replace(after, target=hit.target, label=hit.label)
    read = {Field.ITEM, Field.BEFORE, Field.AFTER, Field.NUMBER}
    yield from (entry for entry in row if entry.target not in read)


def _kept(entry: Entry, text: str) -> Entry:
    """What was corrected, kept as it is told."""
    return replace(entry, target=Kept(Section.OTHER), label=_LABEL, text=text)
