"""Learn the weights of likeness from the starter corpus: ``python -m eval.learn``.

The one place where something is fitted to labels. What it writes is a few numbers: the weights
that production uses (``triage/likeness/weights/``), fitted on every starter case of a known
mechanism, and those of the folds (``eval/folds.json``) by which starter cases are judged. A fold
leaves whole mechanisms out: its weights were fitted on pairs of which neither case has a mechanism
of the fold, and the line that makes probabilities of them on cases of other folds, each judged
with weights that left out its own mechanism as well.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account, Language
from embeddings.backends import DEFAULT_ENCODER
from embeddings.cache import MemoryVectors
from embeddings.plan import Plan
from embeddings.plans import load_plan
from embeddings.retrieval import Retrieval
from embeddings.search import Query
from embeddings.told import Told
from eval.cases import Cases, gather
from eval.crossfit import FOLDS as FOLD_WEIGHTS
from eval.figures import Floats
from eval.fitting import Block, Fitted, fit_line, fit_views
from eval.labels import UNPUBLISHED, Row, alike, novelty_labels, same_event
from triage.likeness.probability import LOOKED_AT
from triage.likeness.weights import CURRENT, FOLDER, version_of

FOLDS = 10
SEED = 0
FIRMNESS = 100.0
"""How firmly weights are held near those chosen without labels."""
JA, EN = (Language.JA,), (Language.EN,)
BOTH = tuple(Language)
TOLD = ((BOTH, BOTH, 1.0), (JA, JA, 0.5), (EN, EN, 0.5), (JA, BOTH, 0.5))
"""The languages, asked and told, in which pairs are shown, and how much each of these counts."""
OUTSIDE = ((BOTH, BOTH, 0.5), (JA, JA, 0.5), (EN, EN, 0.5))
"""The same for pairs as they would compare by their words alone, as texts of other fields do."""
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Taught:
    """What is learned from: cases in the kit's order, and their pairs as they compare.

    `blocks` have a row a pair, that of `first` and `second`; `standard` is, by place and place,
    how they compare when told in both languages.
    """

    rows: Sequence[Row] = field(repr=False)
    first: NDArray[np.int64] = field(repr=False)
    second: NDArray[np.int64] = field(repr=False)
    alike: NDArray[np.bool_] = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    standard: Floats = field(repr=False)
    views: tuple[str, ...]
    prior: Floats

    def fit(self, left_out: NDArray[np.bool_]) -> Fitted:
        """The weights learned from pairs of which neither case is `left_out` (by place)."""
        kept = ~(left_out[self.first] | left_out[self.second])
        blocks = [block.of(kept) for block in self.blocks]
        return fit_views(blocks, self.alike[kept], self.prior, FIRMNESS)

    def nearness(self, fitted: Fitted, place: int) -> float:
        """The mean deviation of the nearest cases before `place`, as `told_before` has it."""
        block = Block(self.standard[place, :place], self.blocks[0].among, 1.0)
        nearest = np.sort(np.maximum(block.deviations(fitted.views), 0.0))[-LOOKED_AT:]
        return float(nearest.sum()) / LOOKED_AT


def taught(cases: Cases) -> Taught:
    """What `cases` teach: pairs of different events whose mechanisms are both published."""
    plan = load_plan(DEFAULT_ENCODER)
    rows = cases.rows
    first, second = np.triu_indices(len(rows), 1)
    known = np.array([row["mechanism"] not in UNPUBLISHED for row in rows])
    apart = np.array(
        [not same_event(rows[a], rows[b]) for a, b in zip(first, second, strict=True)]
    )
    kept = known[first] & known[second] & apart
    first, second = first[kept], second[kept]
    measured = _Measured(plan, cases.accounts)
    whole = measured.standard(BOTH, BOTH)
    return Taught(
        rows=rows,
        first=first,
        second=second,
        alike=np.array([alike(rows[a], rows[b]) for a, b in zip(first, second, strict=True)]),
        blocks=tuple(measured.blocks(first, second)),
        standard=np.nan_to_num(whole),
        views=tuple(view.name for view in plan.views),
        prior=np.array([view.weight for view in plan.views]),
    )


class _Measured:
    """How the accounts of a plan compare with each other, told in some of their languages."""

    def __init__(self, plan: Plan, accounts: Sequence[Account]) -> None:
        self._plan, self._accounts = plan, accounts
        self._store = MemoryVectors()
        self._names = [view.name for view in plan.views]

    def blocks(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> Iterator[Block]:
        """The pairs of `first` and `second` in every condition, the later case the one asked."""
        words = np.array([name.startswith(("dense", "terms")) for name in self._names])
        conditions = [
            *((each, np.ones(len(words), np.bool_)) for each in TOLD),
            *((each, words) for each in OUTSIDE),
        ]
        for (asked, told, share), seen in conditions:
            standard = self.standard(asked, told)[second, first]
            among = np.nan_to_num(self._condition(asked, told).correlation)
            yield Block(np.nan_to_num(standard) * seen, among * np.outer(seen, seen), share)

    def standard(self, asked: Sequence[Language], told: Sequence[Language]) -> Floats:
        """By place asked, place told and view: spreads from the mean; NaN where not shared."""
        accounts = [_told_in(told, account) for account in self._accounts]
        retrieval = Retrieval.in_memory(accounts, store=self._store)
        queries = [Query(_told_in(asked, account).texts) for account in self._accounts]
        found = np.full((len(accounts), len(accounts), len(self._names)), np.nan)
        for place, nearest in enumerate(retrieval.nearest_to_many(queries, len(accounts))):
            for one in nearest:
                found[place, one.label] = [one.parts.get(name, np.nan) for name in self._names]
        condition = self._condition(asked, told)
        standard: Floats = (found - condition.mean) / condition.spread
        return standard

    def _condition(self, asked: Sequence[Language], told: Sequence[Language]) -> Any:
        bits = (Told(dict.fromkeys(each, "told")).languages for each in (asked, told))
        return self._plan.scales.condition(*bits)


def _told_in(languages: Sequence[Language], account: Account) -> Account:
    texts = {language: account.texts[language] for language in languages}
    return Account(
        id=account.id, incidents=account.incidents, title="", day=account.day, texts=texts
    )


def folds_of(rows: Sequence[Row], seed: int = SEED) -> list[list[str]]:
    """The published mechanisms of `rows`, dealt into FOLDS folds."""
    mechanisms = sorted({row["mechanism"] for row in rows} - UNPUBLISHED)
    dealt = np.random.default_rng(seed).permutation(len(mechanisms))
    return [sorted(mechanisms[one] for one in dealt[fold::FOLDS]) for fold in range(FOLDS)]


def learn(lesson: Taught, seed: int = SEED) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What production uses, and what each fold is judged by, as they are written."""
    folds = folds_of(lesson.rows, seed)
    outside = [
        np.array([row["mechanism"] in fold for row in lesson.rows], np.bool_) for fold in folds
    ]
    fitted = _fitted_without(lesson, outside)
    nobody = np.zeros(len(lesson.rows), np.bool_)
    everything = _written(lesson, lesson.fit(nobody), _line(lesson, outside, fitted, None))
    return everything, [
        {
            "mechanisms": folds[fold],
            **_written(lesson, fitted[fold, fold], _line(lesson, outside, fitted, fold)),
        }
        for fold in range(len(folds))
    ]


