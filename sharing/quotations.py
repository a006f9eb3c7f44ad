"""Quotations (引用): passages in quotation marks so long that a search would find their source."""

import re

from corpus.identifiers.identifier import Identifier, IdentifierKind
from sharing.rewriting import QUOTATION

_PAIRS = ("「」", "『』", "“”", "«»", "〝〟", "＂＂", '""')
_LONGEST = 2_000
_PASSAGE = re.compile(
    "|".join(rf"{pair[0]}[^{pair}\n]{{1,{_LONGEST}}}{pair[1]}" for pair in _PAIRS)
)


def quotations_in(text: str, longest: int) -> tuple[Identifier, ...]:
    """The quoted passages of `text` that are longer than `longest` characters."""
    return tuple(
        Identifier(
            kind=IdentifierKind.OTHER, start=quoted.start(), end=quoted.end(), key=QUOTATION
        )
        for quoted in _PASSAGE.finditer(text)
        if len(quoted.group()) - 2 > longest
    )
