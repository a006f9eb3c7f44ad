"""Reports in time order that are judged from the earlier months alone.

The first calendar year is the warm-up: it is a past for later rows and is not judged itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account
from eval.baselines import Baseline
from eval.figures import Floats
from eval.judge import Asked
from eval.lexical import Fitted
from eval.sets import Entry, account_of_text

SET = "mhlw_accidents"
NEEDED = ("group", "time", "meta")
_YEAR = len("2019")


@dataclass(frozen=True, slots=True)
class Months:
    """Entries by time, then id; `starts` has for each the place where its month begins."""

    entries: tuple[Entry, ...] = field(repr=False)
    starts: NDArray[np.int64] = field(repr=False)

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Months":
        """`entries` in time order."""
        ordered = tuple(sorted(entries, key=lambda entry: (entry.time, entry.id)))
        begins: dict[str, int] = {}
        for place, entry in enumerate(ordered):
            begins.setdefault(entry.time, place)
        return cls(ordered, np.array([begins[entry.time] for entry in ordered], dtype=np.int64))

    @property
    def accounts(self) -> list[Account]:
        """The account that each entry would be."""
        return [account_of_text(entry.id, entry.text, entry.lang) for entry in self.entries]

    def judged(self) -> list[int]:
        """The places that are judged: all behind the first calendar year."""
        first = self.entries[0].time[:_YEAR] if self.entries else ""
        return [at for at, entry in enumerate(self.entries) if entry.time[:_YEAR] > first]

    def asked(self, places: Sequence[int]) -> Iterator[Asked]:
        """The question about each of `places`, with the earlier months to look at."""
        return (Asked(place, np.arange(self.starts[place])) for place in places)

    def lexical(self, places: Sequence[int], baseline: Baseline) -> Iterator[Floats]:
        """How like each of `places` the earlier months are, by a baseline fitted on them."""
        weighing = baseline.over([entry.text for entry in self.entries])
        fitted: Mapping[int, Fitted] = {}
        for place in places:
            start = int(self.starts[place])
            if start not in fitted:
                fitted = {start: weighing.fitted_on(start)}
            yield fitted[start].similarities(place)
