"""What is judged: a filing on record, or a text that is not; and what may not be its precedent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.belonging import BelongingStore
from corpus.errors import UnknownFiling, UnknownIncident
from corpus.filed import account_of_filing, traits_of_filing
from corpus.filings import FilingStore
from corpus.ids import AccountId, CarrierId, FilingId, IncidentId, filers_of
from corpus.japan import JST
from corpus.offers import Surroundings
from corpus.reading import Reading
from corpus.versions import told_in_full
from corpus.viewer import Viewer

UNFILED = FilingId("F-")
"""Stands for a text that was never filed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing to judge. `barred` are incidents that may never be its precedents."""

    filing: FilingId | None
    received: date
    reading: Reading = field(repr=False)
    account: Account
    barred: frozenset[IncidentId]

    @property
    def incident(self) -> IncidentId | None:
        """The incident it is about; None for a text that is not on record."""
        return self.account.incidents[0] if self.account.incidents else None


def filed_cases(db: Database, filings: Sequence[FilingId], viewer: Viewer) -> list[Case]:
    """The cases of `filings`, in order.

    Raises:
        UnknownFiling: the viewer may not see one of them, or there is none.
    """
    store, accounts, belonging = FilingStore(db), AccountStore(db), BelongingStore(db)
    found = (store.get(filing, viewer) for filing in filings)
    return [
        Case(
            filing=filing.id,
            received=_day(filing.received_at),
            reading=told_in_full(db, filing.id, filing.reading),
            account=accounts.get(AccountId(filing.id), viewer),
            barred=belonging.barred(AccountId(filing.id), viewer),
        )
        for filing in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfiled:
    """A reading that is not kept, whose it is, and when it was shown."""

    reading: Reading = field(repr=False)
    carriers: tuple[CarrierId, ...]
    shown_at: datetime


def unfiled_case(db: Database, unfiled: Unfiled, viewer: Viewer) -> Case:
    """The case of what is not kept; what it would be joined or offered to is barred as well."""
    reading = unfiled.reading
    traits = traits_of_filing(reading, unfiled.carriers)
    same = (*Surroundings(db, [traits]).like(traits), *_named(db, unfiled, traits.day, viewer))
    told = chain.from_iterable(_incidents_seen(db, account, viewer) for account in same)
    return Case(
        filing=None,
        received=_day(unfiled.shown_at),
        reading=reading,
        account=account_of_filing(UNFILED, reading, ()),
        barred=BelongingStore(db).barred_beside(
            {*told, *map(IncidentId, reading.regarding)}, viewer
        ),
    )


def _named(
    db: Database, unfiled: Unfiled, day: date | None, viewer: Viewer
) -> Iterator[AccountId]:
    """The accounts that it names, by their ids or by its carrier's own number."""
    yield from map(AccountId, unfiled.reading.regarding)
    number, filers = unfiled.reading.reference, filers_of(unfiled.carriers)
    if number and filers:
        yield from BelongingStore(db).numbered(filers, number, day, viewer)


def _incidents_seen(db: Database, account: AccountId, viewer: Viewer) -> tuple[IncidentId, ...]:
    try:
        return AccountStore(db).get(account, viewer).incidents
    except (UnknownFiling, UnknownIncident):
        return ()


def _day(moment: datetime) -> date:
    return moment.astimezone(JST).date()
