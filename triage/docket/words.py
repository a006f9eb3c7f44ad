"""The words of the docket, in Japanese and English: all of them stand in ``words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.regime import Wording

WORDS = Path(__file__).parent / "words.toml"


def wording(table: str, key: str) -> Wording:
    """The words of `key` in one of the tables of ``words.toml``, such as ``flags``."""
    return _words()[table][key]


@cache
def _words() -> Mapping[str, Mapping[str, Wording]]:
    written = tomllib.loads(WORDS.read_text("utf-8"))
    return {
        table: {key: Wording(**words) for key, words in entries.items()}
        for table, entries in written.items()
    }
