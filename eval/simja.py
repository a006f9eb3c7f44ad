"""The simja suite: does the likeness of two Japanese sentences follow what people say of it?

Rank correlation (Spearman) with the judgements of people: JSTS, its validation part, and JSICK.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.baselines import BASELINES, counted
from eval.errors import MissingSet
from eval.figures import Estimate, Floats, draws, undefined
from eval.judge import Asked, Judge, Judges, Progress, together
from eval.lexical import Counter, Counts, TfIdf
from eval.measured import Measured
from eval.result import Counted, Group, group_of
from eval.sets import Entry, Read, Sets, account_of_text

SETS = {"spearman_jsts": ("jsts", "valid"), "spearman_jsick": ("jsick", "")}
"""The figure of each set: how its files begin, and what the name of the part used holds."""
TERMS: Mapping[str, Callable[[], Counter]] = {
    "char-tf-idf 1-3": counted(analyzer="char", ngram_range=(1, 3)),
    "char-tf-idf ja": BASELINES["char-tf-idf ja"].terms,
    "word-tf-idf ja": BASELINES["word-tf-idf ja"].terms,
}
_AT_ONCE = 2_000_000

_Found = dict[str, dict[str, Estimate]]
"""By system (ours is called nothing), by figure."""


def simja(sets: Sets, judges: Judges, progress: Progress) -> Measured:
    """The correlation on each set that is there.

    Raises:
        MissingSet: neither is in the folder.
        RecordRefused: a row of them lacks what it needs.
    """
    reads: dict[str, Read] = {}
    missing = []
    for figure, (name, _) in SETS.items():
        try:
            reads[figure] = sets.read(name, ("text2", "label", "split"))
        except MissingSet as fault:
            missing.append(str(fault))
    if not reads:
        raise MissingSet(", ".join(missing))
    kept = {figure: _part(read, SETS[figure][1]) for figure, read in reads.items()}
    entries = [entry for each in kept.values() for entry in each]
    texts = [entry.text for entry in entries] + [entry.text2 for entry in entries]
    judge = judges.over([account_of_text(str(at), told) for at, told in enumerate(texts)])
    ours = _ours(len(entries), judge, progress)
    found: _Found = {name: {} for name in ("", *TERMS)}
    for figure, part in kept.items():
        mine, ours = ours[: len(part)], ours[len(part) :]
        _measure(figure, part, mine, found)
    return Measured.of(judge, list(reads.values()), _group(len(entries), found), missing)


def _part(read: Read, named: str) -> list[Entry]:
    return [entry for entry in read.entries if named in entry.split]


def _ours(pairs: int, judge: Judge, progress: Progress) -> Floats:
    alike: list[float] = []
    for batch in together(Asked(at, np.array([pairs + at])) for at in range(pairs)):
        alike += [float(scores[0]) for scores in judge.likenesses(batch)]
        progress(len(alike), pairs)
    return np.array(alike, dtype=np.float64)


def _measure(figure: str, part: Sequence[Entry], ours: Floats, found: _Found) -> None:
    said = np.array([float(entry.label) for entry in part], dtype=np.float64)
    drawn = draws(len(part))
    found[""][figure] = rank_correlation(said, ours, drawn)
    texts = [entry.text for entry in part] + [entry.text2 for entry in part]
    for name, terms in TERMS.items():
        alike = TfIdf(Counts(terms(), texts)).of_halves()
        found[name][figure] = rank_correlation(said, alike, drawn)


def _group(pairs: int, found: _Found) -> Group:
    figures = found.pop("")
    return group_of(Counted(n=pairs, positives=0, base_rate=None, ceiling=None), figures, found)


def rank_correlation(said: Floats, scores: Floats, drawn: NDArray[np.int64]) -> Estimate:
    """Spearman's correlation of `scores` with what people `said`, and on each draw of the rows."""
    from scipy.stats import spearmanr

    if np.ptp(said) == 0 or np.ptp(scores) == 0:
        return undefined("all pairs are as alike")
    value = float(spearmanr(said, scores).statistic)
    chunk = max(1, _AT_ONCE // len(said))
    rounds = [
        _correlations(drawn[at : at + chunk], said, scores) for at in range(0, len(drawn), chunk)
    ]
    return Estimate(value, np.concatenate(rounds))


def _correlations(drawn: NDArray[np.int64], said: Floats, scores: Floats) -> Floats:
    one, other = _ranks(drawn, said), _ranks(drawn, scores)
    one -= (drawn * one).sum(axis=1, keepdims=True) / drawn.sum(axis=1, keepdims=True)
    other -= (drawn * other).sum(axis=1, keepdims=True) / drawn.sum(axis=1, keepdims=True)
    inner = (drawn * one * other).sum(axis=1)
    lengths = np.sqrt((drawn * one**2).sum(axis=1) * (drawn * other**2).sum(axis=1))
    found: Floats = np.divide(inner, lengths, out=np.full(len(drawn), np.nan), where=lengths > 0)
    return found


def _ranks(drawn: NDArray[np.int64], values: Floats) -> Floats:
    """The mean rank of each row in each draw, rows drawn twice standing twice."""
    _, place = np.unique(values, return_inverse=True)
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.diff(place[order], prepend=-1))
    held = np.add.reduceat(drawn[:, order], starts, axis=1)
    ranks: Floats = (held.cumsum(axis=1) - (held - 1) / 2)[:, place]
    return ranks
