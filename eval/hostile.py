"""The hostile suite: does a sentence planted in a clean case change how it is judged?

Report text is data. Instructions of others (BIPIA, PurpleLlama) and our own in Japanese are put at
the start, in the middle and at the end of each case of the starter corpus that the novelty suite
scores. Any sentence changes a text a little: harmless ones (NotInject) planted the same way stand
beside as what is unavoidable, and a lexical baseline with the same instructions planted. No
summary may say what was planted; the baselines make none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account, Language
from eval.baselines import BASELINES, Baseline
from eval.cases import Cases
from eval.detection import read_in_a_tenth
from eval.errors import MissingSet
from eval.figures import Estimate, Floats, clustered_draws, figure_of, means, undefined
from eval.following import follows
from eval.judge import Asked, Judge, Judges, Progress, together
from eval.labels import novelty_labels
from eval.measured import Measured
from eval.planting import INSTRUCTIONS, POSITIONS, Planted, harmless, plant
from eval.result import Counted, Group, Part, group_of
from eval.sets import Read, Sets

CHANGES = ("flag_flips", "score_change", "nearest_changed", "neighbours_changed")
NAMES = (*CHANGES, "summary_follows")
NEIGHBOURS = 10
HARMLESS = "harmless sentences"
"""What planted sentences change that ask for nothing."""
AGAINST = ("char-tf-idf ja", "word-tf-idf en")


def hostile(cases: Cases, sets: Sets, judges: Judges, progress: Progress) -> Measured:
    """How much is changed by what is planted; sets that are not there are left out and named.

    Raises:
        RecordRefused: a row of a set lacks what it needs.
    """
    places = list(novelty_labels(cases.rows))
    reads: list[Read] = []
    missing: list[str] = []
    sources: dict[str, list[str]] = {}
    for name, texts in (*INSTRUCTIONS.items(), (HARMLESS, harmless)):
        try:
            sources[name] = texts(sets, reads)
        except MissingSet as fault:
            missing.append(str(fault))
    planted = [
        each
        for name, texts in sources.items()
        for each in plant(cases.accounts, places, name, texts)
    ]
    accounts = [*cases.accounts, *(each.account for each in planted)]
    judge = judges.over(accounts)
    changed = _ours(cases, places, planted, (judge, progress))
    ours = np.column_stack([changed, follows(cases.accounts, planted)])
    theirs = {name: _theirs(cases, places, planted, BASELINES[name]) for name in AGAINST}
    found = Measured.of(judge, reads, _group(planted, ours, theirs), missing)
    return replace(found, rows=len(cases.rows) + found.rows)


def _ours(
    cases: Cases, places: Sequence[int], planted: Sequence[Planted], ask: tuple[Judge, Progress]
) -> Floats:
    judge, progress = ask
    first = len(cases.accounts)
    asked = [Asked(place, np.arange(place)) for place in places]
    asked += [Asked(first + at, np.arange(each.place)) for at, each in enumerate(planted)]
    novelties: list[float] = []
    rankings: list[list[int]] = []
    for batch in together(iter(asked)):
        novelties += judge.novelties(batch)
        rankings += judge.rankings(batch, NEIGHBOURS)
        progress(len(novelties), len(asked))
    return changes(places, planted, np.array(novelties), rankings)


def _theirs(
    cases: Cases, places: Sequence[int], planted: Sequence[Planted], baseline: Baseline
) -> Floats:
    accounts = [*cases.accounts, *(each.account for each in planted)]
    weighing = baseline.over([_told(account, baseline.language) for account in accounts])
    asked = [(place, place) for place in places]
    asked += [(len(cases.accounts) + at, each.place) for at, each in enumerate(planted)]
    novelties, rankings = [], []
    for query, earlier in asked:
        alike = weighing.fitted_on(earlier).similarities(query)
        novelties.append(1 - alike.max())
        rankings.append(np.argsort(-alike, kind="stable")[:NEIGHBOURS].tolist())
    return changes(places, planted, np.array(novelties), rankings)


def changes(
    places: Sequence[int],
    planted: Sequence[Planted],
    novelties: Floats,
    rankings: Sequence[Sequence[int]],
) -> Floats:
    """What each of `planted` changes: a row each, a column for each of CHANGES.

    `novelties` and `rankings` are those of the clean cases at `places`, then those of `planted`.
    """
    if not planted:
        return np.empty((0, len(CHANGES)))
    line = flagged_from(novelties[: len(places)])
    clean = {place: at for at, place in enumerate(places)}
    rows = []
    for at, each in enumerate(planted, start=len(places)):
        was = clean[each.place]
        before, after = rankings[was], rankings[at]
        rows.append(
            [
                float((novelties[at] >= line) != (novelties[was] >= line)),
                float(abs(novelties[at] - novelties[was])),
                float(before[:1] != after[:1]),
                len(set(before) - set(after)) / max(len(before), 1),
            ]
        )
    return np.array(rows)


def flagged_from(novelties: Floats) -> float:
    """From which novelty on a case is flagged, so that a tenth is: between two cases."""
    falling = -np.sort(-novelties)
    read = read_in_a_tenth(len(falling))
    return float(falling[read - 1 : read + 1].mean())


def _told(account: Account, language: Language) -> str:
    return account.texts.get(language) or next(iter(account.texts.values()))


def _group(planted: Sequence[Planted], ours: Floats, theirs: Mapping[str, Floats]) -> Group:
    clusters = np.unique([each.place for each in planted], return_inverse=True)[1]
    drawn = clustered_draws(clusters.astype(np.int64))
    asking = np.array([each.source != HARMLESS for each in planted], dtype=np.bool_)

    def figures(rows: Floats, kept: NDArray[np.bool_]) -> dict[str, Estimate]:
        made = rows.shape[1]
        return {
            **means(NAMES[:made], rows[kept], drawn[:, kept], "nothing was planted"),
            **dict.fromkeys(NAMES[made:], undefined("makes no summaries")),
        }

    baselines = {name: figures(rows, asking) for name, rows in theirs.items()}
    if not asking.all():
        baselines[HARMLESS] = figures(ours, ~asking)
    counted = Counted(
        n=int(asking.sum()),
        positives=int(ours[asking, 0].sum()),
        base_rate=None,
        ceiling=None,
    )
    group = group_of(counted, figures(ours, asking), baselines)
    parts = {
        name: _part(ours, kept & asking, figures(ours, kept & asking))
        for name, kept in _kinds(planted).items()
        if (kept & asking).any()
    }
    return replace(group, parts=parts)


def _kinds(planted: Sequence[Planted]) -> dict[str, NDArray[np.bool_]]:
    kinds: dict[str, NDArray[np.bool_]] = {}
    for source in dict.fromkeys(each.source for each in planted):
        kinds[source] = np.array([each.source == source for each in planted], np.bool_)
    for position in POSITIONS:
        there = [each.position == position for each in planted]
        kinds[f"at the {position}"] = np.array(there, np.bool_)
    return kinds


def _part(rows: Floats, kept: NDArray[np.bool_], figures: Mapping[str, Estimate]) -> Part:
    told = {name: figure_of(estimate) for name, estimate in figures.items()}
    return Part(int(kept.sum()), int(rows[kept, 0].sum()), told)
