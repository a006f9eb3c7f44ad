"""A reading as JSON, and back: how a filing's fields are kept. What is empty is left out."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from corpus.reading import (
    Interval,
    Moment,
    Precision,
    Quantity,
    Reading,
    Section,
    ServiceImpact,
    Stage,
    Unread,
    Why,
)
from corpus.service import Service


def to_json(reading: Reading) -> str:
    """`reading` as one JSON object."""
    return json.dumps(told(reading), ensure_ascii=False)


def from_json(written: str) -> Reading:
    """The reading that `to_json` wrote."""
    row = json.loads(written)
    return Reading(
        form=row["form"],
        stage=Stage(row["stage"]),
        where=row["where"],
        carrier_named=row.get("carrier_named"),
        reference=row.get("reference"),
        regarding=tuple(row.get("regarding", ())),
        subject=row.get("subject"),
        occurred=_moment(row.get("occurred")),
        recovered=_moment(row.get("recovered")),
        reported=_moment(row.get("reported")),
        known=_moment(row.get("known")),
        intervals=tuple(map(_interval, row.get("intervals", ()))),
        services=tuple(map(_impact, row.get("services", ()))),
        users=_quantity(row.get("users")),
        minutes=_quantity(row.get("minutes")),
        area=row.get("area"),
        sections={Section(name): text for name, text in row.get("sections", {}).items()},
        unread=tuple(map(_unread, row.get("unread", ()))),
    )


def told(reading: Reading) -> dict[str, Any]:
    """The fields of `reading` that are told, in the types JSON has."""
    return _told(
        form=reading.form,
        stage=reading.stage,
        where=reading.where,
        carrier_named=reading.carrier_named,
        reference=reading.reference,
        regarding=list(reading.regarding),
        subject=reading.subject,
        occurred=_of_moment(reading.occurred),
        recovered=_of_moment(reading.recovered),
        reported=_of_moment(reading.reported),
        known=_of_moment(reading.known),
        intervals=[
            _told(start=_of_moment(each.start), end=_of_moment(each.end))
            for each in reading.intervals
        ],
        services=[_of_impact(each) for each in reading.services],
        users=_of_quantity(reading.users),
        minutes=_of_quantity(reading.minutes),
        area=reading.area,
        sections=dict(reading.sections),
        unread=[
            {"label": each.label, "text": each.text, "why": each.why, "where": each.where}
            for each in reading.unread
        ],
    )


def _told(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def _of_moment(moment: Moment | None) -> dict[str, str] | None:
    if moment is None:
        return None
    return {"at": moment.at.isoformat(), "precision": moment.precision, "text": moment.text}


def _of_quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        **_told(value=quantity.value, low=quantity.low, high=quantity.high),
        "approximate": quantity.approximate,
        "text": quantity.text,
    }


def _of_impact(impact: ServiceImpact) -> dict[str, Any]:
    return {
        "service": impact.service,
        "named": impact.named,
        **_told(users=_of_quantity(impact.users), minutes=_of_quantity(impact.minutes)),
    }


def _moment(row: Mapping[str, str] | None) -> Moment | None:
    return None if row is None else _at(row)


def _at(row: Mapping[str, str]) -> Moment:
    at = datetime.fromisoformat(row["at"])
    return Moment(at=at, precision=Precision(row["precision"]), text=row["text"])


def _quantity(row: Mapping[str, Any] | None) -> Quantity | None:
    if row is None:
        return None
    return Quantity(
        value=row.get("value"),
        low=row.get("low"),
        high=row.get("high"),
        approximate=row["approximate"],
        text=row["text"],
    )


def _interval(row: Mapping[str, Any]) -> Interval:
    return Interval(start=_at(row["start"]), end=_moment(row.get("end")))


def _impact(row: Mapping[str, Any]) -> ServiceImpact:
    return ServiceImpact(
        service=Service(row["service"]),
        named=row["named"],
        users=_quantity(row.get("users")),
        minutes=_quantity(row.get("minutes")),
    )


def _unread(row: Mapping[str, str]) -> Unread:
    return Unread(label=row["label"], text=row["text"], why=Why(row["why"]), where=row["where"])
