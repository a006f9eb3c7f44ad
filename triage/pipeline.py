"""Judge cases as of a date: how new, why they rank, and which earlier cases lie nearest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.ids import AccountId
from corpus.incidents import IncidentStore
from corpus.position import position_seen
from corpus.viewer import Viewer
from corpus.vocabulary import Mention, Vocabulary
from embeddings.cache import SqliteVectors
from embeddings.index import Labels
from embeddings.retrieval import Retrieval
from embeddings.search import Query
from triage.assessment import Assessment
from triage.cases import Case
from triage.criteria import Criteria
from triage.facets.coder import Mentions, code_by_rules, mentions_of, rules_version
from triage.facets.coding import FacetCoding
from triage.lessons.criteria import LessonCriteria, load_lesson_criteria
from triage.lessons.kinds import Kinds, load_kinds
from triage.lessons.richness import Richness
from triage.lessons.source import source_of_filing
from triage.likeness.differing import NewIn, known_abroad, new_in
from triage.likeness.elsewhere import Known, Placed, Standing, known_of
from triage.likeness.weights import Weights, load_weights
from triage.novelty import SEARCHED, novelty_of
from triage.precedents import Found, Precedent, differences, incidents_in
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
    weights: Weights = field(default_factory=load_weights)
    kinds: Kinds = field(default_factory=load_kinds)
    lesson_criteria: LessonCriteria = field(default_factory=load_lesson_criteria)

    @property
    def configuration(self) -> dict[str, str]:
        """What every assessment made here rests on."""
        return {
            "encoder": self.retrieval.encoder,
            "reference": self.retrieval.reference,
            "vocabulary": self.vocabulary.version,
            "weights": self.weights.version,
            "coding": rules_version(self.vocabulary),
            "criteria": self.criteria.version,
            "lessons": self.lesson_criteria.version,
            "kinds": self.kinds.version,
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

    def lesson_reasons(self, case: Case) -> tuple[Reason, ...]:
        """Why there is much to be learnt from `case`, each reason with its own words."""
        richness = Richness(
            vocabulary=self.vocabulary, kinds=self.kinds, criteria=self.lesson_criteria
        )
        return richness.lesson_reasons(source_of_filing(case.account, case.reading))


class _Read:
    """An account, and what it tells: each found once, when it is first asked for."""

    def __init__(self, account: Account, vocabulary: Vocabulary) -> None:
        self._account, self._vocabulary = account, vocabulary

    @cached_property
    def by_language(self) -> Mentions:
        return mentions_of(self._account, self._vocabulary)

    @cached_property
    def mentions(self) -> list[Mention]:
        return list(chain.from_iterable(self.by_language.values()))

    @cached_property
    def coding(self) -> FacetCoding:
        return code_by_rules(self._account, self._vocabulary, self.by_language)


class _Seen:
    """One viewer's triage as of one date: what it may see, and what is told by what it met."""

    def __init__(self, triage: Triage, viewer: Viewer, as_of: date | None) -> None:
        self._triage, self._viewer, self._as_of = triage, viewer, as_of
        self._accounts = AccountStore(triage.db)
        self._position = position_seen(triage.db, viewer, as_of)
        self._configuration = triage.configuration
        self._read: dict[AccountId, _Read] = {}

    def assess(self, cases: Sequence[Case]) -> Iterator[Assessment]:
        allowed = [
            self._accounts.labels(self._viewer, before=self._as_of, without_incidents=case.barred)
            for case in cases
        ]
        queries = [
            Query(case.account.texts, labels, self._triage.weights.views)
            for case, labels in zip(cases, allowed, strict=True)
        ]
        stored = SqliteVectors(self._triage.db)
        found = self._triage.retrieval.nearest_to_many(queries, SEARCHED, stored)
        for case, labels, nearest in zip(cases, allowed, found, strict=True):
            events = incidents_in(self._triage.db, nearest, self._viewer)
            yield self._assessment(case, labels, list(events))

    def _assessment(self, case: Case, allowed: Labels, found: Sequence[Found]) -> Assessment:
        novelty = novelty_of(found, self._triage.weights)
        read = _Read(case.account, self._triage.vocabulary)
        nearest = tuple(self._precedents(found[:NAMED], read.mentions))
        criteria = self._triage.criteria
        substance = substance_of(case.account.texts, criteria)
        reason = Reason(
            NOVELTY,
            criteria.novelty_points * novelty.value * substance,
            ", ".join(f"{one.incident} {one.score:.3f}" for one in nearest[:EVIDENCE]),
        )
        known = self._known(found)
        return Assessment(
            filing=case.filing,
            incident=case.incident,
            title=case.account.title,
            viewer=str(self._viewer),
            as_of=self._as_of,
            position=self._position,
            novelty=novelty.value,
            substance=substance,
            reasons=(
                *reasons_of(Told(reading=case.reading, mentions=read.mentions), reason, criteria),
                *self._triage.lesson_reasons(case),
            ),
            nearest=nearest,
            configuration=self._configuration,
            new_in=(
                known_abroad(known.since)
                if known.since
                else self._new_in(read.coding, allowed, found, known).line
            ),
            standing=known.standing,
            known_since=known.since,
        )

    def _new_in(
        self, coding: FacetCoding, allowed: Labels, found: Sequence[Found], known: Known
    ) -> NewIn:
        told = self._triage.retrieval.told_of([one.concept for one in coding.codes], allowed)
        nearest = self._reading_of(found[0].head.id).coding if found else None
        is_known = known.standing is Standing.KNOWN
        return new_in(coding, nearest, told, self._triage.vocabulary, known=is_known)

    def _known(self, found: Sequence[Found]) -> Known:
        countries = IncidentStore(self._triage.db).countries([one.incident for one in found])
        placed = [
            Placed(
                score=one.score,
                deviation=one.deviation,
                country=countries.get(one.incident),
                year=one.head.day.year if one.head.day else None,
            )
            for one in found
        ]
        return known_of(placed, self._triage.weights)

    def _precedents(
        self, found: Sequence[Found], mentions: Sequence[Mention]
    ) -> Iterator[Precedent]:
        for one in found:
            yield Precedent(
                incident=one.incident,
                title=one.head.title,
                score=one.score,
                differs_in=differences(
                    mentions,
                    self._reading_of(one.head.id).mentions,
                    self._triage.vocabulary.wider,
                ),
            )

    def _reading_of(self, account: AccountId) -> _Read:
        if account not in self._read:
            told = self._accounts.get(account, self._viewer)
            self._read[account] = _Read(told, self._triage.vocabulary)
        return self._read[account]
