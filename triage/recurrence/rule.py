"""When an accident counts as a lesson's recurrence: the rule, read from ``recurrence.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from corpus.regime import Wording
from corpus.vocabulary import Facet, Vocabulary

RULE = Path(__file__).parent / "recurrence.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How probable, and in how many concepts of which facets; at most `named` lessons are named.

    `likely_at_least` is a probability (0 to 1) that two accidents share the mechanism.
    """

    version: str
    likely_at_least: float
    shared_at_least: int
    facets: frozenset[Facet]
    named: int
    published_after_days: int
    words: Mapping[str, Wording]


@cache
def load_rule(path: Path = RULE) -> Rule:
    """The rule in `path`."""
    written = path.read_bytes()
    told = tomllib.loads(written.decode())
    return Rule(
        version=f"{told['version']}-{sha256(written).hexdigest()[:8]}",
        likely_at_least=told["likely_at_least"],
        shared_at_least=told["shared_at_least"],
        facets=frozenset(map(Facet, told["facets"])),
        named=told["named"],
        published_after_days=told["published_after_days"],
        words={key: Wording(**words) for key, words in told["words"].items()},
    )


def telling(concepts: frozenset[str], rule: Rule, vocabulary: Vocabulary) -> frozenset[str]:
    """Those of `concepts` that tell mechanisms apart: of the rule's facets, not the widest ones.

    The widest are first-level concepts that have narrower ones (設備要因): most accidents share
    some of them.
    """
    wide = {told.parent for told in vocabulary.concepts.values() if told.parent}
    known = (vocabulary.concepts[one] for one in concepts if one in vocabulary.concepts)
    return frozenset(
        told.id
        for told in known
        if told.facet in rule.facets and not (told.parent is None and told.id in wide)
    )
