"""A result as a plain-text table, Japanese first and English beside it."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from eval.figures import Figure, Gain
from eval.result import Group, Result

TITLES = {
    "novelty": "新規性 / novelty",
    "similar": "類似事例 / similar cases",
    "auroc": "AUROC",
    "average_precision": "平均適合率 / AP",
    "found_at_10_percent": "上位10%で発見 / found in top 10 %",
    "recall_at_1": "R@1",
    "recall_at_5": "R@5",
    "recall_at_10": "R@10",
    "mrr": "MRR",
}
OURS = "教訓 / Kyokun"
GAIN = "最良の基準との差 / gain over the best"
BEST = "*"
NONE = "-"


def render(result: Result) -> str:
    """The table of `result`; the best baseline on each figure is marked with a star."""
    rested = ", ".join(f"{name} {value}" for name, value in result.configuration.items())
    lines = [
        TITLES[result.suite],
        f"事例 / rows {result.rows}, 日付不明 / undated {result.undated}; {rested}",
        f"95%区間 / intervals: bootstrap, {result.rounds} rounds, seed {result.seed}",
        "",
        *_group("全件 / all", result.all),
    ]
    if result.focus is not None:
        lines += ["", *_group("対象 / focus", result.focus)]
    return "\n".join(lines)


def _group(title: str, group: Group) -> Iterator[str]:
    counted = group.counted
    facts = [
        f"件数 / n {counted.n}",
        f"該当 / positives {counted.positives}",
        f"無作為 / base rate {_number(counted.base_rate)}",
    ]
    if counted.ceiling is not None:
        facts.append(f"上位10%の上限 / ceiling {_number(counted.ceiling)}")
    yield f"{title}: {', '.join(facts)}"
    yield from _aligned(list(_table(group)))
    for why in dict.fromkeys(figure.why for figure in group.figures.values()):
        if why is not None:
            yield f"{NONE}: {why}"


def _table(group: Group) -> Iterator[list[str]]:
    best = {name: gain.against for name, gain in group.gain.items()}
    yield ["", *(TITLES[name] for name in group.figures)]
    yield [OURS, *(_figure(figure) for figure in group.figures.values())]
    for baseline, figures in group.baselines.items():
        marks = (BEST if best.get(name) == baseline else "" for name in figures)
        told = map(_figure, figures.values())
        yield [baseline, *(f"{figure}{mark}" for figure, mark in zip(told, marks, strict=True))]
    yield [GAIN, *_gains(group.gain, list(group.figures))]


def _gains(gains: Mapping[str, Gain], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        gain = gains.get(name)
        yield NONE if gain is None else f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return NONE
    return f"{figure.value:.3f} [{_number(figure.low)}, {_number(figure.high)}]"


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal `text` takes: a Japanese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
