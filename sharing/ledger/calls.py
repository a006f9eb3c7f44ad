"""What went to which language model: an entry for each call on record, by its number."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from sharing.ledger.chain import Fault, Wrong
from sharing.ledger.entry import LONGEST, MAIN, Json, Kind
from sharing.ledger.store import Ledger

_COLUMNS = "id, at, task, prompt, model, sha256, scopes, outside, masked, cached"


def enter_calls(db: Database) -> None:
    """Enter every call that has no entry yet, inside the caller's transaction if one is open."""
    ledger = Ledger(db)
    last = ledger.last(Kind.MODEL_CALL)
    number = 0 if last is None else last.body.get("call")
    sql = f"SELECT {_COLUMNS} FROM model_calls WHERE id > ? ORDER BY id"
    if not db.execute(sql, [number]).fetchone():
        return
    with transaction(db):
        for row in list(db.query(sql, [number])):
            at = datetime.fromisoformat(row["at"])
            ledger.append(Kind.MODEL_CALL, _body(row), at)


def faults_of_calls(db: Database) -> Iterator[Fault]:
    """Where the calls on record and the entries of calls do not tell the same."""
    sql = "SELECT number, body FROM ledger WHERE book = ? AND kind = ? ORDER BY number"
    entered = {
        json.loads(body)["call"]: (number, json.loads(body))
        for number, body in db.execute(sql, [MAIN, Kind.MODEL_CALL]).fetchall()
    }
    for row in db.query(f"SELECT {_COLUMNS} FROM model_calls ORDER BY id"):
        number, body = entered.pop(row["id"], (None, None))
        if body is None:
            yield _fault(Wrong.CALL_NOT_ENTERED, None, row["id"])
        elif body != _body(row):
            yield _fault(Wrong.CALL_CHANGED, number, row["id"])
    for call, (number, _) in entered.items():
        yield _fault(Wrong.CALL_GONE, number, call)


def _fault(wrong: Wrong, number: int | None, call: int) -> Fault:
    return Fault(wrong=wrong, book=MAIN, number=number, details={"call": call})


def _body(row: Mapping[str, Any]) -> dict[str, Json]:
    return {
        "call": row["id"],
        "task": row["task"][:LONGEST],
        "prompt": row["prompt"][:LONGEST],
        "model": row["model"][:LONGEST],
        "sha256": row["sha256"],
        "scopes": [scope[:LONGEST] for scope in json.loads(row["scopes"])],
        "outside": bool(row["outside"]),
        "masked": bool(row["masked"]),
        "cached": bool(row["cached"]),
    }
