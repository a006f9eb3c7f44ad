"""The judge that counts: the very code that production runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.account import Account
from embeddings.backends import DEFAULT_ENCODER
from embeddings.retrieval import Retrieval
from embeddings.search import Neighbour
from eval.judge import Asked
from triage.novelty import SEARCHED, novelty_of


@dataclass(frozen=True, slots=True)
class RetrievalJudge:
    """Production's retrieval and novelty, over `accounts` in memory."""

    accounts: Sequence[Account] = field(repr=False)
    retrieval: Retrieval

    @classmethod
    def over(cls, accounts: Sequence[Account], encoder: str = DEFAULT_ENCODER) -> "RetrievalJudge":
        """The judge of `accounts`, each known by its place.

        Raises:
            UnknownBackend: no encoder backend has that name.
            MissingModel: what the encoder needs is not installed.
        """
        return cls(accounts, Retrieval.in_memory(accounts, encoder))

    @property
    def configuration(self) -> Mapping[str, str]:
        """What every score rests on."""
        return {"encoder": self.retrieval.encoder, "reference": self.retrieval.reference}

    def novelties(self, asked: Sequence[Asked]) -> list[float]:
        """The novelty that triage would give each case."""
        return [novelty_of(self._nearest(case, SEARCHED)).value for case in asked]

    def rankings(self, asked: Sequence[Asked]) -> list[list[int]]:
        """The order in which a search would name the allowed cases."""
        return [
            [found.label for found in self._nearest(case, len(case.allowed))] for case in asked
        ]

    def _nearest(self, case: Asked, k: int) -> Sequence[Neighbour]:
        return self.retrieval.nearest(self.accounts[case.place].texts, k, case.allowed)
