"""The attacker (攻撃者): from a rendering alone, which carrier is it?

It holds what the press has told of past accidents (`sharing.press`) and knows every carrier of the
register by all its names. Of each accident it asks how the traces in the text (`sharing.traces`)
fit; the odds are learned once on the starter corpus, whose carriers are known
(`sharing.learn_attacker`).

Two chances are meant. That the carrier itself is named (`Accusation.named`) is the chance of a
reader who holds all that the press has told, and knows that it has told of this accident. For a
case that is on no record, a press report of it is supposed: the text itself, taken to be as like
its renderings as reports on record are like theirs; so a case that is told of later is held to
the same measure. Whom a text points at (`Accusation.suspects`) is told as the reader sees it who
knows that most accidents are never told of: for each one that is, `UNTOLD` others are supposed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from corpus.account import Language
from corpus.language import language_of
from sharing.press import PressCase, case_told_by, starter_cases
from sharing.rendering import Suspect
from sharing.traces import TRACES, Floats, Known, Look, Rarities

MODEL = Path(__file__).parent / "attacker.json"
OWN = "own"
"""Stands for the carrier of a case that names none and is on no record."""
UNTOLD = 9.0
"""How many accidents are supposed for one that the press tells of.

In Japan it tells of some ten a year, and thousands are reported in detail.
"""
_POINTS_AT = 0.9
"""So sure must the source itself point at an accident on record to be taken for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Odds:
    """How much each trace tells (`weights`), and how near a press report is, to its source (1)."""

    weights: Floats
    nearness: Floats

    @staticmethod
    def load(path: Path = MODEL) -> "Odds":
        """The odds learned with this release."""
        told = json.loads(path.read_text("utf-8"))
        return Odds(_columns(told["weights"]), _columns(told["nearness"]))


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """The case that a rendering is of.

    `carriers` are those it happened to, `on_record` the ids of accidents on record that are this
    case; `report` stands for a press report of it, where none is on record.
    """

    carriers: frozenset[str]
    on_record: frozenset[str] = frozenset()
    report: Known | None = field(default=None, repr=False)


NOBODY = Subject(frozenset())
"""The subject of a text of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """Whom the attacker names: the suspects, likeliest first; what is left is an untold accident.

    `named` is the chance that a carrier of the subject is meant, were it known to be told of.
    """

    suspects: tuple[Suspect, ...]
    named: float

    @property
    def highest(self) -> float:
        """The chance of whoever is likeliest, be it the carrier or another."""
        return max(self.named, self.suspects[0].probability)


class Attacker:
    """An attacker that holds some cases. Threads may share one."""

    def __init__(self, cases: Sequence[PressCase], odds: Odds) -> None:
        # What is rare was counted over the public record of the release: it moves no chance that
        # a case is added (decision 0003).
        self._rarities = _rarities()
        self._known = Known(cases, self._rarities)
        self._odds = odds

    @staticmethod
    def load() -> "Attacker":
        """The attacker that holds the public record of this release, made once."""
        return _load()

    def name(self, text: str, language: Language | None = None) -> tuple[Suspect, ...]:
        """Whose accident `text` tells of, likeliest first; the rest of 1 is an untold accident.

        A suspect that is several carriers at once has their ids with spaces between.
        """
        return self.accuse(text, language or language_of(text), NOBODY).suspects

    def accuse(self, text: str, language: Language, subject: Subject) -> Accusation:
        """Whom `text` makes the attacker name, and how likely that is the `subject`."""
        return self.accuse_by(Look.at(text, language), subject)

    def accuse_by(self, look: Look, subject: Subject) -> Accusation:
        """As `accuse`, of a text taken apart before."""
        shares: dict[str, float] = {}
        named = 0.0
        for case, chance in self._chances(look, subject):
            key = " ".join(sorted(case.carriers))
            shares[key] = shares.get(key, 0.0) + chance
            named += chance * bool(case.carriers & subject.carriers)
        ranked = sorted(shares.items(), key=lambda share: (-share[1], share[0]))
        suspects = tuple(
            Suspect(carrier=key, probability=_if_untold(chance)) for key, chance in ranked
        )
        return Accusation(suspects=suspects, named=min(named, 1.0))

    def subject_of(self, text: str, language: Language, carriers: Iterable[str] = ()) -> Subject:
        """The case that the source `text` tells of, whose `carriers` are known or named in it.

        Where the source points without doubt at an accident on record, of one of these carriers
        or when none is known, that record is the press report of it.
        """
        own = frozenset(carriers)
        chances = self._chances(Look.at(text, language), NOBODY)
        case, chance = max(chances, key=lambda each: each[1])
        if chance >= _POINTS_AT and (not own or own & case.carriers):
            return Subject(case.carriers, frozenset({case.id}))
        own = own or frozenset({OWN})
        report = Known([case_told_by(text, language, own)], self._rarities)
        return Subject(own, report=report)

    def _chances(self, look: Look, subject: Subject) -> list[tuple[PressCase, float]]:
        """Each case that is known, and the chance that the text is of it."""
        odds = self._known.traces(look) @ self._odds.weights
        cases: tuple[PressCase, ...] = self._known.cases
        if subject.report is not None:
            nearly = subject.report.traces(look) * self._odds.nearness
            odds = np.append(odds, nearly @ self._odds.weights)
            cases = (*cases, *subject.report.cases)
        chances = np.exp(odds - odds.max())
        return list(zip(cases, (chances / chances.sum()).tolist(), strict=True))


def _if_untold(chance: float) -> float:
    """The chance beside untold accidents, of what has `chance` among those that are told of."""
    return chance / (chance + (1.0 + UNTOLD) * (1.0 - chance))


def _columns(told: Mapping[str, float]) -> Floats:
    return np.array([told[trace] for trace in TRACES], np.float64)


@cache
def _rarities() -> Rarities:
    return Rarities.among(starter_cases())


@cache
def _load() -> Attacker:
    return Attacker(starter_cases(), Odds.load())
