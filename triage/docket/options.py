"""What may be changed of due dates without touching code: a longer term, batches, first reports.

All of it is off unless somebody turns it on: the law says otherwise. Where an option moved a
date, the item says which one, and what the law says.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corpus.regime import Mark, Source
from corpus.service import Service
from triage.docket.texts import refuse
from triage.duty.clocks import FISCAL_YEAR_STARTS, fiscal_year
from triage.duty.decision import As
from triage.errors import FactsRefused, Fault
from triage.strict_json import JsonObject

OPTIONS = Path(__file__).parent / "options.toml"
HALF_YEAR, YEAR = 6, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer:
    """A term that is so many days longer than the law's, for some duties."""

    id: str
    active: bool
    duties: frozenset[As]
    term: str
    more_days: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Batched:
    """Detailed reports of some duties, sent together each half-year or fiscal year."""

    active: bool
    duties: frozenset[As]
    months: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """All options. `not_needed` are services that call for no first report."""

    watch_minutes: int
    longer: tuple[Longer, ...]
    batch: Batched | None
    not_needed: frozenset[Service]
    first_report_source: Source | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that an option moved, or took away (`to` None), and which option."""

    to: date | None
    option: str
    source: Source


def load_options(path: Path = OPTIONS) -> Options:
    """The options written in `path`.

    Raises:
        FactsRefused: they cannot be taken; names every fault with its path.
    """
    return parse_options(path.read_text("utf-8"))


def parse_options(text: str) -> Options:
    """The options that `text` holds as TOML.

    Raises:
        FactsRefused: they cannot be taken; names every fault with its path.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise refuse("not_toml", "$") from fault
    faults: list[Fault] = []
    options = _read(JsonObject(told, "$", faults))
    if faults:
        raise FactsRefused(faults)
    return options


def moved(duty: As, term: str, law: date, options: Options) -> Moved | None:
    """Where an active option puts a date of the law; None where none does."""
    batch = options.batch
    if batch and batch.active and term == "detailed" and duty in batch.duties:
        return Moved(_batch_end(law, batch.months), "batch", batch.source)
    for rule in options.longer:
        if rule.active and term == rule.term and duty in rule.duties:
            return Moved(law + timedelta(days=rule.more_days), rule.id, rule.source)
    return None


def _batch_end(law: date, months: int) -> date:
    """The end of the half-year, or of the fiscal year, in which the law's date lies."""
    in_first_half = FISCAL_YEAR_STARTS <= law.month < FISCAL_YEAR_STARTS + HALF_YEAR
    if months == HALF_YEAR and in_first_half:
        return date(law.year, 9, 30)
    return date(fiscal_year(law) + 1, 3, 31)


def _read(written: JsonObject) -> Options:
    written.required("watch_minutes")
    needed, source = _read_first_report(written.child("first_report"))
    options = Options(
        watch_minutes=written.whole("watch_minutes") or 0,
        longer=tuple(_read_longer(written)),
        batch=_read_batch(written.child("batch")),
        not_needed=needed,
        first_report_source=source,
    )
    written.close()
    return options


def _read_longer(written: JsonObject) -> Iterator[Longer]:
    for each in written.children("longer"):
        for key in ("id", "active", "duties", "term", "more_days"):
            each.required(key)
        yield Longer(
            id=each.text("id") or "",
            active=each.flag("active") or False,
            duties=each.choices("duties", As) or frozenset(),
            term=each.text("term") or "",
            more_days=each.whole("more_days") or 0,
            source=_read_source(each),
        )
        each.close()


def _read_batch(written: JsonObject | None) -> Batched | None:
    if written is None:
        return None
    for key in ("active", "duties", "months"):
        written.required(key)
    months = written.whole("months")
    if months not in (HALF_YEAR, YEAR, None):
        written.fault("unknown_value", "months", known=f"{HALF_YEAR}, {YEAR}")
    batch = Batched(
        active=written.flag("active") or False,
        duties=written.choices("duties", As) or frozenset(),
        months=months or YEAR,
        source=_read_source(written),
    )
    written.close()
    return batch


def _read_first_report(written: JsonObject | None) -> tuple[frozenset[Service], Source | None]:
    if written is None:
        return frozenset(), None
    needed = written.child("needed")
    told = {service: needed.flag(service) for service in Service} if needed else {}
    if needed:
        needed.close()
    source = _read_source(written)
    written.close()
    return frozenset(service for service, flag in told.items() if flag is False), source


def _read_source(written: JsonObject) -> Source:
    written.required("source")
    told = written.child("source")
    if told is None:
        return Source(provision="", mark=Mark.MEMORY)
    told.required("provision")
    source = Source(
        provision=told.text("provision") or "", mark=told.choice("mark", Mark) or Mark.MEMORY
    )
    told.close()
    return source
