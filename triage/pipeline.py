"""Judge cases as of a date: how new, why they rank, and which earlier cases lie nearest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.ids import AccountId
from corpus.position import position_seen
from corpus.viewer import Viewer
from corpus.vocabulary import Mention, Vocabulary
from embeddings.cache import SqliteVectors
from embeddings.retrieval import Retrieval
from embeddings.search import Neighbour, Query
from triage.assessment import Assessment
from triage.cases import Case
from triage.criteria import Criteria
from triage.novelty import SEARCHED, Novelty, novelty_of
from triage.precedents import Precedent, differences, incidents_in
from triage.reasons import NOVELTY, Reason, Told, reasons_of, substance_of

NAMED = 10
"""How many precedents an assessment names."""
EVIDENCE = 3
"""How many of them the reason for its novelty names."""
TOGETHER = 256
"""How many cases are judged in one batch."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Triage:
    """Triage over one database; `retrieval` has caught up with it."""

    db: Database
    retrieval: Retrieval
    vocabulary: Vocabulary
    criteria: Criteria

    @property
    def configuration(self) -> dict[str, str]:
        """What every assessment made here rests on."""
        return {
            "encoder": self.retrieval.encoder,
            "reference": self.retrieval.reference,
            "vocabulary": self.vocabulary.version,
            "criteria": self.criteria.version,
        }

    def assess(
        self,
        cases: Sequence[Case],
        viewer: Viewer,
        as_of: date | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Assessment]:
        """An assessment of each of `cases`, in order, from accidents that started before `as_of`.

        With `as_of` None every accident on record counts, those without a date included.
        """
        seen = _Seen(self, viewer, as_of)
        for start in range(0, len(cases), TOGETHER):
            yield from seen.assess(cases[start : start + TOGETHER])
            if progress is not None:
                progress(min(start + TOGETHER, len(cases)), len(cases))

    def mentions(self, account: Account) -> list[Mention]:
        """The concepts of the field that `account` names, in each language it is told in."""
        return [
            mention
            for language, text in sorted(account.texts.items())
            for mention in self.vocabulary.find(text, language)
        ]


class _Seen:
    """One viewer's triage as of one date: what it may see, and the concepts of what it met."""

    def __init__(self, triage: Triage, viewer: Viewer, as_of: date | None) -> None:
        self._triage, self._viewer, self._as_of = triage, viewer, as_of
        self._accounts = AccountStore(triage.db)
        self._position = position_seen(triage.db, viewer, as_of)
        self._mentions: dict[AccountId, list[Mention]] = {}

    def assess(self, cases: Sequence[Case]) -> Iterator[Assessment]:
        queries = [
            Query(
                case.account.texts,
                self._accounts.labels(
                    self._viewer, before=self._as_of, without_incidents=case.barred
                ),
            )
            for case in cases
        ]
        stored = SqliteVectors(self._triage.db)
        found = self._triage.retrieval.nearest_to_many(queries, SEARCHED, stored)
        for case, nearest in zip(cases, found, strict=True):
            yield self._assessment(case, novelty_of(nearest))

    def _assessment(self, case: Case, novelty: Novelty) -> Assessment:
        mentions = self._triage.mentions(case.account)
        nearest = tuple(self._precedents(novelty.nearest, mentions))
        told = Told(reading=case.reading, mentions=mentions)
        criteria = self._triage.criteria
        substance = substance_of(case.account.texts, criteria)
        reason = Reason(
            NOVELTY,
            criteria.novelty_points * novelty.value * substance,
            ", ".join(f"{one.incident} {one.score:.3f}" for one in nearest[:EVIDENCE]),
        )
        return Assessment(
            filing=case.filing,
            incident=case.incident,
            title=case.account.title,
            viewer=str(self._viewer),
            as_of=self._as_of,
            position=self._position,
            novelty=novelty.value,
            substance=substance,
            reasons=reasons_of(told, reason, criteria),
            nearest=nearest,
            configuration=self._triage.configuration,
        )

    def _precedents(
        self, nearest: Sequence[Neighbour], mentions: Sequence[Mention]
    ) -> Iterator[Precedent]:
        found = incidents_in(self._triage.db, nearest, self._viewer)
        wider = self._triage.vocabulary.wider
        for one in islice(found, NAMED):
            yield Precedent(
                incident=one.incident,
                title=one.head.title,
                score=one.score,
                differs_in=differences(mentions, self._mentions_of(one.head.id), wider),
            )

    def _mentions_of(self, account: AccountId) -> list[Mention]:
        if account not in self._mentions:
            told = self._accounts.get(account, self._viewer)
            self._mentions[account] = self._triage.mentions(told)
        return self._mentions[account]
