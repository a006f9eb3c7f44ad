"""Groups of names and patterns (sites, makers, models, events), as their TOML files hold them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.identifiers.identifier import IdentifierKind

FILES = tuple(Path(__file__).parent / f"{name}.toml" for name in ("sites", "makers", "events"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What one group finds; `strict` names only beside a word of `beside`, in their own case.

    `generic`: what a place in a pattern may not be made of alone; None: anything may stand there.
    """

    kind: IdentifierKind
    names: tuple[str, ...]
    strict: tuple[str, ...]
    beside: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    generic: re.Pattern[str] | None


@cache
def load_groups() -> tuple[Group, ...]:
    """Every group of every file, in order."""
    return tuple(
        Group(
            kind=IdentifierKind(group["kind"]),
            names=tuple(group.get("names", ())),
            strict=tuple(group.get("strict", ())),
            beside=any_of(group.get("beside", ())),
            patterns=tuple(re.compile(pattern) for pattern in group.get("patterns", ())),
            generic=_only(group["generic"]) if "generic" in group else None,
        )
        for path in FILES
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]
    )


def _only(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words)})*")


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern of any of `words`; of nothing, where there are none."""
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")
