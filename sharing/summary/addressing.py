"""Sentences that speak to whoever reads a report, or to a machine, and tell nothing of the field.

A report's text is data: what it asks for is not done, and does not get into a summary as if it
were to be done.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from corpus.account import Language
from corpus.folding import fold
from prompts.fencing import visible
from prompts.grounding import is_addressed
from triage.lessons.source import Role

ADDRESSING = Path(__file__).parent / "addressing.toml"
_TELLING = frozenset({Role.NARRATIVE, Role.CAUSE, Role.RESPONSE, Role.PROLONGING})


def speaks_to_reader(said: str, role: Role = Role.NARRATIVE) -> bool:
    """Whether `said`, one sentence in either language, addresses a person or machine.

    Measures and lessons say what to do; a narrative (the `role` of its stretch) gives no orders.
    """
    folded = fold(visible(said)).text
    patterns = _patterns()
    if patterns["asks"].search(folded) or is_addressed(said):
        return True
    return role in _TELLING and bool(patterns["orders"].search(folded))


def addressing_version() -> str:
    """What changes with every change of the patterns."""
    return sha256(ADDRESSING.read_bytes()).hexdigest()[:8]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What finds orders, and what finds anything else that is asked."""
    told = tomllib.loads(ADDRESSING.read_text("utf-8"))
    found: dict[str, list[str]] = {"orders": [], "asks": []}
    for language in Language:
        for name, patterns in told[language].items():
            found["orders" if name == "orders" else "asks"] += patterns
    return {
        name: re.compile("|".join(f"(?:{one})" for one in patterns), re.MULTILINE)
        for name, patterns in found.items()
    }
