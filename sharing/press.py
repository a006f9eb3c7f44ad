"""What is publicly told of past accidents (公表された事実), as an attacker holds it.

The facts of the public record: whose accident, where, when, how large, what failed and how it
ended. The narratives are left out: they are what is rewritten, and nobody who reads a rendering
holds the text it was made of.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from unicodedata import normalize

from corpus.account import Language
from corpus.area import places_of
from corpus.carriers import CarrierRegister
from corpus.language import language_of
from corpus.record import Record, read_record
from corpus.service import Service, find_services, service_of_record

STARTER = Path(__file__).parents[1] / "corpus" / "starter" / "incidents.jsonl"
_NUMBER = re.compile(r"\d[\d,.]*")
_MAN = 10_000  # Japanese counts in tens of thousands (万)
_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PressCase:
    """What is publicly told of one accident.

    `carriers` are the ids of those it happened to, or the operator as it is written where the
    register does not know it.
    """

    id: str
    carriers: frozenset[str]
    language: Language
    text: str = field(repr=False)
    numbers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    services: frozenset[Service] = frozenset()


def press_case(record: Record) -> PressCase:
    """What the press tells of the accident on `record`."""
    facts = (
        record.operator,
        record.area,
        record.trigger,
        record.root_cause,
        record.propagation,
        record.recovery,
        record.prolonging_factors,
        *record.countermeasures,
        *record.lessons,
    )
    told = " ".join(fact for fact in facts if fact)
    return PressCase(
        id=record.id,
        carriers=carriers_of(record.operator),
        language=language_of(told),
        text=told,
        numbers=numbers_in(f"{told} {_figures(record)}"),
        places=places_of(record.area),
        services=frozenset(map(service_of_record, record.service_kinds)),
    )


def case_told_by(text: str, language: Language, carriers: Iterable[str]) -> PressCase:
    """What the press could tell of the accident that `text` tells of."""
    return PressCase(
        id="",
        carriers=frozenset(carriers),
        language=language,
        text=text,
        numbers=numbers_in(text),
        places=places_of(text) if language is Language.JA else frozenset(),
        services=services_in(text),
    )


@cache
def starter_cases() -> tuple[PressCase, ...]:
    """The public record of this release."""
    with STARTER.open(encoding="utf-8") as lines:
        return tuple(map(press_case, read_record(lines)))


def carriers_of(operator: str) -> frozenset[str]:
    """The ids of the carriers that `operator` names, else `operator` itself."""
    return frozenset(CarrierRegister.load().find_all(operator)) or frozenset({operator})


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of two digits and more in `text`, without separators."""
    found = (
        each.replace(",", "").rstrip(".") for each in _NUMBER.findall(normalize("NFKC", text))
    )
    return frozenset(number for number in found if len(number) > 1)


def services_in(text: str) -> frozenset[Service]:
    """The services that `text` names."""
    return frozenset(service for service, _ in find_services(text))


def _figures(record: Record) -> str:
    figures = re.findall(r"\d+", record.started_at or "")
    if record.minutes is not None:
        figures += [f"{record.minutes // _HOUR} {record.minutes % _HOUR} {record.minutes}"]
    if record.users is not None:
        figures += [f"{record.users} {record.users // _MAN}"]
    return " ".join(figures)
