"""The versions of a carrier's filing about an incident, and which of them stands for all.

Versions are counted among filings of the same filers: one carrier, or several together. So what
one of them files alone takes nothing away from the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import reduce

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.ids import AccountId, Filers, FilingId, IncidentId
from corpus.reading import Reading, Stage
from corpus.reading_json import from_json

WEIGHT: Mapping[Stage, int] = {
    Stage.ANNUAL: 0,
    Stage.FIRST: 1,
    Stage.UNKNOWN: 1,
    Stage.DETAILED: 2,
    Stage.CORRECTION: 2,
}
"""How much a filing of that stage says; of equal ones the last stands.

An annual list says less than the reports it lists, and a first report that is late less than the
detailed one before it.
"""


@dataclass(frozen=True, slots=True)
class _Filed:
    filing: FilingId
    batch: str
    stage: Stage
    reading: Reading = field(repr=False)


def settle(db: Database, incident: IncidentId, filers: Filers | None) -> None:
    """Count the versions of `filers` about `incident`, and compare the one that stands only.

    Rows of one list are parts of one version. In the caller's transaction. Where nobody is
    known to have filed, every filing stands for itself.
    """
    if filers is None:
        return
    filed, accounts = _filed(db, incident, filers), AccountStore(db)
    order = {batch: place for place, batch in enumerate(dict.fromkeys(f.batch for f in filed), 1)}
    db.conn.executemany(
        "UPDATE filing_incidents SET version = ? WHERE filing = ? AND incident = ?",
        [(order[each.batch], each.filing, incident) for each in filed],
    )
    for each in filed:
        if _stands_somewhere(db, each.filing, filers):
            accounts.reinstate(AccountId(each.filing))
        else:
            accounts.withdraw(AccountId(each.filing))


def told_in_full(db: Database, filing: FilingId, reading: Reading) -> Reading:
    """What a filing that says `reading` tells: a correction tells what it corrects, corrected.

    Only filings of the same filers are read: whoever may see it may see what this gives.
    """
    if reading.stage != Stage.CORRECTION:
        return reading
    *earlier, last = _chain(db, filing)
    whole = [place for place, each in enumerate(earlier) if each.stage != Stage.CORRECTION]
    if not whole:
        return reading
    base = max(whole, key=lambda place: (WEIGHT[earlier[place].stage], place))
    since = [each.reading for each in earlier[base + 1 :] if each.stage == Stage.CORRECTION]
    return reduce(amended, [*since, last.reading], earlier[base].reading)


def amended(reading: Reading, correction: Reading) -> Reading:
    """`reading` with all that `correction` tells in the place of what was told before.

    Of services and sections, those that the correction does not name stay as they were.
    """
    told = {each.name: getattr(correction, each.name) for each in fields(correction)}
    new = {name: value for name, value in told.items() if value not in (None, (), {})}
    services = {each.service: each for each in (*reading.services, *correction.services)}
    whole = {
        "services": tuple(services.values()),
        "sections": {**reading.sections, **correction.sections},
        "unread": correction.unread,
    }
    return replace(reading, **{**new, **whole})


def _stands_somewhere(db: Database, filing: FilingId, filers: Filers) -> bool:
    rows = db.execute(
        "SELECT incident FROM filing_incidents WHERE filing = ?", (filing,)
    ).fetchall()
    return any(filing in _standing(_filed(db, row[0], filers)) for row in rows)


def _standing(filed: list[_Filed]) -> set[FilingId]:
    heaviest = max(WEIGHT[each.stage] for each in filed)
    reports = [each for each in filed if WEIGHT[each.stage] == heaviest]
    return {each.filing for each in reports if each.batch == reports[-1].batch}


def _chain(db: Database, filing: FilingId) -> list[_Filed]:
    """The versions of the filers of `filing` about its first incident, up to itself."""
    incident, filers = db.execute(
        "SELECT b.incident, f.filers FROM filings f JOIN filing_incidents b ON b.filing = f.id "
        "WHERE f.id = ? ORDER BY b.incident",
        (filing,),
    ).fetchone()
    filed = _filed(db, incident, filers)
    place = next(place for place, each in enumerate(filed) if each.filing == filing)
    return filed[: place + 1] if filers is not None else filed[place : place + 1]


def _filed(db: Database, incident: IncidentId, filers: Filers | None) -> list[_Filed]:
    rows = db.execute(
        "SELECT f.id, f.batch, f.stage, f.reading FROM filing_incidents b "
        "JOIN filings f ON f.id = b.filing "
        "WHERE b.incident = ? AND f.filers IS ? ORDER BY f.position",
        (incident, filers),
    )
    return [_Filed(FilingId(row[0]), row[1], Stage(row[2]), from_json(row[3])) for row in rows]
