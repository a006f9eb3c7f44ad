"""What a fault in the facts is called, in Japanese and English."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.regime import Wording
from triage.errors import Fault

WORDS = Path(__file__).parent / "faults.toml"


def words_of(fault: Fault) -> Wording:
    """`fault` in words, without its path."""
    written = fault_codes()[fault.code]
    return Wording(written.ja.format(**fault.details), written.en.format(**fault.details))


@cache
def fault_codes() -> Mapping[str, Wording]:
    """Every code a fault may have, and its words."""
    written = tomllib.loads(WORDS.read_text("utf-8"))
    return {code: Wording(**words) for code, words in written.items()}
