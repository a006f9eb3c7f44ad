"""Measure how far the starter cases were from their past: ``python -m triage.freeze``.

To be run again whenever the frozen reference of `embeddings` is a new version.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.account import Account
from corpus.record import account_of, read_record
from embeddings.retrieval import Retrieval
from embeddings.search import Query
from triage.novelty import REFERENCE

STARTER = Path(__file__).parents[1] / "corpus" / "starter" / "incidents.jsonl"
PAST = 30
"""How many earlier cases a case needs to be counted."""
POINTS = 41
DIGITS = 6


def measure(accounts: Sequence[Account], retrieval: Retrieval) -> list[float]:
    """How far `accounts`, by day, were from their past, thinned; their places are their labels."""
    queries = [
        Query(accounts[place].texts, np.arange(place)) for place in range(PAST, len(accounts))
    ]
    found = retrieval.nearest_to_many(queries, 1)
    distances = [1.0 - nearest[0].score for nearest in found if nearest]
    thinned: list[float] = (
        np.quantile([0.0, *distances], np.linspace(0, 1, POINTS)).round(DIGITS).tolist()
    )
    return thinned


def starter_accounts() -> list[Account]:
    """The dated accounts of the starter corpus, by day, then id."""
    with STARTER.open("rb") as lines:
        told = [account_of(record) for record in read_record(lines)]
    dated = [(account.day, account.id, account) for account in told if account.day is not None]
    return [account for _, _, account in sorted(dated, key=lambda each: each[:2])]


def frozen(accounts: Sequence[Account], retrieval: Retrieval) -> str:
    """What `measure` finds, as the reference keeps it."""
    told = {
        "encoder": retrieval.encoder,
        "reference": retrieval.reference,
        "distances": measure(accounts, retrieval),
    }
    return json.dumps(told, indent=1) + "\n"


if __name__ == "__main__":  # pragma: no cover - run by hand at a release
    starter = starter_accounts()
    REFERENCE.write_text(frozen(starter, Retrieval.in_memory(starter)), "utf-8")
