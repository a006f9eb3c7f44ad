r"""What has a form (形式のある識別子): addresses, telephone and other numbers.

The forms stand in ``patterns.toml``. ``\b`` finds no edge between a digit and a kanji, so each
edge is said there: no letter, no digit.
"""

import ipaddress
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.identifiers.identifier import IdentifierKind, Sighting
from corpus.identifiers.parts import filled
from corpus.identifiers.spelling import Spelled

WORDS = Path(__file__).parent / "patterns.toml"

_NOT_KEY = re.compile(r"[\s\-―ー().・\[\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One form; `digits`: how many, least and most; `sure`: nothing else is written so."""

    kind: IdentifierKind
    pattern: re.Pattern[str]
    digits: tuple[int, int] | None
    ipv6: bool
    sure: bool

    def fits(self, written: str) -> bool:
        """Whether `written`, a match of the pattern, is what the form is for."""
        if self.ipv6:
            return _is_ipv6(written)
        if self.digits is None:
            return True
        least, most = self.digits
        return least <= sum(c.isdigit() for c in written) <= most


def see(text: Spelled) -> Iterator[Sighting]:
    """The addresses and numbers in `text`; they may overlap."""
    for form in _forms():
        group = "it" if "it" in form.pattern.groupindex else 0
        for found in form.pattern.finditer(text.text):
            if form.fits(found[group]):
                start, end = found.span(group)
                key = _NOT_KEY.sub("", text.low[start:end])
                yield Sighting(kind=form.kind, start=start, end=end, key=key, sure=form.sure)


def _is_ipv6(written: str) -> bool:
    """Whether `written` is an address of version 6, its length and zone aside."""
    try:
        ipaddress.IPv6Address(re.split("[/%]", written, maxsplit=1)[0])
    except ValueError:
        return False
    return any(c.isalnum() for c in written)


@cache
def _forms() -> tuple[_Form, ...]:
    tables = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return tuple(
        _Form(
            kind=IdentifierKind(form["kind"]),
            pattern=re.compile(filled(form["pattern"], tables["parts"]), re.IGNORECASE),
            digits=tuple(form["digits"]) if "digits" in form else None,
            ipv6=form.get("ipv6", False),
            sure=form.get("sure", True),
        )
        for form in tables["form"]
    )
