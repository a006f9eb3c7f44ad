"""What facets are called, in Japanese and English: ``names.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.regime import Wording
from corpus.vocabulary import Facet

NAMES = Path(__file__).parent / "names.toml"


def name_of(facet: Facet | str) -> Wording:
    """What `facet` is called."""
    return _names()[Facet(facet)]


@cache
def _names(path: Path = NAMES) -> Mapping[Facet, Wording]:
    written = tomllib.loads(path.read_text("utf-8"))
    return {Facet(facet): Wording(**words) for facet, words in written.items()}
