"""The lattice (一般化の段): how a rendering is made to tell less, least loss first.

    as the grain has it ─ no figures ─ no places ─ sentences left out ─ codes alone ─ fewer codes

The first steps keep the words of the source; each is taken whole, until one is low enough. Where
words alone are not enough, the case is told by codes (`sharing.coded`), and of all sets of codes
that are low enough the one is taken that keeps most (`sharing.usefulness`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from math import log

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind
from corpus.vocabulary import load_vocabulary
from embeddings.salience import load_rules, sentences_of
from sharing.coded import codes_in, told_by_codes
from sharing.grain import Policy
from sharing.grain_file import ladder_of


class Step(StrEnum):
    """How far a rendering was generalised."""

    GRAIN = "grain"  # 粒度どおり
    FIGURES = "figures"  # 日時・数値なし
    PLACES = "places"  # 地名・製品名もなし
    SENTENCES = "sentences"  # 特定につながる文を除く
    CODES = "codes"  # 符号のみ


Chance = Callable[[str], float]
"""The chance of whoever a text makes the attacker name, 0 to 1."""
Kept = Callable[[str], float]
"""How much of the use of the source a text keeps, 0 to 1."""

LOWERED: dict[Step, tuple[IdentifierKind, ...]] = {
    Step.FIGURES: (
        IdentifierKind.DATE,
        IdentifierKind.TIME,
        IdentifierKind.COUNT,
        IdentifierKind.DURATION,
    ),
    Step.PLACES: (
        IdentifierKind.PLACE,
        IdentifierKind.SITE,
        IdentifierKind.VENDOR,
        IdentifierKind.MODEL,
    ),
}
"""What each step tells nothing of any more."""
MOST_CODES = 12
"""So many codes at most are tried in all combinations; those that tell least go first."""
_WIDTH = 3
"""How many sets of codes of each size are followed further."""
_USE = 8.0
"""How much use weighs against the logarithm of the chance, while sets are followed."""
_FEW = 2
"""So few codes are also made wider."""
_LONGEST = 40
"""Of a text with more sentences than this none are tried one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text on the lattice: the chance at which somebody is `named`, and what it `kept`."""

    step: Step
    text: str = field(repr=False)
    named: float
    kept: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """The lattice of one text: what measures a text, and the highest chance allowed."""

    language: Language
    chance: Chance
    kept: Kept
    limit: float

    def measured(self, step: Step, text: str) -> Candidate:
        """`text` as a candidate."""
        return Candidate(step=step, text=text, named=self.chance(text), kept=self.kept(text))

    def allows(self, one: Candidate) -> bool:
        """Whether `one` is low enough."""
        return one.named <= self.limit

    def without_sentences(self, text: str) -> Candidate | None:
        """`text` without the sentences that name most; None where that is never enough."""
        left = [text[one.start : one.end] for one in sentences_of(text, self.language)]
        if not 1 < len(left) <= _LONGEST:
            return None
        while len(left) > 1:
            shorter = [left[:at] + left[at + 1 :] for at in range(len(left))]
            left = min(shorter, key=lambda some: self.chance("".join(some)))
            if self.chance("".join(left)) <= self.limit:
                return self.measured(Step.SENTENCES, "".join(left).strip())
        return None

    def by_codes(self, source: str) -> list[Candidate]:
        """The codes of `source`, all of them first, then every set of them that was tried."""
        codes = codes_in(source, self.language)
        rules, vocabulary = load_rules(), load_vocabulary()
        failing = [one for one in codes if vocabulary.concept(one).facet in rules.facets]
        most = set(sorted(failing or codes, key=lambda one: (-codes[one], one))[:MOST_CODES])
        first = self._coded(tuple(codes))
        tried = self._followed(tuple(one for one in codes if one in most))
        return [] if not codes else [first, *tried]

    def filled(self, best: Candidate, source: str) -> Candidate:
        """`best`, which is told by codes, with as many more codes of `source` as are allowed."""
        told = set(codes_in(best.text, self.language))
        codes = codes_in(source, self.language)
        chosen = [one for one in codes if one in told]
        rest = [one for one in codes if one not in told]
        for one in sorted(rest, key=lambda code: (-codes[code], code)):
            more = self._coded(tuple(code for code in codes if code in {*chosen, one}))
            if self.allows(more) and more.kept >= best.kept:
                best, chosen = more, [*chosen, one]
        return best

    def _followed(self, codes: tuple[str, ...]) -> Iterator[Candidate]:
        """Ever smaller sets of `codes`, of each size the few that promise most."""
        front = [codes] if codes else []
        while front:
            measured = {some: self._coded(some) for some in front}
            yield from measured.values()
            best = sorted(measured, key=lambda some: _promise(measured[some]))[:_WIDTH]
            front = list(dict.fromkeys(less for some in best for less in _telling_less(some)))

    def _coded(self, codes: tuple[str, ...]) -> Candidate:
        return self.measured(Step.CODES, told_by_codes(codes, self.language))


def lowered(policy: Policy, step: Step) -> Policy:
    """`policy` with nothing told of what `step` takes out."""
    for kind in LOWERED[step]:
        policy = policy.with_treatment(kind, ladder_of(kind)[-1])
    return policy


def _promise(one: Candidate) -> float:
    """The lower, the more it promises: much use for a small chance."""
    return log(max(one.named, 1e-9)) - _USE * one.kept


def _telling_less(codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """`codes` without one of them; where they are few, also with a wider one in its place."""
    vocabulary = load_vocabulary()
    for at, code in enumerate(codes):
        before, behind = codes[:at], codes[at + 1 :]
        if len(codes) > 1:
            yield before + behind
        wider = vocabulary.concept(code).parent
        if len(codes) <= _FEW and wider is not None and wider not in codes:
            yield (*before, wider, *behind)
