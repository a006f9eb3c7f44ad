"""What is still useful of a rendering (有用性): whether a search with it finds a like case.

The ten public cases most like the source, each with the probability that it failed by the same
mechanism, are looked for with the rendering in its place; kept is the chance that one which did
fail alike is still shown. Cases are those of the starter corpus, views and weights those of
production's search, all frozen with the release (decision 0003). No label is read: what the source
finds is what should be found.
"""

from collections.abc import Collection, Mapping
from functools import cache
from math import prod
from pathlib import Path

import numpy as np

from corpus.account import Language
from corpus.record import account_of, read_record
from embeddings.retrieval import Retrieval
from embeddings.search import Neighbour, Query
from triage.likeness.probability import failed_alike
from triage.likeness.weights import load_weights

STARTER = Path(__file__).parents[1] / "corpus" / "starter" / "incidents.jsonl"
LOOKED_FOR = 10
"""How many of the cases that the source finds are looked for."""
_PAGE, _LOOKED_AT, _PAST = 10, 40, 5
"""One on the first page counts whole, one `_PAST` places behind it half, and so on."""

Wanted = Mapping[int, float]
"""Cases that should be found, by their places, and how surely each failed alike (0 to 1)."""


class Usefulness:
    """The public cases, ready to be searched. Threads may share one."""

    def __init__(self) -> None:
        with STARTER.open(encoding="utf-8") as lines:
            accounts = list(map(account_of, read_record(lines)))
        self.ids = [str(account.id) for account in accounts]
        self._retrieval = Retrieval.in_memory(accounts)
        self._weights = load_weights().views

    @staticmethod
    def load() -> "Usefulness":
        """The cases of this release, encoded once."""
        return _load()

    def wanted(self, source: str, language: Language, but: Collection[str] = ()) -> Wanted:
        """The cases like `source`, without the accidents `but`: how surely each failed alike."""
        nearest = self._nearest(source, language, LOOKED_FOR, but)
        return {one.label: failed_alike(one, load_weights()) for one in nearest}

    def kept(
        self, wanted: Wanted, text: str, language: Language, but: Collection[str] = ()
    ) -> float:
        """How likely a search with `text` is to show a case that failed alike, beside `wanted`."""
        if not text.strip():
            return 0.0
        nearest = self._nearest(text, language, _LOOKED_AT, but)
        late = {one.label: max(0, place - _PAGE + 1) for place, one in enumerate(nearest)}
        shown = {case: 1 / (1 + late[case] / _PAST) if case in late else 0.0 for case in wanted}
        whole = 1 - prod(1 - sure for sure in wanted.values())
        found = 1 - prod(1 - sure * shown[case] for case, sure in wanted.items())
        return found / whole if whole else 0.0

    def _nearest(
        self, text: str, language: Language, most: int, but: Collection[str]
    ) -> list[Neighbour]:
        allowed = [place for place, name in enumerate(self.ids) if name not in but]
        query = Query({language: text}, np.array(allowed, np.int64), self._weights)
        return self._retrieval.nearest_to_many([query], most)[0]


@cache
def _load() -> Usefulness:
    return Usefulness()
