"""The accounts on record, ready to be searched, and kept in step with the record.

The record is the truth. What is held here is made from it and from the kept vectors, saved in one
file, and can be deleted at any time.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any, Self

import numpy as np
from sqlite_utils import Database

from corpus.account import Account, Language
from corpus.accounts import AccountStore, Change
from embeddings.backends import DEFAULT_ENCODER
from embeddings.cache import MemoryVectors, SqliteVectors, VectorStore
from embeddings.encoding import BATCH, Encoded, Progress, encode_texts
from embeddings.errors import DamagedIndex
from embeddings.holdings import Holdings
from embeddings.identity import identity_of
from embeddings.index import Labels
from embeddings.lexical import InvertedFile
from embeddings.plan import Plan
from embeddings.plans import load_plan
from embeddings.search import Neighbour, Query, encode_queries, nearest_in
from embeddings.snapshot import Snapshot, load_snapshot, read_header, save_snapshot, writing_to
from embeddings.terms import term_id
from embeddings.upkeep import Fault, faults_in
from embeddings.views import CONCEPTS

_log = logging.getLogger(__name__)

FILE = "accounts.index"
SAVED_EVERY = 64
"""The file is written again when one in so many of the accounts held has changed since."""


class Retrieval:
    """Accounts that can be searched. Threads may share one."""

    def __init__(self, plan: Plan, folder: Path | None = None) -> None:
        self.encoded = Encoded()
        """How many vectors were made since this was opened, by view."""
        self._held = Holdings(plan)
        self._folder = folder
        self._position = self._saved_position = 0
        self._since_saved = 0
        self._searching = RLock()
        self._catching_up = RLock()

    @classmethod
    def open(
        cls,
        folder: Path,
        db: Database,
        encoder: str = DEFAULT_ENCODER,
        progress: Progress | None = None,
    ) -> Self:
        """The accounts in `db`, from what is saved in `folder` as far as it is whole, caught up.

        Raises:
            UnknownBackend: no encoder backend has that name.
            MissingModel: what the encoder needs is not installed.
        """
        made = cls(load_plan(encoder, folder, SqliteVectors(db)), folder)
        try:
            made._load(folder / FILE, db)
        except DamagedIndex as fault:  # it is derived: what cannot be read is made again
            _log.warning("making an index again: %s", fault)
        made.catch_up(db, progress)
        return made

    @classmethod
    def in_memory(
        cls,
        accounts: Sequence[Account],
        encoder: str = DEFAULT_ENCODER,
        store: VectorStore | None = None,
    ) -> "MemoryRetrieval":
        """`accounts` under the labels 0, 1, 2 …, with no database and nothing saved.

        What is encoded is kept in `store`, where one is given: several of these may share it.
        """
        store = store or MemoryVectors()
        return MemoryRetrieval(load_plan(encoder, store=store), accounts, store)

    @property
    def encoder(self) -> str:
        """The name of the encoder in use."""
        return self._held.plan.encoder

    @property
    def reference(self) -> str:
        """The version of the frozen statistics in use."""
        return self._held.plan.reference

    def __len__(self) -> int:
        return len(self._held.roster.labels)

    def nearest(
        self,
        texts: Mapping[Language, str],
        k: int,
        allowed: Labels | None = None,
        stored: VectorStore | None = None,
    ) -> list[Neighbour]:
        """The `k` accounts most like `texts`, best first; only `allowed` ones are looked at.

        With `stored`, vectors that were made of these very texts before are taken from there.
        """
        return self.nearest_to_many([Query(texts, allowed)], k, stored)[0]

    def nearest_to_many(
        self, queries: Sequence[Query], k: int, stored: VectorStore | None = None
    ) -> list[list[Neighbour]]:
        """As `nearest`, for each of `queries`."""
        encoded = encode_queries(queries, self._held.plan, stored)
        with self._searching:
            return [nearest_in(self._held, query, k) for query in encoded]

    def told_of(self, concepts: Iterable[str], allowed: Labels | None = None) -> frozenset[str]:
        """Those of `concepts` that some account in `allowed` (None: any) tells of as its failing.

        Accounts that are not of the field tell of none.
        """
        asked = sorted(concepts)
        with self._searching:
            index = self._held.indexes.get(CONCEPTS)
            if not isinstance(index, InvertedFile) or not asked:
                return frozenset()
            ids = np.array([term_id(concept) for concept in asked], np.int64)
            used = index.used(ids, None if allowed is None else np.unique(allowed))
        return frozenset(one for one, told in zip(asked, used.tolist(), strict=True) if told)

    def catch_up(self, db: Database, progress: Progress | None = None) -> int:
        """Take in what was put and withdrawn since; how many accounts that were.

        Whatever process wrote it. `progress` is called with how many of them are done.
        """
        with self._catching_up:
            accounts = AccountStore(db)
            if accounts.position() < self._position:  # an older state of the database was restored
                self._start_again()
            # Read to the end first: a question left open would bar this connection from writing.
            changes = list(accounts.changes(self._position))
            for start in range(0, len(changes), BATCH):
                some = changes[start : start + BATCH]
                self._take_in(some, SqliteVectors(db))
                if progress is not None:
                    progress(start + len(some), len(changes))
            self._since_saved += len(changes)
            if self._since_saved * SAVED_EVERY > len(self):
                self.save(db)
            return len(changes)

    def save(self, db: Database) -> None:
        """Write the file, unless another process has written one that is further on."""
        if self._folder is None or self._position == self._saved_position:
            return
        path = self._folder / FILE
        with writing_to(path), self._searching:
            there = None
            with suppress(DamagedIndex):
                there = read_header(path)
            if there is None or not self._goes_further(there, db):
                made_of = {**self._made_of(db), "position": self._position}
                save_snapshot(Snapshot(made_of=made_of, arrays=self._held.arrays()), path)
            self._saved_position = self._position
            self._since_saved = 0

    def rebuild(self, db: Database, progress: Progress | None = None) -> int:
        """Make the index again from the record and the kept vectors; how many it holds."""
        with self._catching_up:
            self._start_again()
            if self._folder is not None:
                (self._folder / FILE).unlink(missing_ok=True)
            self.catch_up(db, progress)
            self.save(db)
            return len(self)

    def verify(self, db: Database) -> tuple[Fault, ...]:
        """In what the index and the record differ, once it has caught up. Nothing is encoded."""
        self.catch_up(db)
        with self._searching:
            return tuple(
                faults_in(self._held, dict(AccountStore(db).all_active()), SqliteVectors(db))
            )

    def _take_in(self, changes: Sequence[Change], store: VectorStore) -> None:
        put = {one.label: one.account for one in changes if one.account is not None}
        texts = [account.texts for account in put.values()]
        vectors = encode_texts(texts, self._held.plan.views, store, self.encoded)
        with self._searching:
            self._held.remove([one.label for one in changes if one.account is None])
            self._held.put(put, vectors)
            self._position = changes[-1].position

    def _start_again(self) -> None:
        with self._searching:
            self._held = Holdings(self._held.plan)
            self._position = self._saved_position = self._since_saved = 0

    def _load(self, path: Path, db: Database) -> None:
        snapshot = load_snapshot(path)
        if snapshot is None or not self._is_ours(snapshot.made_of, db):
            return
        self._held = Holdings.from_arrays(self._held.plan, snapshot.arrays)
        self._position = self._saved_position = int(snapshot.made_of["position"])

    def _made_of(self, db: Database) -> dict[str, Any]:
        return {"views": self._held.plan.key, "database": identity_of(db)}

    def _is_ours(self, made_of: Mapping[str, Any], db: Database) -> bool:
        return all(made_of.get(key) == value for key, value in self._made_of(db).items())

    def _goes_further(self, header: Mapping[str, Any], db: Database) -> bool:
        made_of = header.get("made_of", {})
        position = int(made_of.get("position", 0))
        on_record = position <= AccountStore(db).position()
        return self._is_ours(made_of, db) and on_record and position >= self._position


class MemoryRetrieval(Retrieval):
    """Accounts that are on no record: those of an evaluation. Their labels are their places."""

    def __init__(self, plan: Plan, accounts: Sequence[Account], store: VectorStore) -> None:
        super().__init__(plan)
        self._store = store
        vectors = encode_texts([one.texts for one in accounts], plan.views, store, self.encoded)
        self._held.put(dict(enumerate(accounts)), vectors)

    def nearest_to_many(
        self, queries: Sequence[Query], k: int, stored: VectorStore | None = None
    ) -> list[list[Neighbour]]:
        """As `Retrieval.nearest_to_many`; what was encoded for the accounts is used again."""
        return super().nearest_to_many(queries, k, stored or self._store)
