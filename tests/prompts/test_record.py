import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from corpus.database import connect
from prompts.budget import Budget, Spent
from prompts.errors import BudgetSpent
from prompts.record import Call, CallRecord, Cost, Outcome
from prompts.usage import Usage
from tests.prompts.fakes import NOON, a_record

CALL = Call(
    at=NOON,
    task="code_facets",
    prompt="code_facets.1",
    model="scripted:test",
    form="{}",
    text="停電した",
    scopes=("incident-1", "incident-2"),
    outside=True,
    masked=True,
)
MOST = Cost(usage=Usage(sent=100, received=400), micros=7, estimated=True)
TOOK = Cost(usage=Usage(sent=90, received=10), micros=2, estimated=False)


@pytest.fixture
def record(tmp_path: Path) -> CallRecord:
    return a_record(tmp_path)


def rows(record: CallRecord, table: str = "model_calls") -> list[dict[str, Any]]:
    with connect(record.path) as db:
        return list(db.table(table).rows)


def test_a_call_is_on_record_before_it_is_sent(record: CallRecord) -> None:
    number = record.begin(CALL, MOST, Budget())

    [row] = rows(record)
    assert row == {
        "id": number,
        "at": "2026-11-20T03:00:00+00:00",
        "day": "2026-11-20",
        "task": "code_facets",
        "prompt": "code_facets.1",
        "model": "scripted:test",
        "sha256": CALL.sha256,
        "scopes": json.dumps(["incident-1", "incident-2"]),
        "outside": 1,
        "masked": 1,
        "tokens_sent": 100,
        "tokens_received": 400,
        "cost_micros": 7,
        "estimated": 1,
        "cached": 0,
        "outcome": "sent",
    }


def test_what_was_sent_is_kept_once(record: CallRecord) -> None:
    record.begin(CALL, MOST, Budget())
    record.begin(replace(CALL, task="other"), MOST, Budget())

    assert rows(record, "model_texts") == [{"sha256": CALL.sha256, "text": "停電した"}]
    assert len(rows(record)) == 2


def test_what_a_call_took_replaces_what_it_might_have_taken(record: CallRecord) -> None:
    number = record.begin(CALL, MOST, Budget())
    record.end(number, Outcome.ANSWERED, TOOK)

    [row] = rows(record)
    assert (row["outcome"], row["estimated"]) == ("answered", 0)
    assert record.spent(NOON) == Spent(tokens=100, micros=2)


def test_a_call_that_never_ended_counts_with_the_most_it_may_have_taken(
    record: CallRecord,
) -> None:
    record.begin(CALL, MOST, Budget())

    assert record.spent(NOON) == Spent(tokens=500, micros=7)


def test_a_call_beyond_the_budget_is_not_on_record(record: CallRecord) -> None:
    record.begin(CALL, MOST, Budget(tokens_a_day=999))

    with pytest.raises(BudgetSpent):
        record.begin(CALL, MOST, Budget(tokens_a_day=999))
    assert len(rows(record)) == 1


def test_a_new_day_has_a_new_budget(record: CallRecord) -> None:
    record.begin(CALL, MOST, Budget(tokens_a_day=500))
    tomorrow = replace(CALL, at=NOON + timedelta(days=1))

    record.begin(tomorrow, MOST, Budget(tokens_a_day=500))

    assert record.spent(tomorrow.at) == Spent(tokens=500, micros=7)


def test_an_answer_is_found_by_its_key(record: CallRecord) -> None:
    number = record.begin(CALL, MOST, Budget())
    record.keep(number, CALL.key, '{"findings":[]}')

    assert record.answer(CALL.key) == '{"findings":[]}'
    assert record.answer("another") is None


def test_an_answer_that_is_kept_again_replaces_the_first(record: CallRecord) -> None:
    number = record.begin(CALL, MOST, Budget())
    record.keep(number, CALL.key, "1")
    record.keep(number, CALL.key, "2")

    assert record.answer(CALL.key) == "2"


def test_an_answer_used_again_is_on_record_and_costs_nothing(record: CallRecord) -> None:
    number = record.reuse(CALL)

    [row] = rows(record)
    assert (row["id"], row["outcome"], row["cached"]) == (number, "cached", 1)
    assert record.spent(NOON) == Spent(tokens=0, micros=0)


@pytest.mark.parametrize(
    "changed", [{"model": "b"}, {"prompt": "b"}, {"form": "b"}, {"text": "b"}], ids=str
)
def test_the_key_changes_with_what_makes_an_answer(changed: dict[str, Any]) -> None:
    assert replace(CALL, **changed).key != CALL.key


@pytest.mark.parametrize(
    "changed", [{"scopes": ()}, {"at": NOON + timedelta(days=9)}, {"masked": False}]
)
def test_the_key_does_not_change_with_the_occasion(changed: dict[str, Any]) -> None:
    assert replace(CALL, **changed).key == CALL.key


def test_a_call_does_not_show_its_text() -> None:
    assert "停電" not in repr(CALL)
