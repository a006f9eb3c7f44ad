"""What a suite asks: four questions about cases that are known by their places.

A judge is made from accounts and knows cases by their places. It never has rows or labels. What
was learned from labels was learned before, and is asked of it by place: a judge that was fitted in
folds answers for each case with the fold that left the mechanism of that case out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account
from eval.cases import Cases

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
        """How new each case is (0..1) when the allowed ones came before it.

        One minus it is taken for the probability that some allowed case shares the mechanism.
        """

    def rankings(self, asked: Sequence[Asked], first: int | None = None) -> list[list[int]]:
        """The allowed cases by their likeness to each case, most alike first.

        All of them, or the `first` so many.
        """

    def likenesses(self, asked: Sequence[Asked]) -> list[NDArray[np.float64]]:
        """How like each allowed case is to each case (0..1), in the order of the allowed ones."""

    def sharing(self, asked: Sequence[Asked]) -> list[dict[int, float]]:
        """By place of the nearest allowed cases: how probably each shares the mechanism (0..1)."""


class Judges(Protocol):
    """Makes judges of one frozen configuration, whatever they judge."""

    def over(self, accounts: Sequence[Account]) -> Judge:
        """The judge that production would be, over `accounts`."""

    def over_cases(self, cases: Cases) -> Judge:
        """The judge of `cases`, some of which weights may have been learned from.

        What is learned is used on a case only from the folds that left its mechanism out.
        """


def together(asked: Iterator[Asked]) -> Iterator[list[Asked]]:
    """`asked` in batches, made as they are needed: what is allowed may be long."""
    while batch := list(islice(asked, TOGETHER)):
        yield batch


def silent(done: int, total: int) -> None:
    """Says nothing of the progress."""
