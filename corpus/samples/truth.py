"""What a sample filing should be understood as, from its facts alone; and a reading in that shape.

Nothing here parses the text of a filing: dates and figures come from what the facts call true.
"""

import re
from datetime import datetime
from typing import Any

from corpus.reading import Moment, Quantity, Reading, Section
from corpus.samples.facts import Filing, Item
from corpus.shape import squeezed

_PRECISIONS = {"YYYY": "year", "YYYY-MM": "month", "YYYY-MM-DD": "day"}
_MOMENTS = ("reported", "known", "occurred", "recovered")
_TEXTS = ("carrier", "reference", "subject", "area")
_SECTIONS = frozenset(Section)
_FIGURE = re.compile(
    r"(?P<about>~)?(?P<bound>>=)?(?P<low>[0-9]+)(?:\.\.(?P<high>[0-9]+))?(?P<rough>~)?"
)

Told = dict[str, Any]


def expected(filing: Filing) -> Told:
    """The reading that the facts of `filing` call for."""
    told: Told = {"form": filing.form, "stage": filing.stage, "sections": {}, "unread": []}
    services: dict[str, Told] = {}
    for item in (*filing.items, *(change.after for change in filing.changes)):
        _tell(item, told, services)
    for change in filing.changes:
        line = f"訂正: {change.after.label}: {change.before} → {change.after.text}"
        _append(told, "other", line)
    for hit in filing.hits:
        services[hit.service] = {"service": hit.service, "users": figure(hit.true_users)}
        if hit.true_minutes:
            services[hit.service]["minutes"] = figure(hit.true_minutes)
    if filing.body:
        _append(told, "overview", "\n".join(filing.body))
    _settle(told, filing)
    told["services"] = sorted(services.values(), key=lambda hit: str(hit["service"]))
    told["sections"] = {name: squeezed(text) for name, text in sorted(told["sections"].items())}
    told["unread"] = sorted(told["unread"])
    return {key: value for key, value in told.items() if value not in (None, [], {})}


