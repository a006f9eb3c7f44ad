"""The judge that counts: the very code that production runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from corpus.account import Account
from embeddings.backends import DEFAULT_ENCODER
from embeddings.cache import MemoryVectors, VectorStore
from embeddings.retrieval import Retrieval
from embeddings.search import Neighbour, Query
from eval.cases import Cases
from eval.crossfit import weights_of
from eval.figures import Floats
from eval.judge import Asked
from triage.likeness.probability import failed_alike
from triage.likeness.weights import Weights, load_weights
from triage.novelty import SEARCHED, novelty_of


@dataclass(frozen=True, slots=True)
class RetrievalJudge:
    """Production's retrieval and novelty, over `accounts` in memory.

    `weights` holds what each account is judged by, at its place.
    """

    accounts: Sequence[Account] = field(repr=False)
    retrieval: Retrieval
    weights: Sequence[Weights] = field(repr=False)

    @classmethod
    def over(
        cls,
        accounts: Sequence[Account],
        encoder: str = DEFAULT_ENCODER,
        store: VectorStore | None = None,
    ) -> "RetrievalJudge":
        """The judge of `accounts`, each known by its place; what is encoded is kept in `store`.

        Raises:
            UnknownBackend: no encoder backend has that name.
            MissingModel: what the encoder needs is not installed.
        """
        weights = [load_weights()] * len(accounts)
        return cls(accounts, Retrieval.in_memory(accounts, encoder, store), weights)

    @property
    def configuration(self) -> Mapping[str, str]:
        """What every score rests on."""
        return {
            "encoder": self.retrieval.encoder,
            "reference": self.retrieval.reference,
            "weights": load_weights().version,
        }

    def novelties(self, asked: Sequence[Asked]) -> list[float]:
        """The novelty that triage would give each case."""
        found = zip(asked, self._nearest(asked, SEARCHED), strict=True)
        return [novelty_of(nearest, self.weights[case.place]).value for case, nearest in found]

    def rankings(self, asked: Sequence[Asked], first: int | None = None) -> list[list[int]]:
        """The order in which a search would name the allowed cases."""
        longest = max((len(case.allowed) for case in asked), default=0)
        found = self._nearest(asked, longest if first is None else first)
        return [[one.label for one in nearest] for nearest in found]

    def likenesses(self, asked: Sequence[Asked]) -> list[Floats]:
        """The scores a search would give; 0 where two cases share no view."""
        longest = max((len(case.allowed) for case in asked), default=0)
        scores = np.zeros(len(self.accounts))
        told = []
        for case, nearest in zip(asked, self._nearest(asked, longest), strict=True):
            scores[:] = 0.0
            scores[[one.label for one in nearest]] = [one.score for one in nearest]
            told.append(scores[case.allowed])
        return told

    def sharing(self, asked: Sequence[Asked]) -> list[dict[int, float]]:
        """The probabilities that the recurrence alarm goes by."""
        return [
            {one.label: failed_alike(one, self.weights[case.place]) for one in nearest}
            for case, nearest in zip(asked, self._nearest(asked, SEARCHED), strict=True)
        ]

    def _nearest(self, asked: Sequence[Asked], k: int) -> list[list[Neighbour]]:
        queries = [
            Query(self.accounts[case.place].texts, case.allowed, self.weights[case.place].views)
            for case in asked
        ]
        return self.retrieval.nearest_to_many(queries, k)


@dataclass(frozen=True, slots=True)
class RetrievalJudges:
    """Judges of one encoder. What one of them has encoded, none encodes again."""

    encoder: str = DEFAULT_ENCODER
    store: VectorStore = field(default_factory=MemoryVectors, repr=False)

    def over(self, accounts: Sequence[Account]) -> RetrievalJudge:
        """The judge of `accounts`.

        Raises:
            UnknownBackend: no encoder backend has that name.
            MissingModel: what the encoder needs is not installed.
        """
        return RetrievalJudge.over(accounts, self.encoder, self.store)

    def over_cases(self, cases: Cases) -> RetrievalJudge:
        """The judge of `cases`, each judged by weights that no case of its mechanism taught.

        Raises:
            UnknownBackend: no encoder backend has that name.
            MissingModel: what the encoder needs is not installed.
        """
        return replace(self.over(cases.accounts), weights=weights_of(cases.rows))
