"""Vectors that were made once, kept by what made them and what they were made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from sqlite_utils import Database

from corpus.database import transaction
from embeddings.terms import Terms
from embeddings.views import Vector, View

_ASKED_AT_ONCE = 500  # SQLite takes a bounded number of values in one question


class VectorStore(Protocol):
    """Where vectors are kept, by the key of a view and the hash of the texts it looked at."""

    def get(self, key: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """Those that are kept, of `hashes`."""
        ...

    def put(self, made: Mapping[str, Mapping[str, bytes]]) -> None:
        """Keep what was `made`, by key, by hash: all of it or nothing."""
        ...


@dataclass(frozen=True, slots=True)
class SqliteVectors:
    """Vectors in the table `vectors`: they survive the index, and withdrawn accounts."""

    db: Database

    def get(self, key: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """Those that are kept, of `hashes`."""
        kept: dict[str, bytes] = {}
        for start in range(0, len(hashes), _ASKED_AT_ONCE):
            some = hashes[start : start + _ASKED_AT_ONCE]
            rows = self.db.execute(
                "SELECT content_hash, vector FROM vectors WHERE encoder = ? AND content_hash IN "
                f"({', '.join('?' * len(some))})",
                [key, *some],
            )
            kept.update(rows.fetchall())
        return kept

    def put(self, made: Mapping[str, Mapping[str, bytes]]) -> None:
        """Keep what was `made` in one transaction; what another process has kept already stays."""
        rows = [(key, *item) for key, by_hash in made.items() for item in by_hash.items()]
        if not rows:
            return
        with transaction(self.db):
            self.db.conn.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)


@dataclass(frozen=True, slots=True)
class MemoryVectors:
    """Vectors kept for as long as the process runs."""

    kept: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def get(self, key: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """Those that are kept, of `hashes`."""
        kept = self.kept.get(key, {})
        return {one: kept[one] for one in hashes if one in kept}

    def put(self, made: Mapping[str, Mapping[str, bytes]]) -> None:
        """Keep what was `made`."""
        for key, by_hash in made.items():
            self.kept.setdefault(key, {}).update(by_hash)


def stored_form(vectors: Iterable[Vector]) -> list[bytes]:
    """How each vector is stored."""
    return [
        vector.to_bytes() if isinstance(vector, Terms) else vector.astype("<f4").tobytes()
        for vector in vectors
    ]


def read_vector(view: View, stored: bytes) -> Vector:
    """The vector of `view` that was `stored`."""
    return np.frombuffer(stored, "<f4") if view.dense else Terms.from_bytes(stored)
