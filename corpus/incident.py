"""An incident as one viewer knows it: put together from the accounts which that viewer may see."""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.figures import Figure
from corpus.ids import AccountId, CarrierId, FilingId, IncidentId
from corpus.reading import Moment, Stage
from corpus.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One filing about the incident: which version of its carrier's, and whether it stands."""

    filing: FilingId
    carrier: CarrierId | None
    stage: Stage
    version: int
    received_at: datetime
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is told of an incident.

    Title, day, start and area are those of the public record where there is one, else of the
    filing that came first; what others tell stands in `figures`. `accounts` are those compared;
    `named` is the carriers as told, `carriers` those of them that are registered.
    """

    id: IncidentId
    title: str
    day: date | None
    started: Moment | None
    area: str | None
    named: tuple[str, ...]
    carriers: tuple[CarrierId, ...]
    services: tuple[Service, ...]
    figures: tuple[Figure, ...]
    filings: tuple[Version, ...]
    accounts: tuple[AccountId, ...]
    on_record: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many records came in new, in place of others, or as they already were."""

    added: int
    replaced: int
    unchanged: int
