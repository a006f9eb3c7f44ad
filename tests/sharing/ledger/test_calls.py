from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from prompts.budget import Budget
from prompts.record import Call, CallRecord, Cost
from prompts.usage import Usage
from sharing.ledger.calls import enter_calls
from sharing.ledger.chain import Wrong
from sharing.ledger.store import Ledger
from tests.examples import NOW
from tests.sharing.ledger.examples import Kept

CALL = Call(
    at=NOW,
    task="ask",
    prompt="ask.1",
    model="scripted:test",
    form="{}",
    text="停電した。",
    scopes=("2022-07-02-a", "question"),
    outside=True,
    masked=True,
)
COST = Cost(usage=Usage(sent=10, received=5), micros=0, estimated=True)
BUDGET = Budget(tokens_a_day=1000, money_a_day=None)


def test_a_call_is_entered_as_it_is_put_on_record(database: Path, db: Database) -> None:
    record = CallRecord(database, enter_calls)
    record.begin(CALL, COST, BUDGET)
    record.reuse(CALL)

    last = Ledger(db).last()

    assert last is not None
    assert (last.number, last.kind) == (2, "model_call")
    assert last.body == {
        "call": 2,
        "task": "ask",
        "prompt": "ask.1",
        "model": "scripted:test",
        "sha256": CALL.sha256,
        "scopes": ["2022-07-02-a", "question"],
        "outside": True,
        "masked": True,
        "cached": True,
    }
    assert "停電" not in str(last)


def test_calls_from_before_the_ledger_are_entered_when_the_head_is_kept(
    database: Path, db: Database, tmp_path: Path
) -> None:
    CallRecord(database).begin(replace(CALL, model="m" * 300), COST, BUDGET)
    kept = Kept(db, tmp_path)
    assert kept.wrong() == [(Wrong.CALL_NOT_ENTERED, None)]

    kept.settle()

    assert kept.wrong() == []


def test_calls_that_were_touched_are_found(database: Path, db: Database, tmp_path: Path) -> None:
    record = CallRecord(database, enter_calls)
    for _ in range(3):
        record.begin(CALL, COST, BUDGET)
    kept = Kept(db, tmp_path)
    kept.settle()
    db.execute("UPDATE model_calls SET outside = 0 WHERE id = 2")
    db.execute("DELETE FROM model_calls WHERE id = 3")

    assert kept.wrong() == [(Wrong.CALL_CHANGED, 2), (Wrong.CALL_GONE, 3)]
