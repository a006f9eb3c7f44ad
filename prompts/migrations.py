"""The prompts' tables, as the steps that made them. Add steps; never change one."""

from sqlite_utils import Database, Migrations

prompts_migrations = Migrations("prompts")


@prompts_migrations()
def m001_model_calls(db: Database) -> None:
    db.table("model_texts").create(
        {"sha256": str, "text": str}, pk="sha256", not_null={"text"}, strict=True
    )
    calls = db.table("model_calls")
    calls.create(
        {
            "id": int,
            "at": str,
            "day": str,
            "task": str,
            "prompt": str,
            "model": str,
            "sha256": str,
            "scopes": str,
            "masked": int,
            "tokens_sent": int,
            "tokens_received": int,
            "cost_micros": int,
            "estimated": int,
            "cached": int,
            "outcome": str,
        },
        pk="id",
        not_null={
            *("at", "day", "task", "prompt", "model", "sha256", "scopes", "masked", "tokens_sent"),
            *("tokens_received", "cost_micros", "estimated", "cached", "outcome"),
        },
        foreign_keys=[("sha256", "model_texts", "sha256")],
        strict=True,
    )
    calls.create_index(["day"])
    db.table("model_answers").create(
        {"key": str, "call": int, "answer": str},
        pk="key",
        not_null={"call", "answer"},
        foreign_keys=[("call", "model_calls", "id")],
        strict=True,
    )
