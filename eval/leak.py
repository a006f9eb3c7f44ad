"""The suites of leak and loss: whose is a rendering, and what is it still good for?

`attacker`: the neutral kit's attacker, who knows the facts of every case, and our own try each
public rendering of each case. `loss`: how much less often a search finds a like case when the
rendering is asked with, not the text. Both are taken by grain and language, and at each step of
the lattice. A text that is held back names nobody and finds nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account, Language
from corpus.carriers import CarrierRegister
from corpus.ids import AccountId
from corpus.record import Record
from eval import attacker_kit
from eval.cases import Cases
from eval.figures import LOSS, Estimate, Floats, draws, figure_of, means, undefined
from eval.judge import Asked, Judges, Progress, together
from eval.labels import left_out, similar_labels
from eval.measured import Measured
from eval.ranking import measured
from eval.result import Counted, Group, Part, group_of
from sharing.anonymise import Anonymised, Anonymiser
from sharing.attacker import MODEL, Attacker
from sharing.grain import Grain
from sharing.lattice import Step
from sharing.press import carriers_of

MASKED = "names and digits masked"
"""The baseline: what hiding the operator's name and all digits reaches."""
_NUMBER_SHARED = 0.1  # what the kit's attacker adds for a number that both have
_NOT_SEARCHED = "no case has a like case"
Anonymise = Callable[[str, Grain, Language], Anonymised]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedAttacker:
    """The neutral kit's attacker over the `records`, its arithmetic case by case."""

    records: Sequence[Record] = field(repr=False)

    def names(self, texts: Sequence[str]) -> list[Record]:
        """The accident that each of `texts` is taken for."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        known = [attacker_kit.facts(json.loads(record.line)) for record in self.records]
        vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True)
        matrix = vectoriser.fit_transform(known)
        figures = [attacker_kit.numbers(facts) for facts in known]
        named = []
        for text in texts:
            asked = vectoriser.transform([normalize("NFKC", text)])
            mine = attacker_kit.numbers(text)
            shared = [_NUMBER_SHARED * len(mine & theirs) for theirs in figures]
            likeness = (matrix @ asked.T).toarray().ravel() + shared
            named.append(self.records[int(np.argmax(likeness))])
        return named


def masked(record: Record, text: str) -> str:
    """`text` without the operator's names and without digits."""
    register = CarrierRegister.load()
    names = {record.operator}
    for carrier in register.find_all(record.operator):
        names.update(register.get(carrier).spellings)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return "".join(letter for letter in text if not letter.isdigit())


def anonymised(text: str, grain: Grain, language: Language) -> Anonymised:
    """`text` as `grain` may see it, made once."""
    return _anonymised(text, grain, language)


@cache
def _anonymised(text: str, grain: Grain, language: Language) -> Anonymised:
    return Anonymiser.load().anonymise(text, grain, language)


def attacker(cases: Cases, progress: Progress, anonymise: Anonymise = anonymised) -> Measured:
    """Whom both attackers name from the public renderings of all narratives."""
    fixed = FixedAttacker(records=cases.records)
    tried: dict[Language, _Tried] = {}
    for language in Language:
        told = [record for record in cases.records if _narrative(record, language)]
        answers = []
        for record in told:
            answers.append(anonymise(_narrative(record, language), Grain.PUBLIC, language))
            progress(len(answers), len(told))
        tried[language] = _Tried(told, answers, fixed, language)
    japanese = tried[Language.JA]
    drawn = draws(len(japanese.records))
    group = group_of(
        Counted(
            n=len(japanese.records),
            positives=int(japanese.right(japanese.texts).sum()),
            base_rate=None,
            ceiling=None,
        ),
        japanese.figures(drawn),
        {MASKED: japanese.figures_of_masked(drawn)},
    )
    parts = {
        f"{language}: {name}": part
        for language, one in tried.items()
        for name, part in one.parts().items()
    }
    return _measured(cases, replace(group, parts=parts))


