"""Offers: filings that look as if they were about an accident already on record.

They are made against everything on record, account by account, so that an offer is shown to those
alone who see both the filing and the account that it was laid beside.
"""

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlite_utils import Database

from corpus.door import audiences_json, seen
from corpus.ids import AccountId, CarrierId, FilingId, IncidentId
from corpus.likeness import DAYS, Laid, Likeness, Trait, laid, likeness
from corpus.traits import Traits, TraitStore
from corpus.viewer import Viewer

NAMED_POINTS = 100
"""Points of an offer made because the filing names the accident by its id."""


class Said(StrEnum):
    """What a person says of a filing and an incident."""

    BELONGS = "belongs"  # the filing is about this incident, not about another
    ALSO = "also"  # the filing is about this incident too
    APART = "apart"  # the filing is not about this incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A filing and an incident it may be about; `points` is the sum of the reasons'.

    `said` is what a person last said of the two, None while the offer is open.
    """

    filing: FilingId
    incident: IncidentId
    reasons: tuple[Likeness, ...]
    said: Said | None

    @property
    def points(self) -> int:
        """How much speaks for it."""
        return sum(reason.points for reason in self.reasons)


class Surroundings:
    """Accounts on record that name certain carriers on certain days, ready to be compared."""

    def __init__(
        self, db: Database, told: Iterable[Traits], *, filings_only: bool = False
    ) -> None:
        found: dict[CarrierId, list[tuple[int, AccountId, Laid]]] = defaultdict(list)
        for carrier, (first, last) in _spans(told).items():
            for candidate in TraitStore(db).near(carrier, first, last, DAYS):
                here = laid(candidate.traits)
                if here and (candidate.account.startswith("F-") or not filings_only):
                    found[carrier].append((here.day, candidate.account, here))
        for those in found.values():
            those.sort(key=lambda each: each[:2])
        self._found = found
        self._days = {carrier: [each[0] for each in those] for carrier, those in found.items()}

    def like(self, traits: Traits) -> dict[AccountId, tuple[Likeness, ...]]:
        """The accounts that `traits` may be of one accident with, and the reasons."""
        here, found = laid(traits), {}
        if here is None:
            return {}
        for carrier in traits.carriers & self._found.keys():
            days = self._days[carrier]
            near = slice(bisect_left(days, here.day - DAYS), bisect_right(days, here.day + DAYS))
            for _, account, there in self._found[carrier][near]:
                if reasons := likeness(here, there):
                    found[account] = reasons
        return found


class OfferStore:
    """Offers in one database. Writes are made inside the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, filing: FilingId, account: AccountId, reasons: tuple[Likeness, ...]) -> None:
        """Offer `filing` as being about what `account` tells of."""
        written = json.dumps([[reason.trait, reason.points] for reason in reasons])
        self._db.conn.execute(
            "INSERT OR REPLACE INTO offers(filing, account, points, reasons) VALUES (?, ?, ?, ?)",
            (filing, account, sum(reason.points for reason in reasons), written),
        )

    def write_named(self, filing: FilingId, named: str) -> None:
        """Offer `filing` as about the same as the incident or the filing whose id is `named`.

        A filing is taken at its own account: what incident it was joined to is for those to know
        who see it.
        """
        accounts = self._db.execute(
            "SELECT id FROM accounts WHERE id = :named UNION "
            "SELECT a.id FROM account_incidents i JOIN accounts a ON a.label = i.label "
            "WHERE i.incident = :named AND a.active = 1",
            {"named": named},
        ).fetchall()
        for (account,) in accounts:
            self.write(filing, account, (Likeness(Trait.NAMED, NAMED_POINTS),))

    def clear(self, account: AccountId) -> None:
        """Take back the offers made against `account`, which is about to be told anew."""
        self._db.conn.execute("DELETE FROM offers WHERE account = ?", (account,))

    def shown(
        self, viewer: Viewer, filings: Collection[FilingId] | None = None
    ) -> tuple[Offer, ...]:
        """The offers of `filings`, or of all, that `viewer` may see; best first.

        Of several accounts of an incident that a filing was laid beside, the likest speaks.
        """
        one_of = "" if filings is None else "o.filing IN (SELECT value FROM json_each(:these)) AND"
        rows = self._db.execute(
            f"""SELECT o.filing, i.incident, o.reasons, d.said
                FROM offers o JOIN accounts f ON f.id = o.filing
                JOIN accounts a ON a.id = o.account
                JOIN account_incidents i ON i.label = a.label
                LEFT JOIN belonging_decisions d
                  ON d.filing = o.filing AND d.incident = i.incident AND d.standing = 1
                WHERE {one_of} {seen("f.label")} AND {seen("a.label")}
                  AND (d.said IS NOT NULL OR i.incident NOT IN
                       (SELECT own.incident FROM filing_incidents own WHERE own.filing = o.filing))
                ORDER BY o.points DESC, o.filing, i.incident""",
            {"these": json.dumps(list(filings or ())), "audiences": audiences_json(viewer)},
        )
        best: dict[tuple[str, str], Offer] = {}
        for of, incident, reasons, said in rows:
            best.setdefault((of, incident), _offer(of, incident, reasons, said))
        return tuple(best.values())

    def ties(
        self, incidents: Collection[IncidentId], viewer: Viewer
    ) -> Iterator[tuple[IncidentId, IncidentId]]:
        """One of `incidents`, and another that an offer ties it to; as `viewer` sees it.

        Two that a person has said to be apart are not tied.
        """
        apart = set(self.apart(incidents, viewer))
        for pair in self._pairs(_TIES, incidents, viewer):
            if pair not in apart:
                yield pair

    def apart(
        self, incidents: Collection[IncidentId], viewer: Viewer
    ) -> Iterator[tuple[IncidentId, IncidentId]]:
        """One of `incidents`, and another that a person has said it is not the same as."""
        return self._pairs(_APART, incidents, viewer)

    def _pairs(
        self, sql: str, incidents: Collection[IncidentId], viewer: Viewer
    ) -> Iterator[tuple[IncidentId, IncidentId]]:
        wanted = {"incidents": json.dumps(list(incidents)), "audiences": audiences_json(viewer)}
        for here, there in self._db.execute(sql, wanted):
            if here != there:
                yield IncidentId(here), IncidentId(there)


