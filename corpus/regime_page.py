"""The regimes as a page: every rule with its source, for ``docs/regimes.md``."""

from collections.abc import Iterator

from corpus.depth import depth_of, depth_source
from corpus.regime import Clock, Comparison, Line, Need, Regime, Row, Source
from corpus.regime_file import load_regimes

SIGNS = {Comparison.AT_LEAST: "≥", Comparison.ABOVE: ">", Comparison.IS: "is"}
MINUTES_PER_HOUR = 60
CAUSES_WITH_DEPTH = ("unknown_software_bug", "human_error", "submarine_cable_fishing")


def regime_page() -> str:
    """The whole page, as Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield from _table(("id", "what", "status", "in force", "source", "mark"), _overview())
    for regime in load_regimes().values():
        yield f"\n## `{regime.id}`: {regime.title.en}\n\n{regime.title.ja}\n"
        rules = (*_lines(regime), *_other_rules(regime))
        yield from _table(("rule", "applies to", "asks", "source", "mark"), rules)
        for note in regime.notes:
            yield f"\n*{note.mark}* {note.wording.ja} / {note.wording.en}"
    yield f"\n## Depth (濃淡)\n\n{depth_source().provision} ({depth_source().mark})\n"
    yield from _table(("cause", "item", "depth"), _depths())


def _table(
    head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | tuple[tuple[str, ...], ...]
) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _overview() -> Iterator[tuple[str, ...]]:
    for regime in load_regimes().values():
        effect = regime.effect
        first, last = effect.first or "", effect.last or ""
        days = f"{first} – {last} ({effect.mark})" if first or last else "not known"
        where = f"{regime.source.provision}; {regime.source.document}"
        yield f"`{regime.id}`", regime.title.en, regime.status, days, where, regime.source.mark


def _lines(regime: Regime) -> Iterator[tuple[str, ...]]:
    rows = {row.id: row for row in regime.rows}
    for line in regime.lines:
        asks = " and ".join(_need(need) for need in line.needs)
        yield _rule(line.id, _applies_to(line, rows[line.row]), asks, line.source)


def _rule(name: str, applies_to: str, asks: str, source: Source) -> tuple[str, ...]:
    where = f"{source.provision}; {source.document}" if source.document else source.provision
    return name, applies_to, asks, where, source.mark


def _applies_to(line: Line, row: Row) -> str:
    narrowed = ""
    if line.services is not None:
        narrowed = f", only {', '.join(sorted(line.services))}"
    if line.elsewhere_if_told:
        narrowed += f", others where {line.elsewhere_if_told} is told"
    if line.not_services:
        narrowed += f", not {', '.join(sorted(line.not_services))}"
    return row.title.en + narrowed


def _need(need: Need) -> str:
    if need.comparison is Comparison.IS:
        return need.fact
    return f"{need.fact} {SIGNS[need.comparison]} {_figure(need.figure)}"


def _figure(figure: float) -> str:
    return f"{figure:,}"


def _other_rules(regime: Regime) -> Iterator[tuple[str, ...]]:
    if regime.equipment_line:
        rule = regime.equipment_line
        asks = f"all traffic stopped ≥ {_figure(rule.minutes)} minutes; users not counted"
        yield _rule(rule.id, f"{', '.join(sorted(rule.kinds))}, own", asks, rule.source)
    for name, listed in (("exempt", regime.exempt), ("no figure found", regime.unfigured)):
        if listed:
            yield _rule(name, ", ".join(sorted(listed.services)), "–", listed.source)
    yield from _leak_and_suspension(regime)
    yield from _near_miss(regime)
    yield from _annual(regime)
    yield from _lighter(regime)
    for clock in regime.clocks:
        yield _rule(f"clock: {clock.title.en}", _whom(clock), _term(clock), clock.source)


def _leak_and_suspension(regime: Regime) -> Iterator[tuple[str, ...]]:
    if regime.leak:
        above = regime.leak.user_information_above
        since = regime.leak.user_information_since
        asks = "secrecy of communications"
        if above is not None:
            asks += f"; user information of > {_figure(above)} users, or to a foreign government"
        asks += f" (from {since})" if since else ""
        yield _rule("leak", "–", asks, regime.leak.source)
    if regime.suspension:
        yield _rule("suspension", "–", "part of the business suspended", regime.suspension)


def _near_miss(regime: Regime) -> Iterator[tuple[str, ...]]:
    rule = regime.near_miss
    if rule is None:
        return
    since = f", from {rule.since}" if rule.since else ""
    frame = (
        f"users at the end of the year before ≥ {_figure(rule.users_previous_year)} and "
        f"prefectures ≥ {rule.prefectures} and not terminal side and one of the five functions "
        f"and not planned, within design or a natural disaster{since}"
    )
    yield _rule("near miss, door 1: frame", "–", frame, rule.source)
    for event in rule.events:
        yield _rule(f"near miss, door 1: {event.id}", "–", "the frame", event.source)
    kinds = ", ".join(sorted(rule.important_equipment))
    yield _rule("near miss, door 2", kinds, f"serious loss of function{since}", rule.source)


def _annual(regime: Regime) -> Iterator[tuple[str, ...]]:
    rule = regime.annual
    if rule is None:
        return
    name = "quarterly" if rule.quarterly else "annual"
    asks = f"users ≥ {_figure(rule.users)} or minutes ≥ {_figure(rule.minutes)}, and not serious"
    yield _rule(name, "every service", asks, rule.source)
    kinds = ", ".join(sorted(rule.simplified))
    yield _rule(f"{name}, simplified form", kinds, "the same", rule.source)


def _lighter(regime: Regime) -> Iterator[tuple[str, ...]]:
    if regime.wholesale:
        items = ", ".join(item.ja for item in regime.wholesale.items)
        asks = f"first report: {items} only; {regime.wholesale.form}"
        yield _rule("wholesale buyer", "wholesaler's equipment", asks, regime.wholesale.source)
    if regime.call_restriction:
        rule = regime.call_restriction
        asks = (
            f"users ≥ {_figure(rule.users)} and minutes ≥ {_figure(rule.minutes)}: "
            f"review report within {rule.months} months"
        )
        yield _rule("restriction of calls", "–", asks, rule.source)
    if regime.short_form:
        wish = regime.short_form
        asks = (
            f"{_figure(wish.minutes[0])} ≤ minutes < {_figure(wish.minutes[1])} and "
            f"{_figure(wish.users[0])} ≤ users < {_figure(wish.users[1])}"
        )
        yield _rule("short form (wish)", ", ".join(sorted(wish.services)), asks, wish.source)
    if regime.detailed_days is not None:
        asks = f"{regime.detailed_days} days, day one not counted"
        yield _rule("detailed report", "–", asks, regime.source)


def _whom(clock: Clock) -> str:
    return "designated carriers" if clock.designated_only else "–"


def _term(clock: Clock) -> str:
    if clock.promptly:
        term = "promptly"
    elif clock.minutes is not None:
        hours, minutes = divmod(clock.minutes, MINUTES_PER_HOUR)
        term = f"{hours:g} h" if not minutes else f"{clock.minutes:g} minutes"
    else:
        term = f"{clock.days} days" if clock.days is not None else f"{clock.months} month(s)"
    days = f", from {clock.since}" if clock.since else ""
    days += f", until {clock.until}" if clock.until else ""
    return f"{term} from {clock.counts_from}{days}"


def _depths() -> Iterator[tuple[str, ...]]:
    for kind in CAUSES_WITH_DEPTH:
        for item in depth_of(kind):
            yield kind, f"{item.ja} / {item.en}", item.depth
