"""The drawings of the page: how scores find what is new, and whether probabilities come true."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.figures import Floats
from eval.result import Bin, Group, Scored
from eval.svg import DRAWN, svg_of

OURS, BEST, CHANCE = "#1f5fa8", "#c46a1b", "#8a8a8d"
"""Our line, the best baseline's and that of chance: as in the legend of page.css."""
WORDS: Mapping[str, str] = {
    "ROC": "ROC",
    "precision-recall": "適合率と再現率 / precision–recall",
    "DET": "検出誤り / DET",
    "found at budget": "読む量と発見 / found at budget",
    "false alarms": "誤って新とした割合 / false positive rate",
    "found": "見つけた割合 / recall",
    "precision": "適合率 / precision",
    "missed": "見逃した割合 / miss rate",
    "share read": "読んだ割合 / share read",
    "said": "示した確率 / probability given",
    "came true": "実際の割合 / came true",
    "rows": "件数 / rows",
    "gain": "最良の基準との差 / gain over the best baseline",
}
"""What is lettered on the drawings, Japanese first."""
_SHARES = (0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99)
_LEAST = 0.005
"""Shares nearer to 0 or 1 than this are drawn at it: the normal scale has no end."""


_KINDS = ("expected", "observed")


def curves(scored: Scored, against: str, name: str) -> Any:
    """ROC, precision-recall, DET and found at budget of our scores and of one baseline, as SVG."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Drawing

    systems = ((scored.ours, OURS), (scored.baselines[against], BEST))
    with rc_context({**DRAWN, "svg.hashsalt": name}):
        drawing = Drawing(figsize=(9.2, 7.6), layout="constrained")
        for axes, draw in zip(drawing.subplots(2, 2).flat, _CURVES, strict=True):
            for scores, colour in systems:
                draw(axes, scored.truth, scores, {"color": colour, "lw": 1.8})
            _by_chance(axes, scored.truth, draw)
        return svg_of(drawing, name, WORDS)


def reliability(bins: Sequence[Bin], name: str) -> Any:
    """What was said against what came true, with the number of rows of each stretch, as SVG."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Drawing

    with rc_context({**DRAWN, "svg.hashsalt": name}):
        drawing = Drawing(figsize=(5.4, 5.2), layout="constrained")
        upper, lower = drawing.subplots(2, 1, height_ratios=(3, 1), sharex=True)
        upper.plot([0, 1], [0, 1], color=CHANCE, ls="--", lw=1)
        expected, observed = ([getattr(each, kind) for each in bins] for kind in _KINDS)
        upper.plot(expected, observed, "o-", color=OURS, lw=1.8)
        upper.set(xlim=(0, 1), ylim=(0, 1.02), ylabel="came true")
        middles = [(each.low + each.high) / 2 for each in bins]
        lower.bar(middles, [each.n for each in bins], width=0.09, color=OURS, alpha=0.75)
        lower.set(xlabel="said", ylabel="rows")
        return svg_of(drawing, name, WORDS)


def gains(group: Group, titles: Mapping[str, str], name: str) -> Any:
    """The gain over the best baseline on each figure with its paired interval, as SVG."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Drawing

    told = [(figure, gain) for figure, gain in group.gain.items()][::-1]
    with rc_context({**DRAWN, "svg.hashsalt": name}):
        height = 0.75 + 0.42 * len(told)
        drawing = Drawing(figsize=(7.2, height))
        axes = drawing.subplots()
        # The names are longer in Japanese than those that are laid out: room is left for them.
        drawing.subplots_adjust(left=0.36, right=0.97, top=1 - 0.1 / height, bottom=0.55 / height)
        for at, (_, gain) in enumerate(told):
            clear = gain.low > 0 or gain.high < 0
            colour = (OURS if gain.value > 0 else BEST) if clear else CHANCE
            axes.plot([gain.low, gain.high], [at, at], color=colour, lw=2.4)
            axes.plot([gain.value], [at], "o", color=colour, ms=6)
        axes.axvline(0, color=CHANCE, lw=1, ls="--")
        axes.set_yticks(range(len(told)), [figure for figure, _ in told])
        axes.set(ylim=(-0.6, len(told) - 0.4), xlabel="gain")
        return svg_of(drawing, name, {**WORDS, **titles})


def _roc(axes: Any, truth: NDArray[np.bool_], scores: Floats, drawn: Mapping[str, Any]) -> None:
    from sklearn.metrics import roc_curve

    alarms, found, _ = roc_curve(truth, scores)
    axes.plot(alarms, found, **drawn)
    axes.set(title="ROC", xlabel="false alarms", ylabel="found")


def _precision(
    axes: Any, truth: NDArray[np.bool_], scores: Floats, drawn: Mapping[str, Any]
) -> None:
    from sklearn.metrics import precision_recall_curve

    precision, found, _ = precision_recall_curve(truth, scores)
    axes.plot(found, precision, drawstyle="steps-post", **drawn)
    axes.set(title="precision-recall", xlabel="found", ylabel="precision", ylim=(0, 1.02))


def _det(axes: Any, truth: NDArray[np.bool_], scores: Floats, drawn: Mapping[str, Any]) -> None:
    from scipy.stats import norm
    from sklearn.metrics import det_curve

    alarms, missed, _ = det_curve(truth, scores)
    placed = (norm.ppf(np.clip(each, _LEAST, 1 - _LEAST)) for each in (alarms, missed))
    axes.plot(*placed, **drawn)
    ticks, told = norm.ppf(_SHARES), [f"{share:.0%}" for share in _SHARES]
    axes.set_xticks(ticks, told, fontsize=7)
    axes.set_yticks(ticks, told, fontsize=7)
    axes.set(title="DET", xlabel="false alarms", ylabel="missed")


def _found(axes: Any, truth: NDArray[np.bool_], scores: Floats, drawn: Mapping[str, Any]) -> None:
    order = np.argsort(-scores, kind="stable")
    found = np.concatenate(([0.0], np.cumsum(truth[order]) / truth.sum()))
    axes.plot(np.linspace(0, 1, len(found)), found, **drawn)
    axes.set(title="found at budget", xlabel="share read", ylabel="found")


_CURVES = (_roc, _precision, _det, _found)


def _by_chance(axes: Any, truth: NDArray[np.bool_], draw: object) -> None:
    line = {"color": CHANCE, "lw": 1, "ls": "--"}
    new = float(truth.mean())
    if draw is _precision:
        axes.axhline(new, **line)
    elif draw is _det:
        axes.plot(axes.get_xlim(), [-each for each in axes.get_xlim()], **line)
    else:
        axes.plot([0, 1], [0, 1], **line)
    if draw is _found:
        axes.plot([0, new, 1], [0, 1, 1], color=CHANCE, lw=1, ls=":")
        axes.axvline(0.1, color=CHANCE, lw=0.6)