_THESE = "(SELECT value FROM json_each(:incidents))"
_TIED = f"""FROM account_incidents {{here}} JOIN accounts x ON x.label = {{here}}.label
    JOIN offers o ON o.{{mine}} = x.id JOIN accounts y ON y.id = o.{{other}}
    JOIN account_incidents {{there}} ON {{there}}.label = y.label
    WHERE {{here}}.incident IN {_THESE} AND {seen("x.label")} AND {seen("y.label")}"""
_TIES = " UNION ".join(
    "SELECT p.incident, q.incident " + _TIED.format(here="p", there="q", mine=mine, other=other)
    for mine, other in (("filing", "account"), ("account", "filing"))
)
_SAID_APART = f"""FROM belonging_decisions d JOIN accounts f ON f.id = d.filing
    JOIN account_incidents i ON i.label = f.label
    WHERE d.standing = 1 AND d.said = 'apart' AND {seen("f.label")} AND"""
_APART = (
    f"SELECT i.incident, d.incident {_SAID_APART} i.incident IN {_THESE} "
    f"UNION SELECT d.incident, i.incident {_SAID_APART} d.incident IN {_THESE}"
)


def _offer(filing: str, incident: str, reasons: str, said: str | None) -> Offer:
    return Offer(
        filing=FilingId(filing),
        incident=IncidentId(incident),
        reasons=tuple(Likeness(Trait(name), points) for name, points in json.loads(reasons)),
        said=Said(said) if said else None,
    )


def _spans(told: Iterable[Traits]) -> dict[CarrierId, tuple[date, date]]:
    spans: dict[CarrierId, tuple[date, date]] = {}
    for traits in told:
        if traits.day is None:
            continue
        for carrier in traits.carriers:
            first, last = spans.get(carrier, (traits.day, traits.day))
            spans[carrier] = min(first, traits.day), max(last, traits.day)
    return spans
