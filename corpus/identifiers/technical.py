"""Words of the trade (専門語) that name nobody, whatever a guesser of names makes of them."""

import re
import tomllib
from functools import cache
from pathlib import Path

from corpus.identifiers.spelling import spell

WORDS = Path(__file__).parent / "technical.toml"

_WORD = re.compile(r"[a-z0-9]+(?:[\-.][a-z0-9]+)*|[^\x00-\x7f]+")
_VERSION = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)?")
_LONGEST = 80


def is_technical(words: str) -> bool:
    """Whether `words` are of the trade one and all, small numbers between them aside."""
    if len(words) > _LONGEST:
        return False
    told = _WORD.findall(spell(words).low)
    known = [word for word in told if word in _words()]
    return bool(known) and all(word in _words() or _VERSION.fullmatch(word) for word in told)


@cache
def _words() -> frozenset[str]:
    written = tomllib.loads(WORDS.read_text(encoding="utf-8"))["words"]
    return frozenset(str(written).lower().split())