@dataclass(frozen=True, slots=True)
class _Tried:
    """The renderings of one language, as both attackers try them."""

    records: Sequence[Record]
    answers: Sequence[Anonymised]
    fixed: FixedAttacker
    language: Language

    @property
    def texts(self) -> list[str | None]:
        return [answer.text for answer in self.answers]

    def right(self, texts: Sequence[str | None]) -> Floats:
        """1 where the kit's attacker names the operator, a text a place; 0 where there is none."""
        named = self.fixed.names([text or "" for text in texts])
        return np.array(
            [
                float(text is not None and each.operator == record.operator)
                for text, each, record in zip(texts, named, self.records, strict=True)
            ]
        )

    def ours(self, texts: Sequence[str | None]) -> Floats:
        """The same of our attacker: 1 where the likeliest suspect is one of its carriers."""
        return np.array(
            [
                float(text is not None and self._ours_names(text, record))
                for text, record in zip(texts, self.records, strict=True)
            ]
        )

    def figures(self, drawn: NDArray[np.int64]) -> dict[str, Estimate]:
        """What is named of what was let out, and how much was held back."""
        return self._figures(self.texts, drawn)

    def figures_of_masked(self, drawn: NDArray[np.int64]) -> dict[str, Estimate]:
        """The same where names and digits alone are hidden."""
        return self._figures(
            [masked(one, _narrative(one, self.language)) for one in self.records], drawn
        )

    def parts(self) -> dict[str, Part]:
        """The figures at each step: of all texts that reached it, and of what was let out."""
        found = {"let out": self._part(self.texts)}
        for step in Step:
            texts = [
                next((each.text for each in one.steps if each.step is step), None)
                for one in self.answers
            ]
            found[f"at the step {step}"] = self._part(texts)
        return {name: part for name, part in found.items() if part.n}

    def _part(self, texts: Sequence[str | None]) -> Part:
        drawn = draws(len(self.records))
        there = sum(text is not None for text in texts)
        figures = self._figures(texts, drawn)
        told = {name: figure_of(estimate) for name, estimate in figures.items()}
        return Part(there, int(self.right(texts).sum()), told)

    def _figures(
        self, texts: Sequence[str | None], drawn: NDArray[np.int64]
    ) -> dict[str, Estimate]:
        out = np.array([float(text is not None) for text in texts])
        return {
            "carrier_named": _share(self.right(texts), out, drawn),
            "named_by_ours": _share(self.ours(texts), out, drawn),
            "held_back": _share(1 - out, np.ones(len(out)), drawn),
        }

    def _ours_names(self, text: str, record: Record) -> bool:
        likeliest = Attacker.load().name(text, self.language)[0]
        return bool(carriers_of(record.operator) & set(likeliest.carrier.split(" ")))


def loss(
    cases: Cases, judges: Judges, progress: Progress, anonymise: Anonymise = anonymised
) -> Measured:
    """How much rarer a like case is among the first ten when the rendering is asked with."""
    wanted = similar_labels(cases.rows)
    found: dict[str, Estimate] = {}
    drawn = draws(len(wanted))
    for language in Language:
        texts = [cases.narratives[language][place] for place in wanted]
        raw = _hits(cases, judges, wanted, texts, language)
        found[f"recall_at_10 {language}"] = _mean(raw, drawn)
        for grain in (Grain.PUBLIC, Grain.DESIGNATED):
            made = []
            for text in texts:
                made.append(anonymise(text, grain, language).text or "")
                progress(len(made), len(texts))
            there = _hits(cases, judges, wanted, made, language)
            found[f"recall_at_10 {language} {grain}"] = _mean(there, drawn)
            found[f"{LOSS}{language} {grain}"] = _mean(raw - there, drawn)
    counted = Counted(n=len(wanted), positives=len(wanted), base_rate=None, ceiling=None)
    return _measured(cases, group_of(counted, found, {}))


def _hits(
    cases: Cases,
    judges: Judges,
    wanted: Mapping[int, set[int]],
    texts: Sequence[str],
    language: Language,
) -> Floats:
    """Of each query in `wanted`: whether one of its like cases is found with its text."""
    rows = len(cases.rows)
    asked = [
        Account(id=AccountId(f"query-{at}"), incidents=(), title="", day=None, texts=told)
        for at, told in enumerate({language: text} if text else {} for text in texts)
    ]
    judge = judges.over([*cases.accounts, *asked])
    queries = [
        Asked(rows + at, np.delete(np.arange(rows), sorted(left_out(cases.rows, place))))
        for at, place in enumerate(wanted)
        if texts[at]
    ]
    hits = np.zeros(len(texts))
    for batch in together(iter(queries)):
        for query, ranking in zip(batch, judge.rankings(batch, 10), strict=True):
            at = query.place - rows
            hits[at] = measured(ranking, list(wanted.values())[at])[2]
    return hits


def _mean(rows: Floats, drawn: NDArray[np.int64]) -> Estimate:
    return means(["mean"], rows[:, None], drawn, _NOT_SEARCHED)["mean"]


def _share(hits: Floats, among: Floats, drawn: NDArray[np.int64]) -> Estimate:
    """The share of `hits` in `among`, on all rows and on each draw."""
    if not among.any():
        return undefined("nothing was let out")
    rounds = (drawn @ (hits * among)) / np.maximum(drawn @ among, 1.0)
    return Estimate(float((hits * among).sum() / among.sum()), rounds)


def _narrative(record: Record, language: Language) -> str:
    told = record.narrative_ja if language is Language.JA else record.narrative_en
    return (told or "").strip()


def _measured(cases: Cases, group: Group) -> Measured:
    """`group`, and what it was measured on."""
    lines = sorted(record.line for record in cases.records)
    return Measured(
        configuration={"attacker": sha256(MODEL.read_bytes()).hexdigest()[:12]},
        digest=sha256("\n".join(lines).encode()).hexdigest(),
        rows=len(cases.records),
        group=group,
    )
