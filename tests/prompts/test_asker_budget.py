"""What calls cost, and how much a day may cost."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Lock

import pytest

from prompts.budget import Budget, Price, Spent
from prompts.errors import (
    BudgetSpent,
    ModelFault,
    ModelRefused,
    ModelUnavailable,
    UnpricedModel,
    UnusableAnswer,
)
from prompts.model import Answer, Reply
from prompts.usage import Usage
from tests.prompts.asker_cases import GOOD, outcomes, rows
from tests.prompts.fakes import NOON, REPORT, ScriptedModel, a_fault, a_request, an_asker


def test_a_call_that_could_go_beyond_the_budget_is_not_sent(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD]), budget=Budget(tokens_a_day=1000))

    with pytest.raises(BudgetSpent, match="0 of 1000 tokens"):
        asker.ask(a_request())
    assert (model.asked, rows(asker)) == ([], [])


def test_a_kept_answer_needs_no_budget(tmp_path: Path) -> None:
    an_asker(tmp_path, ScriptedModel([GOOD])).ask(a_request())
    poor = an_asker(tmp_path, ScriptedModel([GOOD]), budget=Budget(tokens_a_day=0))

    assert poor.ask(a_request()).cached


def test_money_is_counted_by_what_the_model_says_it_took(tmp_path: Path) -> None:
    price = Price(sent=Decimal(2), received=Decimal(10))
    asker = an_asker(tmp_path, ScriptedModel([GOOD]), price=price)
    asker.ask(a_request())

    assert asker.record.spent(NOON) == Spent(tokens=120, micros=100 * 2 + 20 * 10)


def test_where_the_model_says_nothing_the_estimate_stands(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, ScriptedModel([GOOD], usage=None))
    asker.ask(a_request())

    [row] = rows(asker)
    assert (row["estimated"], row["tokens_received"]) == (1, asker.budget.answer_tokens)
    assert row["tokens_sent"] > len(REPORT)


def test_limited_money_needs_a_price(tmp_path: Path) -> None:
    with pytest.raises(UnpricedModel, match="^scripted:test$"):
        an_asker(tmp_path, ScriptedModel([]), budget=Budget(money_a_day=Decimal(1)))


@pytest.mark.parametrize(
    ("fault", "tokens"),
    [
        (a_fault(ModelRefused), 0),
        (a_fault(UnusableAnswer, Usage(sent=100, received=4096)), 4196),
        (a_fault(ModelUnavailable), None),
    ],
    ids=["refused", "told", "not known"],
)
def test_a_call_that_failed_counts_with_what_it_may_have_cost(
    tmp_path: Path, fault: ModelFault, tokens: int | None
) -> None:
    asker = an_asker(tmp_path, ScriptedModel([fault]))
    with pytest.raises(type(fault)):
        asker.ask(a_request())

    [row] = rows(asker)
    most = row["tokens_sent"] + asker.budget.answer_tokens
    assert asker.record.spent(NOON).tokens == (most if tokens is None else tokens)
    assert row["estimated"] == (tokens is None)


def test_a_program_that_is_killed_while_it_waits_leaves_the_call_on_record(
    tmp_path: Path,
) -> None:
    asker = an_asker(tmp_path, ScriptedModel([KeyboardInterrupt()]))

    with pytest.raises(KeyboardInterrupt):
        asker.ask(a_request())
    assert outcomes(asker) == ["sent"]
    assert asker.record.spent(NOON).tokens > asker.budget.answer_tokens


def test_a_new_day_brings_a_new_budget(tmp_path: Path) -> None:
    now = [NOON]

    def clock() -> datetime:
        return now[0]

    model = ScriptedModel([a_fault(ModelUnavailable), a_fault(ModelUnavailable), GOOD])
    asker = an_asker(tmp_path, model, clock=clock, budget=Budget(tokens_a_day=7_000))
    with pytest.raises(ModelUnavailable):
        asker.ask(a_request())
    with pytest.raises(BudgetSpent):
        asker.ask(a_request())

    now[0] += timedelta(days=1)
    with pytest.raises(ModelUnavailable):
        asker.ask(a_request())


class Costly:
    """A model that takes all that was set aside for an answer, and counts who asks."""

    name = "scripted:costly"
    outside = False

    def __init__(self) -> None:
        self.asked = 0
        self._lock = Lock()

    def ask(self, prompt: str, form: type[Answer]) -> Reply[Answer]:
        with self._lock:
            self.asked += 1
        return Reply(answer=form.model_validate(GOOD.model_dump()), usage=None)


def test_those_who_ask_at_once_share_one_budget(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, model := Costly(), budget=Budget(tokens_a_day=20_000))
    brought = asker.ask_many([a_request(f"{REPORT}{n}") for n in range(10)], at_once=8)

    refused = [one for one in brought if isinstance(one, BudgetSpent)]
    assert model.asked + len(refused) == 10
    assert 1 <= model.asked < 10
    assert asker.record.spent(NOON).tokens <= 20_000


def test_two_askers_share_one_budget(tmp_path: Path) -> None:
    budget = Budget(tokens_a_day=7_000)
    an_asker(tmp_path, Costly(), budget=budget).ask(a_request())

    with pytest.raises(BudgetSpent):
        an_asker(tmp_path, Costly(), budget=budget).ask(a_request("別の報告"))
