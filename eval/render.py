"""A result as a plain-text table, Japanese first and English beside it."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from eval.figures import Figure, Gain
from eval.result import Bin, Counted, Group, Result, Skipped
from eval.titles import PARTS, title_of

OURS = "教訓 / Kyokun"
GAIN = "最良の基準との差 / gain over the best"
BEST = "*"
NONE = "-"
MOST_COLUMNS = 8
"""A table of more figures than these has a row for each."""


def render(found: Result | Skipped) -> str:
    """The tables of what was `found`; the best baseline on each figure is marked with a star."""
    title = title_of(found.suite)
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
    yield ["", "n", "該当 / positives", *map(title_of, group.figures)]
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


def figures_table(group: Group) -> list[list[str]]:
    """Ours, each baseline's and the gain, under a head; the best baseline has a star.

    Where there are many figures each has a row, else each has a column.
    """
    rows = list(_systems(group))
    if len(group.figures) <= MOST_COLUMNS:
        return rows
    return [list(row) for row in zip(*rows, strict=True)]


def _systems(group: Group) -> Iterator[list[str]]:
    best = {name: gain.against for name, gain in group.gain.items()}
    yield ["", *map(title_of, group.figures)]
    yield [OURS, *(figure_told(figure) for figure in group.figures.values())]
    for baseline, figures in group.baselines.items():
        told = (
            f"{figure_told(figures[name])}{BEST if best.get(name) == baseline else ''}"
            if name in figures
            else NONE
            for name in group.figures
        )
        yield [part_told(baseline), *told]
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
