"""A result as a plain-text table, Japanese first and English beside it."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from eval.figures import Figure, Gain
from eval.result import Bin, Counted, Group, Result, Skipped

TITLES = {
    "novelty": "新規性 / novelty",
    "stream": "時系列の新規性(労働災害) / stream of industrial accidents",
    "similar": "類似事例 / similar cases",
    "graded": "段階つき類似(労働災害) / graded likeness of industrial accidents",
    "pairs": "同じ出来事か同じ種類か(ニュース) / same event or same kind (news)",
    "simja": "日本語文の類似 / likeness of Japanese sentences",
    "hostile": "紛れ込ませた指示文 / planted instructions",
    "calibration": "確率の当たり具合 / calibration",
    "recurrence": "再発の警報 / recurrence alarm",
    "auroc": "AUROC",
    "average_precision": "平均適合率 / AP",
    "found_at_10_percent": "上位10%で発見 / found in top 10 %",
    "recall_at_1": "R@1",
    "recall_at_5": "R@5",
    "recall_at_10": "R@10",
    "mrr": "MRR",
    "ndcg_at_10": "nDCG@10",
    "top_1": "首位が同種 / top-1",
    "precision_at_1": "P@1",
    "mean_average_precision": "MAP",
    "spearman_jsts": "JSTS ρ",
    "spearman_jsick": "JSICK ρ",
    "ece": "ECE ↓",
    "ece_by_fifths": "五分位ECE / by fifths ↓",
    "brier": "Brier ↓",
    "precision": "正しい警報 / alarms that were right",
    "precision_of_named": "正しい教訓 / lessons named rightly",
    "recall": "再発の発見 / repeats alarmed",
    "flag_flips": "判定の反転 / flag flips ↓",
    "score_change": "値の変化 / score change ↓",
    "nearest_changed": "最近傍の交代 / nearest changed ↓",
    "neighbours_changed": "近傍10件の交代 / of 10 neighbours ↓",
    "summary_follows": "要約への混入 / taken up by summaries ↓",
}
"""What suites and figures are called; an arrow marks those of which less is better."""
PARTS = {
    "told": "記載あり / told",
    "not told": "記載なし / not told",
    "trigger": "契機 / trigger",
    "cause": "原因 / cause",
    "equipment": "設備 / equipment",
    "function": "機能 / function",
    "propagation": "波及 / propagation",
    "detection": "検知 / detection",
    "recovery": "復旧 / recovery",
    "prolonging": "長期化 / prolonging",
    "notice": "周知 / notice",
    "barrier": "歯止め / barrier",
    "activity": "作業 / activity",
    "effect": "影響 / effect",
    "date alone": "日付だけ / date alone",
    "share so far": "それまでの割合 / share so far",
    "harmless sentences": "無害な文 / harmless sentences",
    "country": "国 / country",
    "cause class": "原因区分 / cause class",
    "ours ja": "自作の日本語 / our own in Japanese",
    "bipia": "BIPIA",
    "purplellama": "PurpleLlama",
    "at the start": "冒頭 / at the start",
    "at the middle": "中ほど / at the middle",
    "at the end": "末尾 / at the end",
    "perfectly calibrated": "完全に正しい確率の偶然 / perfectly calibrated, by chance",
}
"""What the parts of a group are called."""
OURS = "教訓 / Kyokun"
GAIN = "最良の基準との差 / gain over the best"
BEST = "*"
NONE = "-"


def render(found: Result | Skipped) -> str:
    """The tables of what was `found`; the best baseline on each figure is marked with a star."""
    title = TITLES[found.suite]
    if isinstance(found, Skipped):
        return f"{title}\n省きました / skipped: {found.why}"
    rested = ", ".join(f"{name} {value}" for name, value in found.configuration.items())
    lines = [
        title,
        f"事例 / rows {found.rows}, 日付不明 / undated {found.undated}; {rested}",
        f"95%区間 / intervals: bootstrap, {found.rounds} rounds, seed {found.seed}",
        *(f"ありません / not there: {name}" for name in found.missing),
        "",
        *_group("全件 / all", found.all),
    ]
    if found.focus is not None:
        lines += ["", *_group("対象 / focus", found.focus)]
    return "\n".join(lines)


def counted_told(counted: Counted) -> str:
    """How many rows were scored, how many of them count, and what chance and luck allow."""
    facts = [f"件数 / n {counted.n}", f"該当 / positives {counted.positives}"]
    if counted.base_rate is not None:
        facts.append(f"無作為 / base rate {_number(counted.base_rate)}")
    if counted.ceiling is not None:
        facts.append(f"上位10%の上限 / ceiling {_number(counted.ceiling)}")
    return ", ".join(facts)


def _group(title: str, group: Group) -> Iterator[str]:
    yield f"{title}: {counted_told(group.counted)}"
    yield from _aligned(list(figures_table(group)))
    for why in dict.fromkeys(figure.why for figure in group.figures.values()):
        if why is not None:
            yield f"{NONE}: {why}"
    if group.parts:
        yield from ("", "内訳 / parts:")
        yield from _aligned(list(parts_table(group)))
    if group.bins:
        yield from ("", "確率と実際 / said and came true:")
        yield from _aligned(list(bins_table(group.bins)))


def parts_table(group: Group) -> Iterator[list[str]]:
    """The figures of the parts of `group`, a head and a row a part."""
    yield ["", "n", "該当 / positives", *(TITLES[name] for name in group.figures)]
    for name, part in group.parts.items():
        told = (figure_told(part.figures[each]) for each in group.figures)
        yield [part_told(name), str(part.n), str(part.positives), *told]


def part_told(name: str) -> str:
    """The name of a part, Japanese first where it has one."""
    kind, colon, rest = name.partition(":")
    return f"{PARTS.get(kind, kind)}{colon} {PARTS.get(rest.strip(), rest.strip())}".strip()


def bins_table(bins: Sequence[Bin]) -> Iterator[list[str]]:
    """What was said and what came true, a head and a row a stretch."""
    yield ["確率 / probability", "n", "平均 / mean", "実際 / came true"]
    for each in bins:
        stretch = f"{each.low:.1f}-{each.high:.1f}"
        yield [stretch, str(each.n), _number(each.expected), _number(each.observed)]


def figures_table(group: Group) -> Iterator[list[str]]:
    """Ours, each baseline's and the gain, under a head; the best baseline has a star."""
    best = {name: gain.against for name, gain in group.gain.items()}
    yield ["", *(TITLES[name] for name in group.figures)]
    yield [OURS, *(figure_told(figure) for figure in group.figures.values())]
    for baseline, figures in group.baselines.items():
        marks = (BEST if best.get(name) == baseline else "" for name in figures)
        told = map(figure_told, figures.values())
        yield [
            part_told(baseline),
            *(f"{figure}{mark}" for figure, mark in zip(told, marks, strict=True)),
        ]
    yield [GAIN, *_gains(group.gain, list(group.figures))]


def _gains(gains: Mapping[str, Gain], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        gain = gains.get(name)
        yield NONE if gain is None else gain_told(gain)


def figure_told(figure: Figure) -> str:
    """The figure with its interval; a dash where it is undefined."""
    if figure.value is None:
        return NONE
    return f"{figure.value:.3f} [{_number(figure.low)}, {_number(figure.high)}]"


def gain_told(gain: Gain) -> str:
    """The gain with its paired interval."""
    return f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"


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
