"""The shapes of ``kyokun init``, ``corpus``, ``index``, ``backup`` and ``restore``."""

from typing import Any

from pydantic import RootModel

from api.shape import Out


class ImportedOut(Out):
    """The answer of ``kyokun corpus import``: how many past incidents."""

    added: int
    replaced: int
    unchanged: int


class InitOut(ImportedOut):
    """The answer of ``kyokun init``."""

    workspace: str


class RecordOut(RootModel[list[dict[str, Any]]]):
    """The answer of ``kyokun corpus export --json``: the lines as they were given."""


class OfferOut(Out):
    """An accident on record that a filing may be about."""

    filing: str
    incident: str
    points: int
    state: str
    reasons: list[str]


class OffersOut(RootModel[list[OfferOut]]):
    """The answer of ``kyokun corpus offers``."""


class DecidedOut(Out):
    """The answer of ``kyokun corpus decide``."""

    filing: str
    incident: str
    said: str


class IncidentFilingOut(Out):
    """A filing about an incident, as which version; whether it `stands`: none came after it."""

    filing: str
    carrier: str | None
    stage: str
    version: int
    received_at: str
    stands: bool


class ToldFigureOut(Out):
    """A figure as one source or version tells it; figures that disagree stand side by side."""

    name: str
    service: str | None
    told: str
    account: str
    version: int | None
    stands: bool


class IncidentOut(Out):
    """The answer of ``kyokun corpus show``: an incident as one viewer knows it."""

    incident: str
    title: str
    day: str | None
    area: str | None
    carriers: list[str]
    named: list[str]
    services: list[str]
    on_record: bool
    accounts: list[str]
    filings: list[IncidentFilingOut]
    figures: list[ToldFigureOut]


class IndexFaultOut(Out):
    """In what the index and the record differ."""

    kind: str
    label: int
    view: str | None


class IndexOut(Out):
    """The answer of ``kyokun index``; `encoded`: how many vectors had to be made."""

    accounts: int
    encoded: int
    faults: list[IndexFaultOut]


class BackupOut(Out):
    """The answer of ``kyokun backup``."""

    backup: str
    bytes: int


class RestoreOut(Out):
    """The answer of ``kyokun restore``; `kept`: where the database before is."""

    restored: str
    kept: str | None
