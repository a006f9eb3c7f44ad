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
    bins_table,
    counted_told,
    figure_told,
    figures_table,
    gain_told,
    parts_table,
)
from eval.result import Group, Miss, Result, Skipped
from eval.titles import title_of

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
    from lxml import builder
    from lxml.html import tostring

    tag = builder.E

    style = STYLE.read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    html = tag.html(
        tag.head(
            tag.meta(charset="utf-8"),
            tag.meta({"http-equiv": "Content-Security-Policy", "content": policy}),
            tag.meta(name="viewport", content="width=device-width, initial-scale=1"),
            tag.title(f"教訓 {HEAD}"),
            tag.style(style),
        ),
        tag.body(*_body(tag, found, links)),
        lang="ja",
    )
    told: str = tostring(html, encoding="unicode", doctype="<!DOCTYPE html>")
    return told + "\n"


def _body(tag: Any, found: Found, links: Mapping[str, Links]) -> Iterator[Any]:
    yield tag.h1(f"教訓 {HEAD}")
    yield tag.p(
        "[ ] は 95% 区間です。基準の中で最良のものに * を付けました。↓ は小さいほど良い値です。"
    )
    yield tag.p(
        "Figures have their 95 % intervals; the best baseline has a star; less is better where ↓ "
        "stands.",
        {"class": "en"},
    )
    yield _summary(tag, found)
    for one in found:
        yield tag.section(*_section(tag, one, links), id=one.suite)


def _summary(tag: Any, found: Found) -> Any:
    heads = ("", "値 / figure", "教訓 / Kyokun", "最良の基準 / best baseline", "差 / gain")
    return _table(tag, heads, [_line(tag, one) for one in found])


def _line(tag: Any, one: Result | Skipped) -> Any:
    head = tag.th(tag.a(title_of(one.suite), href=f"#{one.suite}"))
    if isinstance(one, Skipped):
        told = tag.td(f"省きました / skipped: {one.why}", {"class": "text"}, colspan="4")
        return tag.tr(head, told, {"class": "skipped"})
    name = HEADLINES.get(one.suite, next(iter(one.all.figures)))
    figure = one.all.figures[name]
    cells = [title_of(name), figure_told(figure), NONE, NONE]
    gain = one.all.gain.get(name)
    if gain is not None:
        beside = figure_told(one.all.baselines[gain.against][name])
        cells[2:] = [f"{gain.against} {beside}", gain_told(gain)]
    return tag.tr(head, *map(tag.td, cells))


def _section(tag: Any, one: Result | Skipped, links: Mapping[str, Links]) -> Iterator[Any]:
    yield tag.h2(title_of(one.suite))
    if isinstance(one, Skipped):
        yield tag.p(f"省きました / skipped: {one.why}", {"class": "skipped"})
        return
    rested = ", ".join(f"{name} {value}" for name, value in one.configuration.items())
    yield tag.p(
        f"事例 / rows {one.rows}, 日付不明 / undated {one.undated}; {rested}; "
        f"bootstrap {one.rounds} rounds, seed {one.seed}; SHA-256 {one.digest[:12]}",
        {"class": "facts"},
    )
    for name in one.missing:
        yield tag.p(f"ありません / not there: {name}", {"class": "skipped"})
    yield from _group(tag, one.all, one.suite, links)
    if one.focus is not None:
        yield tag.h3("対象 / focus")
        yield from _group(tag, one.focus, f"{one.suite}-focus", links)


def _group(tag: Any, group: Group, name: str, links: Mapping[str, Links]) -> Iterator[Any]:
    yield tag.p(counted_told(group.counted))
    yield _plain(tag, figures_table(group))
    if group.gain:
        titles = {one: title_of(one) for one in group.gain}
        yield tag.div(gains(group, titles, f"{name}-gains"), {"class": "low"})
    if group.scored is not None and "auroc" in group.gain:
        against = group.gain["auroc"].against
        lines = {"ours": OURS, "best": against, "chance": CHANCE, "limit": LIMIT}
        yield _legend(tag, lines)
        yield curves(group.scored, against, f"{name}-curves")
    if group.bins:
        yield tag.h3("確率と実際 / said and came true")
        yield _legend(tag, {"ours": OURS, "chance": TRUE})
        yield tag.div(reliability(group.bins, f"{name}-reliability"), {"class": "middle"})
        yield _plain(tag, list(bins_table(group.bins)))
    if group.parts:
        yield tag.h3("内訳 / parts")
        yield _plain(tag, list(parts_table(group)))
    if group.misses:
        yield tag.h3("最も外れたもの / worst misses")
        yield _misses(tag, group.misses, links)


def _legend(tag: Any, lines: Mapping[str, str]) -> Any:
    spans = (tag.span(told, {"class": kind}) for kind, told in lines.items())
    return tag.p(*spans, {"class": "legend"})


def _misses(tag: Any, misses: Sequence[Miss], links: Mapping[str, Links]) -> Any:
    heads = ("", "値 / score", "事例 / case", "最も近いとしたもの / named as nearest")
    rows = []
    for miss in misses:
        cells = [tag.td(WANTED[miss.wanted]), tag.td(f"{miss.score:.3f}")]
        cells += [
            tag.td(*_case(tag, name, links), {"class": "text"}) for name in (miss.id, miss.nearest)
        ]
        rows.append(tag.tr(*cells))
    return _table(tag, heads, rows)


def _case(tag: Any, name: str | None, links: Mapping[str, Links]) -> Iterator[Any]:
    yield name or NONE
    web = [(title, url) for title, url in links.get(name or "", ()) if url.startswith(SCHEMES)]
    for number, (title, url) in enumerate(web, start=1):
        yield " "
        yield tag.a(f"[{number}]", href=url, title=title, rel="noreferrer")


def _plain(tag: Any, table: Sequence[Sequence[str]]) -> Any:
    rows = [tag.tr(tag.th(row[0]), *map(tag.td, row[1:]), *_kind(row[0])) for row in table[1:]]
    return _table(tag, table[0], rows)


def _kind(head: str) -> Iterator[Mapping[str, str]]:
    if head in {OURS, GAIN}:
        yield {"class": "ours" if head == OURS else "gain"}


def _table(tag: Any, heads: Sequence[str], rows: Sequence[Any]) -> Any:
    head = tag.thead(tag.tr(*map(tag.th, heads)))
    return tag.div(tag.table(head, tag.tbody(*rows)), {"class": "wide"})
