"""Accounts as small as they come, and a plan that needs no model."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from corpus.account import Account, Language
from corpus.ids import AccountId, IncidentId
from corpus.viewer import PUBLIC
from embeddings.encoder import Vectors, unit_rows
from embeddings.views import Vector

JA, EN = Language.JA, Language.EN

FAILURES = (
    (
        "コアルータの交換で経路情報が失われ、輻輳した。",
        "A core router swap lost routes; congestion followed.",
    ),
    (
        "落雷で電源設備が故障し、基地局が停波した。",
        "Lightning broke the power plant and base stations stopped.",
    ),
    ("海底ケーブルが漁船の網で切断された。", "A submarine cable was cut by a fishing net."),
    ("証明書の期限が切れ、認証に失敗した。", "An expired certificate made authentication fail."),
    (
        "設定の誤りで交換機が再起動を繰り返した。",
        "A wrong setting made the switch restart again and again.",
    ),
    (
        "データセンタの空調が止まり、サーバが停止した。",
        "Cooling failed in the data centre and servers stopped.",
    ),
)
"""What happened, in Japanese and in English."""


def an_account(name: str = "a", ja: str | None = None, en: str | None = None) -> Account:
    """An account called `name`, told in the languages given."""
    texts = {language: text for language, text in ((JA, ja), (EN, en)) if text}
    return Account(
        id=AccountId(name),
        incidents=(IncidentId(name),),
        title=name,
        day=None,
        texts=texts or {JA: FAILURES[0][0]},
    )


def told(place: int, name: str | None = None) -> Account:
    """The account of one of FAILURES, in both languages."""
    ja, en = FAILURES[place]
    return an_account(name or f"a{place}", ja, en)


def put(db: Database, *accounts: Account) -> list[int]:
    """The labels of `accounts`, put on record for all to see."""
    from corpus.accounts import AccountStore

    return [AccountStore(db).put(account, [PUBLIC]) for account in accounts]


def database(path: Path) -> Path:
    """A new database at `path` with all the tables an index needs."""
    from corpus.database import migrate
    from corpus.migrations import corpus_migrations
    from embeddings.migrations import embeddings_migrations

    migrate(path, [corpus_migrations, embeddings_migrations])
    return path


def dense(vector: Vector) -> NDArray[np.float32]:
    """`vector`, which is a dense one."""
    assert isinstance(vector, np.ndarray)
    return vector


@dataclass
class LetterEncoder:
    """Counts letters. Reads any language; remembers what it was given."""

    name: str = "letters:16"
    version: str = "1"
    dimension: int = 16
    languages: tuple[Language, ...] = (JA, EN)
    given: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        rows = np.zeros((len(texts), self.dimension))
        for row, text in enumerate(texts):
            for letter in text:
                rows[row, ord(letter) % self.dimension] += 1
        return unit_rows(rows)
