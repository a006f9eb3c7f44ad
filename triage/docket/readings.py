"""A case as a reading: what was entered once, ready to be written as any document.

What the entry tells stands in the place of what was filed; the narrative is the filing's. Nothing
is guessed: a figure for the accident as a whole is one only where there is one service.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from corpus.documents.told import plain_service
from corpus.documents.wording import plain_count, plain_minutes, plain_moment
from corpus.japan import JST
from corpus.reading import (
    Interval,
    Moment,
    Precision,
    Quantity,
    Reading,
    ServiceImpact,
    Stage,
)
from corpus.versions import told_in_full
from triage.docket.cases import Case, Docket
from triage.docket.entry import Entry
from triage.facts import AffectedService

FORM = "entry"


def reading_of(docket: Docket, case: Case) -> Reading:
    """The reading of `case`: of its latest filing in full, with what was entered since."""
    filings = docket.readings(case)
    filed = told_in_full(docket.db, filings[0].id, filings[0].reading) if filings else None
    if case.entry is None:
        assert filed is not None  # a case is entered or filed
        return filed
    return _entered(case.entry, filed, _named(docket, case.entry))


def _entered(entry: Entry, filed: Reading | None, named: str | None) -> Reading:
    base = filed or Reading(form=FORM, stage=Stage.DETAILED, where=entry.id)
    stretches = _stretches(entry.told)
    recovered = stretches[-1].end if stretches else base.recovered
    reading = replace(
        base,
        carrier_named=base.carrier_named or named,
        # So that whatever is written of one entry is filed as versions of one accident.
        reference=base.reference or entry.id,
        occurred=_moment(entry.facts.occurred_at),
        known=_moment(entry.facts.known_at) if "known_at" in entry.told else base.known,
        area=entry.area or base.area,
    )
    services = tuple(_impact(each) for each in entry.facts.services)
    if not services:
        return reading
    [alone] = services if len(services) == 1 else [None]
    return replace(
        reading,
        services=services,
        users=alone.users if alone else None,
        minutes=alone.minutes if alone else None,
        recovered=recovered,
        intervals=stretches if len(stretches) > 1 else (),
    )


def _named(docket: Docket, entry: Entry) -> str | None:
    """The carrier's name on the day, else its id."""
    if entry.carrier is None:
        return None
    day = entry.facts.occurred_at.astimezone(JST).date()
    known = {each.id: each for each in docket.register.all()}
    carrier = known.get(entry.carrier)
    held = [name.ja for name in carrier.names if name.held_on(day)] if carrier else []
    return next(iter(held), entry.carrier)


def _stretches(told: Mapping[str, Any]) -> tuple[Interval, ...]:
    """The stretches of the accident, where every service that tells any tells the same."""
    lists = [each["intervals"] for each in told.get("services") or () if each.get("intervals")]
    if not lists or any(each != lists[0] for each in lists):
        return ()
    starts = ((datetime.fromisoformat(each["start"]), each.get("end")) for each in lists[0])
    return tuple(
        Interval(start=_moment(start), end=_moment(datetime.fromisoformat(end)) if end else None)
        for start, end in sorted(starts, key=lambda stretch: stretch[0])
    )


def _impact(each: AffectedService) -> ServiceImpact:
    minutes = each.minutes.exact
    return ServiceImpact(
        service=each.service,
        named=plain_service(each.service),
        users=_quantity(each.users, plain_count),
        minutes=_quantity(None if minutes is None else round(minutes), plain_minutes),
    )


def _quantity(value: int | None, written: Callable[[Quantity], str]) -> Quantity | None:
    if value is None:
        return None
    exact = Quantity(value=value, low=None, high=None, approximate=False, text="")
    return replace(exact, text=written(exact))


def _moment(at: datetime) -> Moment:
    exact = Moment(at=at, precision=Precision.MINUTE, text="")
    return replace(exact, text=plain_moment(exact))
