"""The calibration suite: is a probability of 0.7 right seven times in ten?

Asked is how likely some earlier case shares the mechanism: one minus the novelty. Measured are the
expected calibration error (ECE: the mean distance of what was said from what came true, over ten
stretches of 0.1, or over fifths of the rows) and the Brier score; less is better.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.baselines import BASELINES, Baseline
from eval.cases import Cases
from eval.figures import SEED, Estimate, Floats, draws, figure_of, means, undefined
from eval.judge import Judge, Progress
from eval.labels import novelty_labels
from eval.novelty import nearest_of, novelties
from eval.result import Bin, Counted, Group, Part, Scored, group_of

FEWEST_FOLDS = 2
NAMES = ("ece", "ece_by_fifths", "brier")
STRETCHES, FIFTHS = 10, 5
FOLDS = 10
SO_FAR = "share so far"
"""The baseline that reads nothing: how many of the rows scored before were not new."""
BY_CHANCE = "perfectly calibrated"
"""What a judge whose probabilities are all true would get on as many rows, by chance alone."""


def calibration(
    cases: Cases,
    judge: Judge,
    progress: Progress,
    baselines: Mapping[str, Baseline] = BASELINES,
) -> Iterator[Group]:
    """The figures on all rows of the novelty suite, then (where asked) on the focus.

    A lexical baseline becomes a probability by logistic regression on its highest likeness, fitted
    on the rows of other mechanisms.
    """
    labels = novelty_labels(cases.rows)
    places = np.fromiter(labels, dtype=np.int64)
    known = ~np.fromiter(labels.values(), dtype=np.bool_)
    ours = 1.0 - novelties(places, judge, lambda done: progress(done, len(places)))
    mechanisms = [str(cases.rows[place]["mechanism"]) for place in labels]
    theirs = {SO_FAR: share_so_far(known)}
    for name, baseline in baselines.items():
        nearest = nearest_of(cases, places, baseline)
        theirs[f"{name}, logistic"] = fitted_elsewhere(nearest, known, mechanisms)
    scored = Scored(known, ours, theirs)
    yield _group(scored)
    if cases.focus is not None:
        asked = novelty_labels(cases.rows, focus=set(cases.focus))
        yield _group(scored.of(np.isin(places, np.fromiter(asked, dtype=np.int64))))


def share_so_far(known: NDArray[np.bool_]) -> Floats:
    """Of the rows before each row the share that was not new, starting from a half."""
    before = np.concatenate(([0], np.cumsum(known)[:-1])) if len(known) else np.empty(0)
    share: Floats = (before + 1) / (np.arange(len(known)) + 2)
    return share


def fitted_elsewhere(scores: Floats, known: NDArray[np.bool_], mechanisms: list[str]) -> Floats:
    """The probability that each row is known, by logistic regression without its mechanism."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    folds = min(FOLDS, len(set(mechanisms)))
    if folds < FEWEST_FOLDS or known.all() or not known.any():  # nothing to learn from
        return np.full(len(known), 0.5)
    model = make_pipeline(StandardScaler(), LogisticRegression())
    found: Floats = cross_val_predict(
        model,
        scores[:, None],
        known,
        groups=mechanisms,
        cv=GroupKFold(folds),
        method="predict_proba",
    )[:, 1]
    return found


def errors(
    probabilities: Floats, came_true: NDArray[np.bool_], drawn: NDArray[np.int64]
) -> dict[str, Estimate]:
    """The figures of `probabilities` against what `came_true`, and on each draw."""
    if not len(came_true):
        return dict.fromkeys(NAMES, undefined("no row to score"))
    from sklearn.metrics import brier_score_loss

    squares = means(["brier"], ((probabilities - came_true) ** 2)[:, None], drawn, "")["brier"]
    brier = float(brier_score_loss(came_true, probabilities, pos_label=True))
    return {
        "ece": _distance(probabilities, came_true, stretches(probabilities), drawn),
        "ece_by_fifths": _distance(probabilities, came_true, fifths(probabilities), drawn),
        "brier": Estimate(brier, squares.rounds),
    }


def stretches(probabilities: Floats) -> NDArray[np.int64]:
    """In which of the ten stretches of equal width each probability lies."""
    return np.minimum((probabilities * STRETCHES).astype(np.int64), STRETCHES - 1)


def fifths(probabilities: Floats) -> NDArray[np.int64]:
    """In which fifth of the rows each probability lies; equal ones lie in the same."""
    edges = np.quantile(probabilities, np.linspace(0, 1, FIFTHS + 1)[1:-1])
    return np.searchsorted(edges, probabilities, side="left").astype(np.int64)


def _distance(
    probabilities: Floats,
    came_true: NDArray[np.bool_],
    bins: NDArray[np.int64],
    drawn: NDArray[np.int64],
) -> Estimate:
    apart = probabilities - came_true
    return Estimate(float(_distances(apart[None], bins)[0]), _distances(drawn * apart, bins))


def reliability(probabilities: Floats, came_true: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """What was said and what came true in each stretch that holds a row."""
    bins = stretches(probabilities)
    return tuple(
        Bin(
            low=at / STRETCHES,
            high=(at + 1) / STRETCHES,
            n=int((bins == at).sum()),
            expected=float(probabilities[bins == at].mean()),
            observed=float(came_true[bins == at].mean()),
        )
        for at in np.unique(bins).tolist()
    )


def _by_chance(probabilities: Floats, tries: int) -> Part:
    """The figures if each row came true with just its probability, over so many tries."""
    generator = np.random.default_rng(SEED)
    came_true = generator.random((tries, len(probabilities))) < probabilities
    apart = probabilities - came_true
    rounds = {
        "ece": _distances(apart, stretches(probabilities)),
        "ece_by_fifths": _distances(apart, fifths(probabilities)),
        "brier": (apart**2).mean(axis=1),
    }
    figures = {
        name: figure_of(Estimate(float(each.mean()), each)) for name, each in rounds.items()
    }
    return Part(len(probabilities), round(float(probabilities.sum())), figures)


def _distances(apart: Floats, bins: NDArray[np.int64]) -> Floats:
    """The calibration error of each try; `apart` has a row a try, a column a case."""
    held = np.zeros((len(bins), int(bins.max()) + 1))
    held[np.arange(len(bins)), bins] = 1.0
    distances: Floats = np.abs(apart @ held).sum(axis=1) / len(bins)
    return distances


def _group(scored: Scored) -> Group:
    known, ours = scored.truth, scored.ours
    drawn = draws(len(known))
    group = group_of(
        Counted(
            n=len(known),
            positives=int(known.sum()),
            base_rate=float(known.mean()) if len(known) else None,
            ceiling=None,
        ),
        errors(ours, known, drawn),
        {name: errors(scores, known, drawn) for name, scores in scored.baselines.items()},
    )
    if not len(known):
        return group
    return replace(
        group,
        bins=reliability(ours, known),
        parts={BY_CHANCE: _by_chance(ours, len(drawn))},
        scored=scored,
    )
