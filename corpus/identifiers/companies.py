"""Companies that no list of ours knows (未登録の会社): by legal form, by trade, by an initial.

Whether one is a carrier nobody decided, so each is a carrier that a person should look at. The
patterns stand in ``companies.toml``.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.identifiers.identifier import IdentifierKind, Sighting
from corpus.identifiers.parts import filled
from corpus.identifiers.spelling import Spelled

WORDS = Path(__file__).parent / "companies.toml"

_COUNTED = ("A社", "B社")
"""A text with these counts its companies: its K社 is no initial."""


def see(text: Spelled) -> Iterator[Sighting]:
    """What looks like a company in `text`, and initials that stand for one (K社)."""
    companies, initials = _patterns()
    patterns = companies if all(one in text.text for one in _COUNTED) else (*companies, initials)
    for pattern in patterns:
        for found in pattern.finditer(text.text):
            start, end = found.span()
            key = "".join(text.low[start:end].split())
            kind = IdentifierKind.CARRIER
            yield Sighting(kind=kind, start=start, end=end, key=key, sure=False)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """The patterns of companies, and that of initials."""
    tables = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    companies, parts = tables["patterns"]["companies"], tables["parts"]
    return (
        tuple(re.compile(filled(pattern, parts)) for pattern in companies),
        re.compile(tables["patterns"]["initials"]),
    )
