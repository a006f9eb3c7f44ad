"""Texts masked (秘匿) before they go to a language model outside the machine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.placeholders import Placeholders
from corpus.identifiers.surfaces import found_in, surfaces_of
from corpus.language import language_of

MASKED_KINDS = frozenset(IdentifierKind) - {
    IdentifierKind.DATE,
    IdentifierKind.TIME,
    IdentifierKind.COUNT,
    IdentifierKind.DURATION,
}
"""What is masked unless the operator says otherwise: a model needs times and numbers to judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedTexts:
    """Texts with placeholders in them, and the words that each placeholder stands for."""

    texts: tuple[str, ...]
    originals: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierMask:
    """Puts placeholders for the identifiers of `kinds` that `find` finds.

    Two spellings of one thing get placeholders of one name (〔事業者A〕, 〔事業者A・別名1〕), so
    that a model can tell that they are one and the very words can be put back.
    """

    find: Callable[[str], Sequence[Identifier]]
    kinds: frozenset[IdentifierKind] = MASKED_KINDS

    def mask(self, texts: Sequence[str]) -> MaskedTexts:
        """`texts` masked, in order: the same words by the same placeholder in all of them.

        What was found in one text is taken out of the others too, where it was not found.
        """
        together = "\n".join(texts)
        names = Placeholders(language=language_of(together), avoid=together)
        found = [[one for one in self.find(text) if one.kind in self.kinds] for text in texts]
        surfaces = {
            surface.text: surface
            for text, ones in zip(texts, found, strict=True)
            for surface in surfaces_of(text, ones)
        }
        masked = []
        for text, ones in zip(texts, found, strict=True):
            taken = [(one.start, one.end) for one in ones]
            others = found_in(text, taken, list(surfaces.values()))
            masked.append(_masked(text, [*ones, *others], names))
        return MaskedTexts(texts=tuple(masked), originals=names.key)


def _masked(text: str, found: Sequence[Identifier], names: Placeholders) -> str:
    """`text` with a placeholder for each of `found`, what overlaps taken as one."""
    pieces: list[str] = []
    reached = 0
    for start, end, one in _merged(found):
        name = names.of_spelling(one.kind, one.key, text[start:end])
        pieces += [text[reached:start], name]
        reached = end
    return "".join([*pieces, text[reached:]])


def _merged(found: Sequence[Identifier]) -> list[tuple[int, int, Identifier]]:
    """The stretches that `found` cover, in order, each with the first that covers it."""
    merged: list[tuple[int, int, Identifier]] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if merged and one.start < merged[-1][1]:
            start, end, first = merged[-1]
            merged[-1] = (start, max(end, one.end), first)
        else:
            merged.append((one.start, one.end, one))
    return merged
