from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from prompts.budget import Budget, Price, Spent, day_of, load_prices
from prompts.errors import BudgetSpent, DamagedPrices, PromptTooLong
from prompts.usage import Usage

NOTHING = Spent(tokens=0, micros=0)


def prices(directory: Path, written: str) -> Path:
    path = directory / "prices.toml"
    path.write_text(written, "utf-8")
    return path


def test_a_price_is_for_a_million_tokens_and_rounded_up() -> None:
    price = Price(sent=Decimal("0.25"), received=Decimal(2))

    assert price.micros(Usage(sent=1_000_000, received=1_000_000)) == 2_250_000
    assert price.micros(Usage(sent=1, received=0)) == 1


def test_a_day_is_japans() -> None:
    assert day_of(datetime(2026, 11, 20, 14, 59, tzinfo=UTC)) == "2026-11-20"
    assert day_of(datetime(2026, 11, 20, 15, tzinfo=UTC)) == "2026-11-21"


@pytest.mark.parametrize(("tokens", "passes"), [(400, True), (401, False)])
def test_tokens_of_a_day_have_an_end(tokens: int, passes: bool) -> None:
    budget = Budget(tokens_a_day=1000)
    spent = Spent(tokens=600, micros=0)
    if passes:
        budget.check(spent, tokens, 0)
        return

    with pytest.raises(BudgetSpent, match="600 of 1000 tokens; 401 more"):
        budget.check(spent, tokens, 0)


@pytest.mark.parametrize(("micros", "passes"), [(500_000, True), (500_001, False)])
def test_money_of_a_day_has_an_end(micros: int, passes: bool) -> None:
    budget = Budget(money_a_day=Decimal("1.5"))
    spent = Spent(tokens=10**9, micros=1_000_000)
    if passes:
        budget.check(spent, 10**9, micros)
        return

    with pytest.raises(BudgetSpent, match="1000000 of 1500000 millionths; 500001 more"):
        budget.check(spent, 10**9, micros)


def test_without_a_limit_all_passes() -> None:
    Budget().check(Spent(tokens=10**12, micros=10**12), 10**9, 10**9)


def test_what_is_expected_is_the_prompt_the_form_and_a_whole_answer() -> None:
    expected = Budget(answer_tokens=500).expected("停電した", "x" * 10)

    assert expected == Usage(sent=6 + 4, received=500)


def test_one_call_has_an_end() -> None:
    with pytest.raises(PromptTooLong, match="about 150 tokens; at most 100"):
        Budget(tokens_a_call=100).expected("停" * 100, "")


def test_prices_are_read_by_model(tmp_path: Path) -> None:
    path = prices(tmp_path, '["langchain:openai:m"]\nsent = "0.25"\nreceived = "2"\n')

    expected = Price(sent=Decimal("0.25"), received=Decimal(2))
    assert load_prices(path) == {"langchain:openai:m": expected}


@pytest.mark.parametrize(
    "written",
    [
        "sent = 1",
        '[m]\nsent = "1"',
        '[m]\nsent = "1"\nreceived = "1"\ncached = "1"',
        '[m]\nsent = 0.25\nreceived = "1"',
        '[m]\nsent = "cheap"\nreceived = "1"',
        '[m]\nsent = "-1"\nreceived = "1"',
        '[m]\nsent = "NaN"\nreceived = "1"',
        "[m",
    ],
    ids=["bare", "one missing", "more", "float", "no number", "negative", "NaN", "no TOML"],
)
def test_a_damaged_table_of_prices_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(DamagedPrices):
        load_prices(prices(tmp_path, written))


def test_a_table_of_prices_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedPrices, match=r"prices\.toml: FileNotFoundError"):
        load_prices(tmp_path / "prices.toml")


def test_nothing_spent_leaves_the_whole_budget() -> None:
    Budget(tokens_a_day=1000).check(NOTHING, 1000, 0)
