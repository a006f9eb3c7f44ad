"""What may be spent on a model in a day, and what its tokens cost."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from corpus.japan import JST
from prompts.errors import BudgetSpent, DamagedPrices, PromptTooLong
from prompts.options import ANSWER_TOKENS
from prompts.usage import Usage, estimated_tokens

MICROS = 1_000_000
"""Money is counted in millionths of the unit that the table of prices is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens cost, `sent` and `received`."""

    sent: Decimal
    received: Decimal

    def micros(self, usage: Usage) -> int:
        """What `usage` costs, in millionths, rounded up."""
        exact = self.sent * usage.sent + self.received * usage.received
        return int(exact.to_integral_value("ROUND_CEILING"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a day's calls took."""

    tokens: int
    micros: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be spent: in a day (JST; None: no limit) and, in tokens, on one call.

    `answer_tokens` is what is set aside for an answer: the model is told to stop there.
    """

    tokens_a_day: int | None = None
    money_a_day: Decimal | None = None
    tokens_a_call: int = 100_000
    answer_tokens: int = ANSWER_TOKENS

    def expected(self, prompt: str, schema: str) -> Usage:
        """What a call may take at most, as far as its characters tell.

        Raises:
            PromptTooLong: more than one call may.
        """
        sent = estimated_tokens(prompt) + estimated_tokens(schema)
        if sent > self.tokens_a_call:
            raise PromptTooLong(f"about {sent} tokens; at most {self.tokens_a_call}")
        return Usage(sent=sent, received=self.answer_tokens)

    def check(self, spent: Spent, tokens: int, micros: int) -> None:
        """Let a call that may take `tokens` and `micros` pass, after what the day has `spent`.

        Raises:
            BudgetSpent: it could go beyond the day's budget.
        """
        if self.tokens_a_day is not None and spent.tokens + tokens > self.tokens_a_day:
            raise BudgetSpent(f"{spent.tokens} of {self.tokens_a_day} tokens; {tokens} more asked")
        if self.money_a_day is None:
            return
        most = int(self.money_a_day * MICROS)
        if spent.micros + micros > most:
            raise BudgetSpent(f"{spent.micros} of {most} millionths; {micros} more asked")


def day_of(at: datetime) -> str:
    """The day of a budget that `at` falls in, as Japan counts days."""
    return at.astimezone(JST).date().isoformat()


def load_prices(path: Path) -> dict[str, Price]:
    """The prices in a TOML file, by the name of the model: a table each, amounts as text.

    Raises:
        DamagedPrices: the file is not so.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        return {name: _price(name, table) for name, table in told.items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise DamagedPrices(f"{path.name}: {type(fault).__name__}") from fault


def _price(name: str, table: object) -> Price:
    if not isinstance(table, Mapping) or table.keys() != {"sent", "received"}:
        raise DamagedPrices(f"{name}: has sent and received, and nothing else")
    if not all(isinstance(amount, str) for amount in table.values()):
        raise DamagedPrices(f"{name}: amounts are written as text, such as '0.25'")
    try:
        price = Price(sent=Decimal(table["sent"]), received=Decimal(table["received"]))
    except InvalidOperation:
        raise DamagedPrices(f"{name}: an amount is not a number") from None
    if not all(amount.is_finite() and amount >= 0 for amount in (price.sent, price.received)):
        raise DamagedPrices(f"{name}: an amount is not a price")
    return price
