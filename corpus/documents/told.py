"""The texts of a reading, item by item, in words that intake reads as the same figures."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from corpus.documents.wording import (
    plain_count,
    plain_intervals,
    plain_minutes,
    plain_moment,
    told_intervals,
)
from corpus.intake.forms import Field, Target, load_forms
from corpus.intake.labels import Vocabulary
from corpus.intake.times import Times
from corpus.reading import Moment, Quantity, Reading, Section, ServiceImpact, Unread, Why
from corpus.service import WORDS, Service, find_services

NOTHING = "－"
"""What stands in an item of which nothing is told; intake reads it as such."""

_MOMENTS = (Field.REPORTED, Field.KNOWN, Field.OCCURRED, Field.RECOVERED)
_TEXTS = {
    Field.CARRIER: "carrier_named",
    Field.REFERENCE: "reference",
    Field.SUBJECT: "subject",
    Field.AREA: "area",
}
_KNOWN = frozenset({Field.SERVICES, Field.USERS, Field.MINUTES, Field.INTERVALS, *_MOMENTS})
_NAMES_MANY = 1


@dataclass(frozen=True, slots=True)
class Told:
    """The texts of each item; `strangers` are (label, text) that no item of the forms holds.

    `place` is the label and the text of where the equipment stands.
    """

    texts: dict[Target, list[str]] = field(default_factory=dict)
    strangers: list[tuple[str, str]] = field(default_factory=list)
    place: tuple[str, str] | None = None

    def first(self, item: Target) -> str:
        """The text of an item; empty where nothing is told."""
        return next(iter(self.texts.get(item, ())), "")


def told_of(reading: Reading, plain: frozenset[Field], *, placed: bool) -> Told:
    """What `reading` tells; the items in `plain` in words of ours instead of the filing's.

    `placed`: where the equipment stands has an item of its own.
    """
    told = Told(place=_place(reading) if placed else None)
    for item, text in _items(reading, plain, told.place):
        if text:
            told.texts[item] = [text]
    for unread in reading.unread:
        _tell_unread(told, unread)
    return told


def reckoned(reading: Reading) -> bool:
    """Whether the duration was never told, but follows from the moments."""
    return reading.minutes is not None and reading.minutes == reckoned_minutes(reading)


def reckoned_minutes(reading: Reading) -> Quantity | None:
    """How long it lasted by the moments that are told."""
    return Times(
        occurred=reading.occurred, recovered=reading.recovered, intervals=reading.intervals
    ).minutes()


def _items(
    reading: Reading, plain: frozenset[Field], place: tuple[str, str] | None
) -> Iterator[tuple[Target, str]]:
    for item, name in _TEXTS.items():
        yield item, getattr(reading, name) or ""
    for item in _MOMENTS:
        yield item, _moment(getattr(reading, item.value), item in plain)
    spans = plain_intervals if Field.INTERVALS in plain else told_intervals
    yield Field.INTERVALS, spans(reading.intervals)
    yield Field.REGARDING, "、".join(reading.regarding)
    yield Field.USERS, users_text(reading.users, Field.USERS in plain)
    duration = None if reckoned(reading) else reading.minutes
    yield Field.MINUTES, minutes_text(duration, Field.MINUTES in plain)
    named = (service_name(each, Field.SERVICES in plain) for each in reading.services)
    yield Field.SERVICES, "、".join(named)
    yield from ((s, text) for s, text in reading.sections.items() if s is not Section.OTHER)
    other = reading.sections.get(Section.OTHER, "")
    yield Section.OTHER, other.rpartition("\n")[0] if place else other
    yield Field.PLACE, place[1] if place else ""


def users_text(users: Quantity | None, plain: bool) -> str:
    """A number of users as the filing writes it, or in plain words."""
    return (
        "" if users is None else (users.text if users.text and not plain else plain_count(users))
    )


def minutes_text(minutes: Quantity | None, plain: bool) -> str:
    """A duration as the filing writes it, or in plain words."""
    if minutes is None:
        return ""
    return minutes.text if minutes.text and not plain else plain_minutes(minutes)


def service_name(impact: ServiceImpact, plain: bool) -> str:
    """The filing's word for a service, or the first word that is read as that service."""
    return plain_service(impact.service) if plain or not impact.named else impact.named


@cache
def plain_service(service: Service) -> str:
    """The first word for a service that intake reads as that service and nothing else."""
    listed: list[str] = tomllib.loads(WORDS.read_text("utf-8"))[service]["words"]
    words = (*listed, service.value)
    return next(word for word in words if [each for each, _ in find_services(word)] == [service])


def _moment(moment: Moment | None, plain: bool) -> str:
    return "" if moment is None else (plain_moment(moment) if plain else moment.text)


def _place(reading: Reading) -> tuple[str, str] | None:
    """Where the equipment stands: intake keeps it as the last line of the other matters."""
    last = reading.sections.get(Section.OTHER, "").rpartition("\n")[2]
    label, colon, text = last.partition(": ")
    hit = _vocabulary().whole(label) if colon and text.strip() and reading.area else None
    return (label, text) if hit and hit.target is Field.PLACE else None


def _tell_unread(told: Told, unread: Unread) -> None:
    """Put what was left unread where it is left unread again, unless it is told there already."""
    if unread.why in {Why.FORMULA, Why.CONFLICT} or not unread.text:
        return
    hit = _vocabulary().whole(unread.label) if unread.label else None
    item = hit.target if hit else None
    if isinstance(item, Section) or item in _KNOWN:
        texts = told.texts.setdefault(item, [])
        if item is Field.SERVICES and texts:
            texts[0] = f"{texts[0]}\n{unread.text}"
        elif unread.text not in texts:
            texts.append(unread.text)
    elif item is not Field.STAGE:
        told.strangers.append((unread.label, unread.text))


@cache
def _vocabulary() -> Vocabulary[Target]:
    """The labels that every form knows."""
    return load_forms()[-1].vocabulary
