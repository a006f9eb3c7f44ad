"""What is told by how it is built (施設・機種・災害): 小山ネットワークセンター, EX4300, 台風15号.

The patterns stand in ``sites.toml``, ``makers.toml`` and ``events.toml``.
"""

import re
from collections.abc import Iterator

from corpus.identifiers.groups import Group, load_groups
from corpus.identifiers.identifier import Sighting
from corpus.identifiers.spelling import Spelled


def see(text: Spelled) -> Iterator[Sighting]:
    """The sites, models and events in `text` that a pattern tells."""
    for group in load_groups():
        for pattern in group.patterns:
            for found in pattern.finditer(text.text):
                if not _is_generic(group, found):
                    start, end = found.span("it" if "it" in pattern.groupindex else 0)
                    key = "".join(text.low[start:end].split())
                    yield Sighting(kind=group.kind, start=start, end=end, key=key)


def _is_generic(group: Group, found: re.Match[str]) -> bool:
    """Whether nothing in the match names anything: 携帯電話基地局."""
    if group.generic is None or "name" not in found.re.groupindex or found["name"] is None:
        return False
    return group.generic.fullmatch(found["name"]) is not None
