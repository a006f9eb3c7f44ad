"""The words that had to go, searched in a text however they are spelled in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.spelling import spell
from corpus.identifiers.squeezing import squeeze

_SHORTEST = 2
_BLANK = "〓"
_SHORTEST_APART = 4
_EXACT_UP_TO = 5
"""Latin names of so few letters are searched in their own case: LINE is not the line."""
_LATIN = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Words that may not stand in a text, squeezed; `exact`: only in this case."""

    kind: IdentifierKind
    key: str
    text: str = field(repr=False)
    exact: bool


def surfaces_of(text: str, found: Sequence[Identifier]) -> list[Surface]:
    """The words of `found` in `text`, each once, longest first."""
    surfaces: dict[str, Surface] = {}
    for one in found:
        spelled = squeeze(spell(text[one.start : one.end]).text).text
        exact = spelled.isascii() and len(spelled) < _EXACT_UP_TO
        form = spelled if exact else spelled.lower()
        if len(form) >= _SHORTEST:
            surfaces.setdefault(form, Surface(kind=one.kind, key=one.key, text=form, exact=exact))
    return sorted(surfaces.values(), key=lambda surface: -len(surface.text))


def found_in(
    text: str, ours: Sequence[tuple[int, int]], surfaces: Sequence[Surface]
) -> Iterator[Identifier]:
    """Where any of `surfaces` stands in `text` outside `ours`, or around what is ours."""
    if not surfaces:
        return
    yield from _found(range(len(text)), _blanked(text, ours), surfaces)
    if ours:
        long = [surface for surface in surfaces if len(surface.text) >= _SHORTEST_APART]
        yield from _found(*_without(text, ours), long)


def _blanked(text: str, ours: Sequence[tuple[int, int]]) -> str:
    """`text` with a sign that no name holds for each character of ours."""
    pieces = []
    reached = 0
    for start, end in ours:
        pieces += [text[reached:start], _BLANK * (end - start)]
        reached = end
    return "".join([*pieces, text[reached:]])


def _without(text: str, ours: Sequence[tuple[int, int]]) -> tuple[Sequence[int], str]:
    """`text` without what is ours, and the places of its characters."""
    edges = [0, *(edge for stretch in ours for edge in stretch), len(text)]
    cuts = list(pairwise(edges))[::2]
    places = [place for start, end in cuts for place in range(start, end)]
    return places, "".join(text[start:end] for start, end in cuts)


def _found(places: Sequence[int], words: str, surfaces: Sequence[Surface]) -> Iterator[Identifier]:
    """Where `surfaces` stand in `words`, whose characters stand at `places`."""
    spelled = spell(words)
    exact = squeeze(spelled.text)
    low = exact.text.lower()
    for surface in surfaces:
        hay = exact.text if surface.exact or len(low) != len(exact.text) else low
        at = hay.find(surface.text)
        while at >= 0:
            end = at + len(surface.text)
            first, last = exact.places[at], exact.places[end - 1]
            if _stands_alone(spelled.text, first, last):
                start, _ = spelled.span(first, first + 1)
                _, stop = spelled.span(last, last + 1)
                yield Identifier(
                    kind=surface.kind,
                    start=places[start],
                    end=places[stop - 1] + 1,
                    key=surface.key,
                )
            at = hay.find(surface.text, at + 1)


def _stands_alone(words: str, first: int, last: int) -> bool:
    """Whether a Latin word or a number is not part of a longer one."""
    before, after = words[max(0, first - 1) : first], words[last + 1 : last + 2]
    return not (_is_latin(before) and _is_latin(words[first])) and not (
        _is_latin(after) and _is_latin(words[last])
    )


def _is_latin(character: str) -> bool:
    return bool(_LATIN.fullmatch(character))
