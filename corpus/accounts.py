"""The accounts on record: what is compared, and before whom each is laid.

Labels are small integers that index engines and arrays know an account by. They are internal:
what a viewer is shown names accounts and incidents by their ids.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from corpus.account import Account, Language
from corpus.database import transaction
from corpus.door import audiences_json, seen
from corpus.errors import UnknownFiling, UnknownIncident
from corpus.ids import AccountId, IncidentId
from corpus.viewer import Audience, Viewer

_FIELDS = """a.label, a.id, a.title, a.day, a.texts, a.active, (
             SELECT json_group_array(incident) FROM account_incidents i WHERE i.label = a.label)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a list shows of an account."""

    label: int
    id: AccountId
    incidents: tuple[IncidentId, ...]
    title: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last state of a label that changed: its account; None: it is compared no longer."""

    position: int
    label: int
    account: Account | None


class AccountStore:
    """Accounts in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: dict[str, tuple[int, _Seen]] = {}

    def put(self, account: Account, audiences: Collection[Audience]) -> int:
        """Keep `account`, in place of one with its id, laid before `audiences`; its label.

        Its incidents come into being with it. What is there already is left as it is.
        """
        with transaction(self._db):
            return self.write(account, audiences)

    def write(self, account: Account, audiences: Collection[Audience]) -> int:
        """As `put`, inside a transaction that the caller holds."""
        run = self._db.conn.execute
        day = account.day.isoformat() if account.day else None
        told = (account.title, day, _written(account))
        found = run(
            "SELECT label, title, day, texts, active FROM accounts WHERE id = ?", (account.id,)
        ).fetchone()
        if found and found[1:] == (*told, 1) and self._stands(found[0], account, audiences):
            return int(found[0])
        label = found[0] if found else None
        cursor = run(
            "INSERT INTO accounts(label, id, title, day, texts, active) VALUES (?, ?, ?, ?, ?, 1) "
            "ON CONFLICT(label) DO UPDATE SET title = excluded.title, day = excluded.day, "
            "texts = excluded.texts, active = 1",
            (label, account.id, *told),
        )
        label = int(cursor.lastrowid or 0) if label is None else int(label)
        if found:
            run("DELETE FROM account_audiences WHERE label = ?", (label,))
        self._db.conn.executemany(
            "INSERT INTO account_audiences(label, audience, active, day) VALUES (?, ?, 1, ?)",
            [(label, audience, day) for audience in sorted(audiences)],
        )
        self._regard(label, account.incidents)
        return label

    def regard(self, account_id: AccountId, incidents: Collection[IncidentId]) -> None:
        """Make the account one of `incidents`, and of no others."""
        with transaction(self._db):
            self._regard(self.label_of(account_id), incidents)

    def withdraw(self, account_id: AccountId) -> None:
        """Compare the account no longer. It stays on record, seen by whom it was seen by."""
        self._activate(account_id, 0)

    def reinstate(self, account_id: AccountId) -> None:
        """Compare an account again that was withdrawn."""
        self._activate(account_id, 1)

    def get(self, account_id: AccountId, viewer: Viewer) -> Account:
        """The account, active or not.

        Raises:
            UnknownFiling, UnknownIncident: no account this viewer may see has that id.
        """
        sql = f"SELECT {_FIELDS} FROM accounts a WHERE a.id = :id AND {seen('a.label')}"
        row = self._one(sql, {"id": account_id, "audiences": audiences_json(viewer)})
        if row is None:
            raise _unknown(account_id)
        return _account(row)

    def label_of(self, account_id: AccountId) -> int:
        """The label of an account. Internal: it takes no viewer, and is shown to none.

        Raises:
            UnknownFiling, UnknownIncident: there is no such account.
        """
        row = self._one("SELECT label FROM accounts WHERE id = ?", (account_id,))
        if row is None:
            raise _unknown(account_id)
        return int(row[0])

    def labels(
        self,
        viewer: Viewer,
        *,
        before: date | None = None,
        without: Collection[AccountId] = (),
        without_incidents: Collection[IncidentId] = (),
    ) -> NDArray[np.int64]:
        """Labels of the active accounts `viewer` may see, ascending.

        With `before`, those of incidents that started on an earlier day only: one without a day
        is then left out. `without` and `without_incidents` leave out accounts, and all accounts
        of incidents.
        """
        all_seen = self._seen(viewer).before(before)
        left_out = self._labels_of(without, without_incidents)
        return all_seen if left_out.size == 0 else all_seen[~np.isin(all_seen, left_out)]

    def heads(self, labels: Iterable[int]) -> dict[int, Head]:
        """The head of each of `labels` that is on record."""
        wanted = json.dumps([int(label) for label in labels])
        rows = self._db.execute(
            f"SELECT {_FIELDS} FROM accounts a WHERE a.label IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        return {row[0]: _head(row) for row in rows}

    def position(self) -> int:
        """How far the record has come: the position of its last change, 0 before the first."""
        row = self._one("SELECT max(position) FROM account_changes", ())
        return int(row[0] or 0) if row else 0

    def changes(self, since: int) -> Iterator[Change]:
        """The last state of every label that changed after position `since`, in order."""
        rows = self._db.execute(
            f"SELECT {_FIELDS}, c.position FROM accounts a "
            "JOIN (SELECT label, max(position) AS position FROM account_changes "
            "WHERE position > ? GROUP BY label) c ON c.label = a.label ORDER BY c.position",
            (since,),
        )
        for row in rows:
            account = _account(row) if row[5] else None
            yield Change(position=row[7], label=row[0], account=account)

    def all_active(self) -> Iterator[tuple[int, Account]]:
        """Every account that is compared, with its label, by label."""
        rows = self._db.execute(
            f"SELECT {_FIELDS} FROM accounts a WHERE a.active = 1 ORDER BY a.label"
        )
        for row in rows:
            yield row[0], _account(row)

    def _seen(self, viewer: Viewer) -> "_Seen":
        key, position = audiences_json(viewer), self.position()
        kept = self._kept.get(key)
        if kept is None or kept[0] != position:
            sql = """SELECT group_concat(label), group_concat(coalesce(replace(day, '-', ''), 0))
                     FROM account_audiences WHERE active = 1
                     AND audience IN (SELECT value FROM json_each(?))"""
            labels, days = self._db.execute(sql, (key,)).fetchone()
            kept = position, _Seen.of(_numbers(labels), _numbers(days))
            # What a transaction wrote may yet be undone, and its position given to something else.
            if not self._db.conn.in_transaction:
                self._kept[key] = kept
        return kept[1]

    def _regard(self, label: int, incidents: Collection[IncidentId]) -> None:
        run, many = self._db.conn.execute, self._db.conn.executemany
        many("INSERT OR IGNORE INTO incidents(id) VALUES (?)", [(each,) for each in incidents])
        run("DELETE FROM account_incidents WHERE label = ?", (label,))
        many(
            "INSERT INTO account_incidents(label, incident) VALUES (?, ?)",
            [(label, each) for each in sorted(set(incidents))],
        )
        run("INSERT INTO account_changes(label) VALUES (?)", (label,))

    def _activate(self, account_id: AccountId, active: int) -> None:
        with transaction(self._db):
            label = self.label_of(account_id)
            sql = "UPDATE accounts SET active = ? WHERE label = ? AND active <> ?"
            if self._db.execute(sql, (active, label, active)).rowcount:
                self._db.execute(
                    "UPDATE account_audiences SET active = ? WHERE label = ?", (active, label)
                )
                self._db.execute("INSERT INTO account_changes(label) VALUES (?)", (label,))

    def _stands(self, label: int, account: Account, audiences: Collection[Audience]) -> bool:
        before = self._db.execute(
            "SELECT audience FROM account_audiences WHERE label = ?", (label,)
        )
        about = self._db.execute(
            "SELECT incident FROM account_incidents WHERE label = ?", (label,)
        )
        return {row[0] for row in before} == set(audiences) and {row[0] for row in about} == set(
            account.incidents
        )

    def _labels_of(
        self, accounts: Collection[AccountId], incidents: Collection[IncidentId]
    ) -> NDArray[np.int64]:
        if not accounts and not incidents:
            return np.empty(0, dtype=np.int64)
        row = self._one(
            "SELECT group_concat(label) FROM ("
            "SELECT label FROM accounts WHERE id IN (SELECT value FROM json_each(?)) UNION "
            "SELECT label FROM account_incidents "
            "WHERE incident IN (SELECT value FROM json_each(?)))",
            (json.dumps(list(accounts)), json.dumps(list(incidents))),
        )
        return _numbers(row[0] if row else None)

    def _one(
        self, sql: str, parameters: dict[str, Any] | tuple[Any, ...]
    ) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(sql, parameters).fetchone()
        return row


def _written(account: Account) -> str:
    return json.dumps(dict(account.texts), ensure_ascii=False, sort_keys=True)


def _account(row: tuple[Any, ...]) -> Account:
    head = _head(row)
    texts = {Language(language): text for language, text in json.loads(row[4]).items()}
    return Account(
        id=head.id, incidents=head.incidents, title=head.title, day=head.day, texts=texts
    )


def _head(row: tuple[Any, ...]) -> Head:
    return Head(
        label=row[0],
        id=AccountId(row[1]),
        incidents=tuple(sorted(map(IncidentId, json.loads(row[6])))),
        title=row[2],
        day=date.fromisoformat(row[3]) if row[3] else None,
    )


def _unknown(account_id: AccountId) -> UnknownFiling | UnknownIncident:
    return (
        UnknownFiling(account_id) if account_id.startswith("F-") else UnknownIncident(account_id)
    )


def _numbers(joined: str | None) -> NDArray[np.int64]:
    # One text of all numbers, read by numpy: several times quicker than a row of Python each.
    if not joined:
        return np.empty(0, dtype=np.int64)
    return np.fromstring(joined, dtype=np.int64, sep=",")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What one viewer sees: labels ascending, each with its day as a number, 0 where not known."""

    labels: NDArray[np.int64]
    days: NDArray[np.int64]

    @classmethod
    def of(cls, labels: NDArray[np.int64], days: NDArray[np.int64]) -> "_Seen":
        distinct, first = np.unique(labels, return_index=True)
        return cls(labels=distinct, days=days[first])

    def before(self, day: date | None) -> NDArray[np.int64]:
        if day is None:
            return self.labels.copy()
        return self.labels[(self.days > 0) & (self.days < int(f"{day:%Y%m%d}"))]
