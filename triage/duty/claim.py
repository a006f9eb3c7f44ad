"""Claims that may be true, false or not known, and what to find out where they are not.

A claim is not known only where a missing fact decides: what is already false with the facts at
hand stays false whatever the missing one turns out to be.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.regime import Comparison
from triage.facts import Bounds


@dataclass(frozen=True, slots=True)
class Claim:
    """True, false, or None (not known), and the JSON paths that would decide it."""

    met: bool | None
    missing: tuple[str, ...] = ()


YES = Claim(True)
NO = Claim(False)


def all_of(claims: Iterable[Claim]) -> Claim:
    """Whether all hold (かつ)."""
    given = tuple(claims)
    if any(claim.met is False for claim in given):
        return NO
    return _undecided(given) or YES


def any_of(claims: Iterable[Claim]) -> Claim:
    """Whether at least one holds (又は)."""
    given = tuple(claims)
    if any(claim.met for claim in given):
        return YES
    return _undecided(given) or NO


def compared(
    bounds: Bounds, comparison: Comparison, figure: float, paths: tuple[str, ...]
) -> Claim:
    """Whether a number known within `bounds`, told at `paths`, compares so with `figure`."""
    low, high = bounds.low, bounds.high
    if comparison is Comparison.AT_LEAST:
        sure, possible = low >= figure, high >= figure
    elif comparison is Comparison.ABOVE:
        sure, possible = low > figure, high > figure
    else:
        sure, possible = low == high == figure, low <= figure <= high
    if sure:
        return YES
    return Claim(None, paths) if possible else NO


def _undecided(claims: tuple[Claim, ...]) -> Claim | None:
    open_claims = [claim for claim in claims if claim.met is None]
    missing = dict.fromkeys(path for claim in open_claims for path in claim.missing)
    return Claim(None, tuple(missing)) if open_claims else None
