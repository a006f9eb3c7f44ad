"""What a suite asks: two questions about cases that are known by their places.

A judge is made from accounts and knows cases by their places. It never has rows or labels.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

TOGETHER = 128
"""How many cases a judge is asked about in one go."""

Places = NDArray[np.int64]
Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case, and the cases that may be looked at to judge it, by their places."""

    place: int
    allowed: Places = field(repr=False)


class Judge(Protocol):
    """Judges cases that it knows by their places."""

    @property
    def configuration(self) -> Mapping[str, str]:
        """What its judgements rest on: encoder, reference and whatever else it names."""

    def novelties(self, asked: Sequence[Asked]) -> list[float]:
        """How new each case is (0..1) when the allowed ones came before it."""

    def rankings(self, asked: Sequence[Asked]) -> list[list[int]]:
        """The allowed cases by their likeness to each case, most alike first."""


def together(asked: Iterator[Asked]) -> Iterator[list[Asked]]:
    """`asked` in batches, made as they are needed: what is allowed may be long."""
    while batch := list(islice(asked, TOGETHER)):
        yield batch


def silent(done: int, total: int) -> None:
    """Says nothing of the progress."""
