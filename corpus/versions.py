"""The versions of a carrier's filing about an incident, and which of them stands for all."""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.ids import AccountId, CarrierId, FilingId, IncidentId
from corpus.reading import Stage


@dataclass(frozen=True, slots=True)
class _Filed:
    filing: FilingId
    batch: str
    stage: Stage


def settle(db: Database, incident: IncidentId, carrier: CarrierId | None) -> None:
    """Count the versions of `carrier` about `incident`, and compare the last of them only.

    Rows of one list are parts of one version. An annual list says less than the reports it lists,
    and never stands for them. In the caller's transaction. Where the carrier is not known, every
    filing stands for itself.
    """
    if carrier is None:
        return
    filed, accounts = _filed(db, incident, carrier), AccountStore(db)
    order = {batch: place for place, batch in enumerate(dict.fromkeys(f.batch for f in filed), 1)}
    db.conn.executemany(
        "UPDATE filing_incidents SET version = ? WHERE filing = ? AND incident = ?",
        [(order[each.batch], each.filing, incident) for each in filed],
    )
    for each in filed:
        if _stands_somewhere(db, each.filing, carrier):
            accounts.reinstate(AccountId(each.filing))
        else:
            accounts.withdraw(AccountId(each.filing))


def _stands_somewhere(db: Database, filing: FilingId, carrier: CarrierId) -> bool:
    rows = db.execute(
        "SELECT incident FROM filing_incidents WHERE filing = ?", (filing,)
    ).fetchall()
    return any(filing in _standing(_filed(db, row[0], carrier)) for row in rows)


def _standing(filed: list[_Filed]) -> set[FilingId]:
    reports = [each for each in filed if each.stage != Stage.ANNUAL] or filed
    return {each.filing for each in reports if each.batch == reports[-1].batch}


def _filed(db: Database, incident: IncidentId, carrier: CarrierId) -> list[_Filed]:
    rows = db.execute(
        "SELECT f.id, f.batch, f.stage FROM filing_incidents b JOIN filings f ON f.id = b.filing "
        "WHERE b.incident = ? AND f.carrier = ? ORDER BY f.position",
        (incident, carrier),
    )
    return [_Filed(FilingId(row[0]), row[1], Stage(row[2])) for row in rows]
