"""The results as one page that needs nothing else: tables, drawings, and the worst misses.

No script, no outside address but the links to published sources, and one style sheet, which the
page's own content security policy names by its hash.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.cases import Links
from eval.misses import KNOWN, NEW
from eval.plots import curves, gains, reliability
from eval.render import (
    GAIN,
    NONE,
    OURS,
    TITLES,
    bins_table,
    counted_told,
    figure_told,
    figures_table,
    gain_told,
    parts_table,
)
from eval.result import Group, Miss, Result, Skipped

STYLE = Path(__file__).parent / "page.css"
WANTED = {NEW: "新しいのに低い / new, scored low", KNOWN: "既知なのに高い / known, scored high"}
CHANCE, LIMIT = "無作為 / by chance", "上限 / at best"
TRUE = "すべて正しい場合 / if every probability were true"
HEADLINES = {"pairs": "auroc"}
"""The figure of a suite that stands in the overview, where it is not its first."""
SCHEMES = ("https://", "http://")
HEAD = "評価 / evaluation"
"""The name of the page."""

Found = Sequence[Result | Skipped]


def page_of(found: Found, links: Mapping[str, Links]) -> str:
    """The page of what was `found`; `links` has the published sources of public incidents."""
    from lxml.builder import E  # noqa: PLC0415  heavy: loads when a page is written
    from lxml.html import tostring  # noqa: PLC0415

    style = STYLE.read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    html = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta({"http-equiv": "Content-Security-Policy", "content": policy}),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(f"教訓 {HEAD}"),
            E.style(style),
        ),
        E.body(*_body(E, found, links)),
        lang="ja",
    )
    told: str = tostring(html, encoding="unicode", doctype="<!DOCTYPE html>")
    return told + "\n"


def _body(E: Any, found: Found, links: Mapping[str, Links]) -> Iterator[Any]:  # noqa: N803
    yield E.h1(f"教訓 {HEAD}")
    yield E.p(
        "[ ] は 95% 区間です。基準の中で最良のものに * を付けました。↓ は小さいほど良い値です。"
    )
    yield E.p(
        "Figures have their 95 % intervals; the best baseline has a star; less is better where ↓ "
        "stands.",
        {"class": "en"},
    )
    yield _summary(E, found)
    for one in found:
        yield E.section(*_section(E, one, links), id=one.suite)


def _summary(E: Any, found: Found) -> Any:  # noqa: N803
    heads = ("", "値 / figure", "教訓 / Kyokun", "最良の基準 / best baseline", "差 / gain")
    return _table(E, heads, [_line(E, one) for one in found])


def _line(E: Any, one: Result | Skipped) -> Any:  # noqa: N803
    head = E.th(E.a(TITLES[one.suite], href=f"#{one.suite}"))
    if isinstance(one, Skipped):
        told = E.td(f"省きました / skipped: {one.why}", {"class": "text"}, colspan="4")
        return E.tr(head, told, {"class": "skipped"})
    name = HEADLINES.get(one.suite, next(iter(one.all.figures)))
    figure = one.all.figures[name]
    cells = [TITLES[name], figure_told(figure), NONE, NONE]
    gain = one.all.gain.get(name)
    if gain is not None:
        beside = figure_told(one.all.baselines[gain.against][name])
        cells[2:] = [f"{gain.against} {beside}", gain_told(gain)]
    return E.tr(head, *map(E.td, cells))


def _section(E: Any, one: Result | Skipped, links: Mapping[str, Links]) -> Iterator[Any]:  # noqa: N803
    yield E.h2(TITLES[one.suite])
    if isinstance(one, Skipped):
        yield E.p(f"省きました / skipped: {one.why}", {"class": "skipped"})
        return
    rested = ", ".join(f"{name} {value}" for name, value in one.configuration.items())
    yield E.p(
        f"事例 / rows {one.rows}, 日付不明 / undated {one.undated}; {rested}; "
        f"bootstrap {one.rounds} rounds, seed {one.seed}; SHA-256 {one.digest[:12]}",
        {"class": "facts"},
    )
    for name in one.missing:
        yield E.p(f"ありません / not there: {name}", {"class": "skipped"})
    yield from _group(E, one.all, one.suite, links)
    if one.focus is not None:
        yield E.h3("対象 / focus")
        yield from _group(E, one.focus, f"{one.suite}-focus", links)


def _group(E: Any, group: Group, name: str, links: Mapping[str, Links]) -> Iterator[Any]:  # noqa: N803
    yield E.p(counted_told(group.counted))
    yield _plain(E, list(figures_table(group)))
    if group.gain:
        yield E.div(gains(group, TITLES, f"{name}-gains"), {"class": "low"})
    if group.scored is not None and "auroc" in group.gain:
        against = group.gain["auroc"].against
        lines = {"ours": OURS, "best": against, "chance": CHANCE, "limit": LIMIT}
        yield _legend(E, lines)
        yield curves(group.scored, against, f"{name}-curves")
    if group.bins:
        yield E.h3("確率と実際 / said and came true")
        yield _legend(E, {"ours": OURS, "chance": TRUE})
        yield E.div(reliability(group.bins, f"{name}-reliability"), {"class": "middle"})
        yield _plain(E, list(bins_table(group.bins)))
    if group.parts:
        yield E.h3("内訳 / parts")
        yield _plain(E, list(parts_table(group)))
    if group.misses:
        yield E.h3("最も外れたもの / worst misses")
        yield _misses(E, group.misses, links)


def _legend(E: Any, lines: Mapping[str, str]) -> Any:  # noqa: N803
    spans = (E.span(told, {"class": kind}) for kind, told in lines.items())
    return E.p(*spans, {"class": "legend"})


def _misses(E: Any, misses: Sequence[Miss], links: Mapping[str, Links]) -> Any:  # noqa: N803
    heads = ("", "値 / score", "事例 / case", "最も近いとしたもの / named as nearest")
    rows = []
    for miss in misses:
        cells = [E.td(WANTED[miss.wanted]), E.td(f"{miss.score:.3f}")]
        cells += [
            E.td(*_case(E, name, links), {"class": "text"}) for name in (miss.id, miss.nearest)
        ]
        rows.append(E.tr(*cells))
    return _table(E, heads, rows)


def _case(E: Any, name: str | None, links: Mapping[str, Links]) -> Iterator[Any]:  # noqa: N803
    yield name or NONE
    web = [(title, url) for title, url in links.get(name or "", ()) if url.startswith(SCHEMES)]
    for number, (title, url) in enumerate(web, start=1):
        yield " "
        yield E.a(f"[{number}]", href=url, title=title, rel="noreferrer")


def _plain(E: Any, table: Sequence[Sequence[str]]) -> Any:  # noqa: N803
    rows = [E.tr(E.th(row[0]), *map(E.td, row[1:]), *_kind(row[0])) for row in table[1:]]
    return _table(E, table[0], rows)


def _kind(head: str) -> Iterator[Mapping[str, str]]:
    if head in {OURS, GAIN}:
        yield {"class": "ours" if head == OURS else "gain"}


def _table(E: Any, heads: Sequence[str], rows: Sequence[Any]) -> Any:  # noqa: N803
    head = E.thead(E.tr(*map(E.th, heads)))
    return E.div(E.table(head, E.tbody(*rows)), {"class": "wide"})
