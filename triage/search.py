"""Look for incidents that are like a text, among what a viewer may see."""

import re
from dataclasses import dataclass, field
from itertools import islice

from sqlite_utils import Database

from corpus.account import Account, without_marks
from corpus.accounts import AccountStore
from corpus.errors import InputRefused
from corpus.ids import IncidentId
from corpus.language import language_of
from corpus.viewer import Viewer
from corpus.vocabulary import Vocabulary
from embeddings.retrieval import Retrieval
from embeddings.search import Query
from triage.likeness.weights import Weights, load_weights
from triage.precedents import Found, incidents_in

LONGEST = 100_000
"""Characters of a text that may be asked for."""
MOST = 1_000
"""How many incidents one search may name."""
FETCHED_FOR_ONE = 3
"""How many accounts are fetched for each incident to name: some are of one event."""
SHARED = 6
"""How many shared concepts explain a hit."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An incident found, and the concepts that it and the text both name."""

    incident: IncidentId
    score: float
    title: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Search over one database; `retrieval` has caught up with it."""

    db: Database
    retrieval: Retrieval
    vocabulary: Vocabulary
    weights: Weights = field(default_factory=load_weights)

    def like_text(self, text: str, viewer: Viewer, k: int) -> list[Hit]:
        """The `k` incidents most like `text`, best first.

        Raises:
            InputRefused: the text is empty, longer than LONGEST or not Unicode, or `k` is not 1
                to MOST.
        """
        _check(text, k)
        accounts, language = AccountStore(self.db), language_of(text)
        query = Query({language: without_marks(text)}, accounts.labels(viewer), self.weights.views)
        found = self._found(query, viewer, k)
        asked = self.vocabulary.codes(text, language)
        return [
            Hit(
                incident=one.incident,
                score=one.score,
                title=one.head.title,
                shared=self._shared(asked, accounts.get(one.head.id, viewer)),
            )
            for one in found
        ]

    def _found(self, query: Query, viewer: Viewer, k: int) -> list[Found]:
        fetched = k * FETCHED_FOR_ONE
        while True:
            [nearest] = self.retrieval.nearest_to_many([query], fetched)
            found = list(islice(incidents_in(self.db, nearest, viewer), k))
            if len(found) == k or len(nearest) < fetched:
                return found
            fetched *= FETCHED_FOR_ONE  # many accounts of a few events stood in front

    def _shared(self, asked: frozenset[str], account: Account) -> tuple[str, ...]:
        told = (self.vocabulary.codes(text, lang) for lang, text in account.texts.items())
        both = asked & frozenset().union(*told)
        # A concept that another shared one implies adds nothing to the explanation.
        implied = frozenset().union(*(self.vocabulary.wider[concept] for concept in both))
        order = {concept: place for place, concept in enumerate(self.vocabulary.concepts)}
        return tuple(sorted(both - implied, key=order.__getitem__)[:SHARED])


def _check(text: str, k: int) -> None:
    if not text.strip():
        raise InputRefused("empty_text", "TEXT")
    if len(text) > LONGEST:
        raise InputRefused("too_long", "TEXT", limit=LONGEST)
    if _SURROGATE.search(text):  # what a terminal makes of bytes that are not UTF-8
        raise InputRefused("unreadable_encoding", "TEXT")
    if not 1 <= k <= MOST:
        raise InputRefused("out_of_range", "--k", low=1, high=MOST)
