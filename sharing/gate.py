"""The leak gate (漏えい検査): may this rendering leave, or does it name its carrier?"""

from dataclasses import dataclass, field
from functools import cache

from corpus.account import Language
from sharing.attacker import Accusation, Attacker, Subject
from sharing.rendering import Suspect

SHOWN = 5
"""How many suspects are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the gate found: the chance of whoever is likeliest, and the most that is allowed.

    `named` is the chance of the carrier itself; another may be likelier, and must not be pointed
    at either. `suspects` are those whom the attacker names, likeliest first.
    """

    named: float
    highest: float
    limit: float
    suspects: tuple[Suspect, ...]

    @property
    def passes(self) -> bool:
        """Whether the text may leave."""
        return self.highest <= self.limit


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate, with an attacker who tries every text."""

    attacker: Attacker = field(repr=False)

    @staticmethod
    def load() -> "Gate":
        """The gate with the attacker of this release."""
        return _load()

    def judge(self, text: str, language: Language, subject: Subject, k: int) -> Verdict:
        """Whether `text` makes no carrier likelier than one in `k`: the `subject`'s or another."""
        found: Accusation = self.attacker.accuse(text, language, subject)
        return Verdict(
            named=found.named,
            highest=found.highest,
            limit=limit_of(k),
            suspects=found.suspects[:SHOWN],
        )


def limit_of(k: int) -> float:
    """The highest chance at which a carrier may be named: one in `k`."""
    return 1.0 / max(1, k)


@cache
def _load() -> Gate:
    return Gate(Attacker.load())
