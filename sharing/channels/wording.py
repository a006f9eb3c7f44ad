"""The words of letters (``letter.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LETTERS = Path(__file__).parent / "letter.toml"


@cache
def load_letters() -> Mapping[str, Mapping[str, str]]:
    """The words, by table and key."""
    return tomllib.loads(LETTERS.read_text("utf-8"))
