"""Receive a file: it and all its filings are kept in one transaction, and only then receipted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.belonging import BelongingStore, Joined
from corpus.database import transaction
from corpus.errors import FileRefused
from corpus.figures import FigureStore, figures_of_reading
from corpus.filed import account_of_filing, traits_of_filing
from corpus.filings import Batch, Filed, Filing, FilingStore
from corpus.ids import (
    BatchId,
    CarrierId,
    FilingId,
    IncidentId,
    filers_of,
    new_batch_id,
    new_filing_id,
)
from corpus.offers import Offer, OfferStore, Surroundings
from corpus.reading import Reading, Stage
from corpus.traits import CarrierNames, Traits, TraitStore
from corpus.versions import settle, told_in_full
from corpus.viewer import SECRETARIAT, Audience, Role, Viewer, audiences_of_filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A file as it came. `carrier` is who sent it; None: the secretariat, for whom it names."""

    name: str
    content: bytes = field(repr=False)
    carrier: CarrierId | None
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That a filing is kept.

    `already` says that the same file was kept before, and this is the receipt it got then;
    `offers` are the incidents it may also be about, as far as the sender may know of them.
    """

    filing: FilingId
    batch: BatchId
    incidents: tuple[IncidentId, ...]
    carrier: CarrierId | None
    where: str
    stage: Stage
    already: bool
    offers: tuple[Offer, ...] = ()


def receive(
    db: Database, parcel: Parcel, readings: Sequence[Reading], carriers: CarrierNames
) -> tuple[Receipt, ...]:
    """Keep `parcel` with what was read of it; a receipt for each reading, in order.

    A file that the same carrier has sent before gets the receipts it got then, and adds nothing.

    Raises:
        FileRefused: there is nothing to keep.
    """
    if not readings:
        raise FileRefused("nothing_read", parcel.name)
    digest = sha256(parcel.content).hexdigest()
    filings = FilingStore(db)
    with transaction(db):
        kept = filings.taken(digest, parcel.carrier)
        already = bool(kept)
        if not kept:
            batch = Batch(
                id=new_batch_id(),
                name=parcel.name,
                sha256=digest,
                carrier=parcel.carrier,
                received_at=parcel.received_at,
                form=readings[0].form,
            )
            filings.write_batch(batch, parcel.content)
            named = _named(parcel, readings, carriers)
            _Keeping(db, batch, list(zip(readings, named, strict=True))).keep()
            kept = filings.taken(digest, parcel.carrier)
    return _receipts(db, parcel, kept, already)


class _Keeping:
    """Keeps the filings of one batch, inside the transaction of `receive`."""

    def __init__(
        self, db: Database, batch: Batch, read: list[tuple[Reading, tuple[CarrierId, ...]]]
    ) -> None:
        self._batch = batch
        self._filings, self._accounts = FilingStore(db), AccountStore(db)
        self._belonging, self._offers = BelongingStore(db), OfferStore(db)
        self._traits, self._figures = TraitStore(db), FigureStore(db)
        self._db = db
        self._read = [(reading, each, traits_of_filing(reading, each)) for reading, each in read]
        # Taken before the batch is written: rows of one list are told apart by who wrote it.
        self._around = Surroundings(db, (traits for _, _, traits in self._read))

    def keep(self) -> None:
        for reading, carriers, traits in self._read:
            filers = filers_of(carriers)
            filed = Filed(
                id=new_filing_id(),
                batch=self._batch,
                carrier=next(iter(carriers), None),
                filers=filers,
                reading=reading,
                day=traits.day,
            )
            self._filings.write(filed)
            incidents, joined = self._belonging.earlier(filed)
            if joined == Joined.NEW:
                day = traits.day or self._batch.received_at.date()
                incidents = (self._belonging.new_incident(day),)
            self._belonging.write(filed.id, incidents, joined)
            self._tell(filed, incidents, traits, audiences_of_filing(carriers))
            if joined == Joined.NEW:
                self._offer(filed, traits)
            else:
                for incident in incidents:
                    settle(self._db, incident, filers)

    def _tell(
        self,
        filed: Filed,
        incidents: tuple[IncidentId, ...],
        traits: Traits,
        audiences: frozenset[Audience],
    ) -> None:
        account = account_of_filing(
            filed.id, told_in_full(self._db, filed.id, filed.reading), incidents
        )
        label = self._accounts.write(account, audiences)
        self._traits.write(label, traits)
        self._figures.write(label, figures_of_reading(filed.reading))

    def _offer(self, filed: Filed, traits: Traits) -> None:
        for account, reasons in self._around.like(traits).items():
            self._offers.write(filed.id, account, reasons)
        for named in filed.reading.regarding:
            self._offers.write_named(filed.id, named)


def _named(
    parcel: Parcel, readings: Sequence[Reading], carriers: CarrierNames
) -> list[tuple[CarrierId, ...]]:
    """Whose each reading is: the sender's, else the carriers' that it names, the first as sender.

    What carriers file together is laid before all of them, unless one of them sent it itself.
    """
    if parcel.carrier is not None:
        return [(parcel.carrier,)] * len(readings)
    names = {reading.carrier_named for reading in readings if reading.carrier_named}
    found = {name: carriers.find_all(name) for name in names}
    return [found.get(reading.carrier_named or "", ()) for reading in readings]


def _receipts(
    db: Database, parcel: Parcel, kept: Sequence[Filing], already: bool
) -> tuple[Receipt, ...]:
    sender = Viewer(Role.CARRIER, parcel.carrier) if parcel.carrier else SECRETARIAT
    offered: dict[FilingId, list[Offer]] = defaultdict(list)
    for offer in OfferStore(db).shown(sender, [filing.id for filing in kept]):
        offered[offer.filing].append(offer)
    return tuple(
        Receipt(
            filing=filing.id,
            batch=filing.batch.id,
            incidents=tuple(filing.incidents),
            carrier=filing.carrier,
            where=filing.where,
            stage=filing.stage,
            already=already,
            offers=tuple(offered[filing.id]),
        )
        for filing in kept
    )
