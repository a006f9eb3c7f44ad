"""The record of what was sent to which model, what it took, and the answers it brought.

A call is on record before it is sent: a program that is killed while it waits leaves the call as
``sent``, with the most it may have taken. So the day's budget holds whoever asks at the same time.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.database import connect, transaction
from prompts.budget import Budget, Spent, day_of
from prompts.usage import Usage


class Outcome(StrEnum):
    """What became of a call."""

    SENT = "sent"  # under way, or cut short
    ANSWERED = "answered"
    CACHED = "cached"  # nothing was sent: the answer was there
    UNUSABLE = "unusable"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is to be sent, to which model, and about which scopes.

    `form` is the schema of the answer; `outside` says that the text leaves the machine.
    """

    at: datetime
    task: str
    prompt: str
    model: str
    form: str = field(repr=False)
    text: str = field(repr=False)
    scopes: tuple[str, ...]
    outside: bool
    masked: bool

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of the text."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """The same for the same model, prompt, text and form: such a call is not made twice."""
        told = "\x1f".join((self.model, self.prompt, self.form, self.sha256))
        return sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a call took, or may take at most where it is `estimated`."""

    usage: Usage
    micros: int
    estimated: bool


@dataclass(frozen=True, slots=True)
class CallRecord:
    """The calls in the database at `path`. Threads may use it at once.

    Each entry is a transaction of its own, so it must not be made inside another one. `journal`
    is called in it with every new call, so that none is on record that is not journalled too.
    """

    path: Path
    journal: Callable[[Database], None] = lambda _: None

    def answer(self, key: str) -> str | None:
        """The answer (JSON) that is kept under `key`."""
        with connect(self.path) as db:
            sql = "SELECT answer FROM model_answers WHERE key = ?"
            row = db.execute(sql, [key]).fetchone()
        return row and str(row[0])

    def begin(self, call: Call, cost: Cost, budget: Budget) -> int:
        """Put `call` on record as sent, with the most it may cost; gives its number.

        Raises:
            BudgetSpent: it could go beyond what is left of the day's `budget`.
        """
        with self._writing() as db:
            budget.check(_spent(db, day_of(call.at)), cost.usage.tokens, cost.micros)
            return self._enter(db, call, cost, Outcome.SENT)

    def end(self, number: int, outcome: Outcome, cost: Cost) -> None:
        """Put on record what became of call `number`, and what it took."""
        with self._writing() as db:
            db.table("model_calls").update(number, {**_columns(cost), "outcome": outcome})

    def keep(self, number: int, key: str, answer: str) -> None:
        """Keep the `answer` (JSON) of call `number` under `key`."""
        row = {"key": key, "call": number, "answer": answer}
        with self._writing() as db:
            db.table("model_answers").insert(row, replace=True)

    def reuse(self, call: Call) -> int:
        """Put on record that an answer that was kept stood in for `call`; gives its number."""
        nothing = Cost(usage=Usage(sent=0, received=0), micros=0, estimated=False)
        with self._writing() as db:
            return self._enter(db, call, nothing, Outcome.CACHED)

    def spent(self, at: datetime) -> Spent:
        """What the calls of the day of `at` took."""
        with connect(self.path) as db:
            return _spent(db, day_of(at))

    def _enter(self, db: Database, call: Call, cost: Cost, outcome: Outcome) -> int:
        number = _enter(db, call, cost, outcome)
        self.journal(db)
        return number

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with connect(self.path) as db, transaction(db):
            yield db


def _enter(db: Database, call: Call, cost: Cost, outcome: Outcome) -> int:
    db.table("model_texts").insert({"sha256": call.sha256, "text": call.text}, ignore=True)
    row: dict[str, Any] = {
        "at": call.at.isoformat(),
        "day": day_of(call.at),
        "task": call.task,
        "prompt": call.prompt,
        "model": call.model,
        "sha256": call.sha256,
        "scopes": json.dumps(call.scopes, ensure_ascii=False),
        "outside": call.outside,
        "masked": call.masked,
        "cached": outcome is Outcome.CACHED,
        "outcome": outcome,
        **_columns(cost),
    }
    number = db.table("model_calls").insert(row).last_pk
    assert isinstance(number, int)  # an integer primary key
    return number


def _columns(cost: Cost) -> dict[str, int]:
    return {
        "tokens_sent": cost.usage.sent,
        "tokens_received": cost.usage.received,
        "cost_micros": cost.micros,
        "estimated": cost.estimated,
    }


def _spent(db: Database, day: str) -> Spent:
    sql = (
        "SELECT coalesce(sum(tokens_sent + tokens_received), 0), coalesce(sum(cost_micros), 0) "
        "FROM model_calls WHERE day = ?"
    )
    tokens, micros = db.execute(sql, [day]).fetchone()
    return Spent(tokens=tokens, micros=micros)
