"""What a retrieval holds of the accounts: the roster, and an index for each view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from corpus.account import Account
from embeddings.dense import DenseIndex
from embeddings.errors import DamagedIndex
from embeddings.faiss_index import FaissIndex
from embeddings.index import Arrays, ViewIndex
from embeddings.lexical import InvertedFile
from embeddings.plan import Plan
from embeddings.roster import Entry, Roster
from embeddings.told import Told
from embeddings.views import Vector, is_empty


@dataclass(slots=True, eq=False)
class Holdings:
    """The roster, and an index for each view of `plan`, made when its first vector comes."""

    plan: Plan
    roster: Roster = field(default_factory=Roster.empty)
    indexes: dict[str, ViewIndex] = field(default_factory=dict)

    @classmethod
    def from_arrays(cls, plan: Plan, arrays: Arrays) -> Self:
        """The holdings saved as `arrays`.

        Raises:
            DamagedIndex: an array is missing, or the arrays do not fit together.
        """
        parts: dict[str, dict[str, np.ndarray]] = {}
        for name, array in arrays.items():
            part, _, rest = name.partition("/")
            parts.setdefault(part, {})[rest] = array
        try:
            made = cls(plan, Roster.from_arrays(parts.pop("roster")))
            for view in plan.views:
                if view.name in parts:
                    made.indexes[view.name] = _load(parts[view.name], dense=view.dense)
        except (KeyError, ValueError, IndexError) as fault:
            raise DamagedIndex(f"{type(fault).__name__} in the arrays of an index") from fault
        return made

    def arrays(self) -> Arrays:
        """What the holdings are saved as."""
        parts = {"roster": self.roster.arrays()}
        parts |= {name: index.arrays() for name, index in self.indexes.items()}
        return {
            f"{part}/{name}": array for part, held in parts.items() for name, array in held.items()
        }

    def put(self, accounts: Mapping[int, Account], vectors: Sequence[Sequence[Vector]]) -> None:
        """Hold `accounts` by label, in place of what those labels held, with their vectors."""
        labels = np.array(list(accounts), np.int64)
        self._drop(labels)
        placed = [self.plan.placed(row) for row in vectors]
        for place, view in enumerate(self.plan.views):
            here = [row for row in range(len(placed)) if not is_empty(placed[row][place])]
            if here:
                some = [placed[row][place] for row in here]
                self._index(view.name, some[0], dense=view.dense).put(labels[here], some)
        self.roster.change({label: entry_of(account) for label, account in accounts.items()})

    def remove(self, labels: Sequence[int]) -> None:
        """Hold nothing under `labels`."""
        self._drop(np.array(labels, np.int64))
        self.roster.change(dict.fromkeys(labels))

    def _drop(self, labels: np.ndarray) -> None:
        for index in self.indexes.values():
            index.remove(labels)

    def _index(self, name: str, first: Vector, *, dense: bool) -> ViewIndex:
        if name not in self.indexes:
            self.indexes[name] = DenseIndex(FaissIndex(len(first))) if dense else InvertedFile()
        return self.indexes[name]


def entry_of(account: Account) -> Entry:
    """What the roster keeps of `account`."""
    return Entry(account.content_hash, Told(account.texts).languages)


def _load(arrays: Arrays, *, dense: bool) -> ViewIndex:
    if dense:
        return DenseIndex(FaissIndex.from_arrays(arrays["vectors"].shape[1], arrays))
    return InvertedFile.from_arrays(arrays)
