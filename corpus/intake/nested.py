"""Labels of nested records, as JSON tells them: ``services[1].users``, ``carrier.name``."""

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.intake.forms import Field, Target
from corpus.intake.gather import Entry
from corpus.intake.labels import Vocabulary

_NUMBERED = re.compile(
    r"(?P<parent>[^\[\].]{1,40})\[(?P<number>[0-9]{1,4})\]\.(?P<child>[^.]{1,40})"
)
_UNDER = re.compile(r"(?P<parent>[^\[\].]{1,40})\.(?P<child>[^.]{1,40})")


def joined(
    entries: Iterable[Entry], vocabulary: Vocabulary[Target]
) -> tuple[list[Entry], list[list[Entry]]]:
    """The entries with nested labels told by their last part, and the rows of services."""
    plain: list[Entry] = []
    rows: dict[str, list[Entry]] = {}
    stretches: dict[str, list[Entry]] = {}
    for entry in entries:
        parts = _NUMBERED.fullmatch(entry.label) if entry.target is None else None
        parent = vocabulary.whole(parts["parent"]) if parts else None
        child = vocabulary.whole(parts["child"]) if parts else None
        if parts and child and parent and parent.target in {Field.SERVICES, Field.GROUP}:
            rows.setdefault(parts["number"], []).append(replace(entry, target=child.target))
        elif parts and child and parent and parent.target is Field.INTERVALS:
            stretches.setdefault(parts["number"], []).append(replace(entry, target=child.target))
        else:
            plain.append(_told_by_child(entry, vocabulary))
    return plain + [_stretch(pair) for pair in stretches.values()], list(rows.values())


def _told_by_child(entry: Entry, vocabulary: Vocabulary[Target]) -> Entry:
    """``影響.利用者数`` under the label 影響利用者数 or 利用者数."""
    parts = _UNDER.fullmatch(entry.label) if entry.target is None else None
    if parts:
        for written in (parts["parent"] + parts["child"], parts["child"], parts["parent"]):
            hit = vocabulary.whole(written)
            if hit and (hit.target is not Field.GROUP):
                return replace(entry, target=hit.target)
    return entry


def _stretch(pair: list[Entry]) -> Entry:
    """A start and an end as one stretch of an outage."""
    ends = {entry.target: entry.text for entry in pair}
    text = f"{ends.get(Field.OCCURRED, '')}~{ends.get(Field.RECOVERED, '')}"
    return replace(pair[0], target=Field.INTERVALS, text=text)
