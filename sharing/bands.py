"""Bands (区分): from what to below what a figure lies."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a figure may be: from `low` to `high`, both included; None: open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From `floor` on and below `ceiling`; None: open. Not both are."""

    floor: int | None
    ceiling: int | None


def band_of(span: Span, edges: Sequence[int]) -> Band | None:
    """The band between two of `edges` that holds all of `span`; None where only no edge does.

    A figure that is only known from below stays so: ``775万人以上`` is 100万人以上.
    """
    floors = [edge for edge in edges if span.low is not None and edge <= span.low]
    ceilings = [edge for edge in edges if span.high is not None and edge > span.high]
    if not floors and not ceilings:
        return None
    return Band(floor=max(floors) if floors else None, ceiling=min(ceilings) if ceilings else None)
