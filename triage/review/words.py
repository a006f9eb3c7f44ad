"""The words of decisions in Japanese and English, and the settings of what is made from them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpus.regime import Wording

REVIEW = Path(__file__).parent / "review.toml"


def wording(table: str, key: str) -> Wording:
    """The words of `key` in one of the tables of ``review.toml``."""
    return Wording(**_told()[table][key])


def settings(table: str) -> Mapping[str, Any]:
    """The numbers in one of the tables of ``review.toml``."""
    told: Mapping[str, Any] = _told()[table]
    return told


@cache
def _told() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(REVIEW.read_text("utf-8"))
