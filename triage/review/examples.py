"""What likeness says of the cases that people decided on: what a line is fitted and tried on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isnan

import numpy as np
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.belonging import BelongingStore
from corpus.ids import AccountId
from corpus.viewer import Viewer
from embeddings.cache import SqliteVectors
from embeddings.index import Labels
from embeddings.retrieval import Retrieval
from embeddings.search import Neighbour, Query
from triage.likeness.probability import nearness
from triage.likeness.weights import Weights
from triage.novelty import SEARCHED
from triage.precedents import incidents_in
from triage.review.binding import Bindings
from triage.review.pairs import labelled_cases, labelled_pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A likeness `at` so many standard deviations, and whether people hold the mechanism shared.

    `cases` are those that it is about.
    """

    at: float
    shared: bool
    cases: frozenset[AccountId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What one viewer's decisions say of likeness; `retrieval` has caught up with `db`."""

    db: Database
    retrieval: Retrieval
    weights: Weights
    viewer: Viewer

    def pairs(self) -> tuple[Example, ...]:
        """How alike the two cases of each decided pair are; equal texts tell nothing."""
        accounts = AccountStore(self.db)
        pairs = labelled_pairs(self.db, self.viewer)
        asked = [self._asked(one.one, np.array([accounts.label_of(one.other)])) for one in pairs]
        return tuple(
            Example(
                at=nearest[0].deviation, shared=pair.same, cases=frozenset({pair.one, pair.other})
            )
            for pair, nearest in zip(pairs, self._nearest(asked, 1), strict=True)
            if nearest and nearest[0].score < 1.0 and not isnan(nearest[0].deviation)
        )

    def cases(self) -> tuple[Example, ...]:
        """How near the cases before each case are whose novelty was decided."""
        labelled = labelled_cases(self.db, self.viewer)
        asked = list(self._earlier([one.account for one in labelled]))
        found = []
        for one, nearest in zip(labelled, self._nearest(asked, SEARCHED), strict=True):
            events = list(incidents_in(self.db, nearest, self.viewer))
            at = nearness(events)
            if at is not None and not any(event.score >= 1.0 for event in events):
                found.append(Example(at=at, shared=not one.novel, cases=frozenset({one.account})))
        return tuple(found)

    def _earlier(self, cases: Sequence[AccountId]) -> Iterator[Query]:
        """What may be a precedent of each of `cases`, as triage has it on the day it started."""
        accounts, belonging = AccountStore(self.db), BelongingStore(self.db)
        bindings = Bindings.load(self.db, self.viewer)
        for case in cases:
            account = accounts.get(case, self.viewer)
            barred = belonging.barred(case, self.viewer) | bindings.of(account, None).apart
            yield self._asked(
                case,
                accounts.labels(self.viewer, before=account.day, without_incidents=barred),
            )

    def _asked(self, case: AccountId, allowed: Labels) -> Query:
        texts = AccountStore(self.db).get(case, self.viewer).texts
        return Query(texts, allowed, self.weights.views)

    def _nearest(self, asked: Sequence[Query], k: int) -> list[list[Neighbour]]:
        return self.retrieval.nearest_to_many(asked, k, SqliteVectors(self.db))


def parted(examples: Sequence[Example], folds: int) -> tuple[int, ...]:
    """The part, 0 to `folds` - 1, of each example: no case is in two, and they never change.

    Make a line from all parts but one, and judge it on that one.
    """
    return tuple(
        int.from_bytes(sha256(group.encode()).digest()[:8], "big") % folds
        for group in tied(examples)
    )


def tied(examples: Sequence[Example]) -> tuple[AccountId, ...]:
    """For each example the first case, by id, of all that examples tie to its own."""
    group: dict[AccountId, AccountId] = {}
    for example in examples:
        met = {group.setdefault(case, case) for case in example.cases}
        first = min(met)
        group.update({case: first for case, there in group.items() if there in met})
    return tuple(group[min(example.cases)] for example in examples)
