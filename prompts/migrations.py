"""The prompts' tables, as the steps that made them. Add steps; never change one."""

from sqlite_utils import Database, Migrations

prompts_migrations = Migrations("prompts")


@prompts_migrations()
def m001_model_calls(db: Database) -> None:
    texts = db.table("model_texts")
    texts.create({"sha256": str, "text": str}, pk="sha256", not_null={"text"}, strict=True)
    words = dict.fromkeys(
        ("at", "day", "task", "prompt", "model", "sha256", "scopes", "outcome"), str
    )
    counts = dict.fromkeys(("tokens_sent", "tokens_received", "cost_micros"), int)
    claims = dict.fromkeys(("outside", "masked", "estimated", "cached"), int)
    calls = db.table("model_calls")
    calls.create(
        {"id": int, **words, **counts, **claims},
        pk="id",
        not_null={*words, *counts, *claims},
        foreign_keys=[("sha256", "model_texts", "sha256")],
        strict=True,
    )
    calls.create_index(["day"])


@prompts_migrations()
def m002_model_answers(db: Database) -> None:
    db.table("model_answers").create(
        {"key": str, "call": int, "answer": str},
        pk="key",
        not_null={"call", "answer"},
        foreign_keys=[("call", "model_calls", "id")],
        strict=True,
    )