def _fitted_without(
    lesson: Taught, outside: Sequence[NDArray[np.bool_]]
) -> dict[tuple[int, int], Fitted]:
    """The weights learned without each two folds; without one, under that one twice."""
    found = {}
    for one, left in enumerate(outside):
        for other in range(one, len(outside)):
            found[one, other] = found[other, one] = lesson.fit(left | outside[other])
    return found


def _line(
    lesson: Taught,
    outside: Sequence[NDArray[np.bool_]],
    fitted: dict[tuple[int, int], Fitted],
    fold: int | None,
) -> tuple[float, float]:
    """The line from nearness to the probability of a precedent, from cases not of `fold`."""
    labels = novelty_labels(list(lesson.rows))
    values, truth = [], []
    for place, is_new in labels.items():
        own = next(one for one, left in enumerate(outside) if left[place])
        if own != fold:
            weights = fitted[own, own if fold is None else fold]
            values.append(lesson.nearness(weights, place))
            truth.append(not is_new)
    return fit_line(np.array(values), np.array(truth))


def _written(lesson: Taught, fitted: Fitted, line: tuple[float, float]) -> dict[str, Any]:
    weights = fitted.views / fitted.views.max()
    return {
        "views": dict(zip(lesson.views, weights.round(_DIGITS).tolist(), strict=True)),
        "pair": _named(fitted.slope, fitted.intercept),
        "shared": _named(*line),
    }


def _named(slope: float, intercept: float) -> dict[str, float]:
    return {"slope": round(slope, _DIGITS), "intercept": round(intercept, _DIGITS)}


def main() -> None:
    """Write the weights."""
    cases = gather()
    lesson = taught(cases)
    everything, folds = learn(lesson)
    plan = load_plan(DEFAULT_ENCODER)
    made_of = {
        "encoder": plan.encoder,
        "reference": plan.reference,
        "cases": cases.digest,
        "pairs": len(lesson.alike),
        "alike": int(lesson.alike.sum()),
    }
    written = (json.dumps({**everything, "made_of": made_of}, indent=1) + "\n").encode()
    version = version_of(written)
    FOLDER.mkdir(exist_ok=True)
    for earlier in FOLDER.glob("*.json"):
        earlier.unlink()
    (FOLDER / f"{version}.json").write_bytes(written)
    CURRENT.write_text(version + "\n", "utf-8")
    judged = {"weights": version, "seed": SEED, "folds": folds}
    FOLD_WEIGHTS.write_text(json.dumps(judged, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":  # pragma: no cover - run by hand at a release
    main()