def _settle(told: Told, filing: Filing) -> None:
    """What follows from the other fields: subject, place, stretches, duration."""
    told.setdefault("subject", squeezed(filing.title[0]) if filing.title else None)
    place = told.pop("place", None)
    if place:
        if "area" in told:
            _append(told, "other", f"{place[0]}: {place[1]}")
        else:
            told["area"] = squeezed(place[1])
    if stretches := told.get("intervals"):
        told["occurred"], told["recovered"] = stretches[0][0], stretches[-1][1]
    start, end = told.get("occurred"), told.get("recovered")
    is_told = "minutes" in told or any(item.field == "minutes" for item in filing.items)
    if not is_told and start and end and start[1] == end[1] == "minute":
        lasted = datetime.fromisoformat(end[0]) - datetime.fromisoformat(start[0])
        rough = any("頃" in i.text for i in filing.items if i.field in {"occurred", "recovered"})
        told["minutes"] = {"value": int(lasted.total_seconds() // 60), "approximate": rough}


def _tell(item: Item, told: Told, services: dict[str, Told]) -> None:
    """Put one item where it belongs."""
    why = "unknown_label" if item.field == "unknown" else item.why
    codes = (why, "pending" if item.pend else None)
    told["unread"] += [[squeezed(item.full_label), code] for code in codes if code]
    if item.field == "services":
        for service in item.true or ():
            services.setdefault(service, {"service": service})
    elif item.field in {"users", "minutes"}:
        _tell_figures(item, told, services)
    elif item.field == "intervals":
        pairs = [true.split("/") for true in item.true or ()]
        told["intervals"] = [[moment(start), moment(end)] for start, end in pairs]
    elif why is None or item.true:
        _tell_text(item, told)


def _tell_figures(item: Item, told: Told, services: dict[str, Told]) -> None:
    """Put a figure where it belongs: to the accident, or to each service."""
    if isinstance(item.true, str):
        told[item.field] = figure(item.true)
    for service, true in (item.by or {}).items():
        services.setdefault(service, {"service": service})[item.field] = figure(true)


def _tell_text(item: Item, told: Told) -> None:
    """Put a moment, a text or a narrative item where it belongs."""
    if item.field in _MOMENTS:
        if isinstance(item.true, str):
            told[item.field] = moment(item.true)
    elif item.field in _TEXTS:
        told[item.field] = squeezed(item.text)
    elif item.field == "place":
        told["place"] = (item.full_label, item.text)
    elif item.field.startswith("kept."):
        _append(told, item.field.removeprefix("kept."), f"{item.full_label}: {item.text}")
    elif item.field in _SECTIONS:
        _append(told, item.field, item.text)


def _append(told: Told, section: str, text: str) -> None:
    told["sections"][section] = "\n".join(filter(None, (told["sections"].get(section), text)))


def moment(written: str) -> list[str]:
    """A true moment and how exact it is: ``2022-07-02T01:35``, ``2022-07-02T01``, ``2022-07``."""
    zone = "+00:00" if written.endswith("Z") else "+09:00"
    day, _, clock = written.rstrip("Z").partition("T")
    precision = (
        "minute"
        if ":" in clock
        else "hour"
        if clock
        else _PRECISIONS[re.sub("[0-9]+", _letters, day)]
    )
    filled = (day + "-01-01")[:10] if precision != "month" else f"{day}-01"
    hour, _, minute = clock.partition(":")
    return [f"{filled}T{hour or '00'}:{minute or '00'}:00{zone}", precision]


def _letters(found: re.Match[str]) -> str:
    if len(found[0]) == len("YYYY"):
        return "YYYY"
    return "MM" if found.start() <= len("YYYY-") else "DD"


def figure(written: str) -> Told:
    """A true figure: ``~22780000``, ``>=7650000``, ``110000..199999~``."""
    parts = _FIGURE.fullmatch(written)
    if parts is None:
        raise ValueError(written)
    told: Told = {"approximate": bool(parts["about"] or parts["rough"])}
    if parts["bound"]:
        told["low"] = int(parts["low"])
    elif parts["high"]:
        told |= {"low": int(parts["low"]), "high": int(parts["high"])}
    else:
        told["value"] = int(parts["low"])
    return told


def understood(reading: Reading) -> Told:
    """A reading in the shape that `expected` gives: texts without spaces, no places."""
    told: Told = {"form": reading.form, "stage": reading.stage.value}
    texts = (reading.carrier_named, reading.reference, reading.subject, reading.area)
    for name, text in zip(_TEXTS, texts, strict=True):
        told[name] = squeezed(text) if text else None
    told |= {
        name: squeezed(t) if (t := getattr(reading, name)) else None
        for name in ("subject", "area")
    }
    told |= {name: _moment(getattr(reading, name)) for name in _MOMENTS}
    told["intervals"] = [[_moment(i.start), _moment(i.end)] for i in reading.intervals]
    told |= {"users": _figure(reading.users), "minutes": _figure(reading.minutes)}
    told["services"] = [
        {
            key: value
            for key, value in (
                ("service", impact.service.value),
                ("users", _figure(impact.users)),
                ("minutes", _figure(impact.minutes)),
            )
            if value
        }
        for impact in sorted(reading.services, key=lambda impact: impact.service.value)
    ]
    told["sections"] = {s.value: squeezed(text) for s, text in sorted(reading.sections.items())}
    told["unread"] = sorted(
        [squeezed(unread.label), unread.why.value] for unread in reading.unread
    )
    return {key: value for key, value in told.items() if value not in (None, [], {})}


def _moment(told: Moment | None) -> list[str] | None:
    return [told.at.isoformat(), told.precision.value] if told else None


def _figure(told: Quantity | None) -> Told | None:
    if told is None:
        return None
    bounds = {"value": told.value, "low": told.low, "high": told.high}
    return {"approximate": told.approximate} | {k: v for k, v in bounds.items() if v is not None}
