"""Has a lesson recurred? A new accident against every lesson that was shared before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.ids import IncidentId
from corpus.regime import Wording
from corpus.viewer import Viewer
from corpus.vocabulary import Vocabulary
from embeddings.cache import SqliteVectors
from embeddings.retrieval import Retrieval
from embeddings.search import Query
from triage.cases import Case
from triage.likeness.probability import failed_alike
from triage.likeness.weights import Weights
from triage.novelty import SEARCHED
from triage.recurrence.effect import Effect, effect
from triage.recurrence.known import Codes, KnownLesson, SharedLessons
from triage.recurrence.rule import Rule, telling

LOOKED_AT = 200
"""How many accounts near a lesson are looked at for its effect."""
SAID_SAME = 1.0
"""How likely two accidents are of one mechanism when a person has said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A lesson that appears to have recurred.

    `days` is how long before the accident it was shared; `likely` the probability (0 to 1) that
    the accident shares the mechanism of the one it was drawn from, `shared` what both tell of.
    """

    lesson: KnownLesson
    days: int
    likely: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """What is checked: its day, its concepts, and which earlier incidents are like it.

    `likely` is the probability (0 to 1) that an incident shares the mechanism, `said_same` those
    of which a person said so.
    """

    day: date
    concepts: frozenset[str]
    likely: Mapping[IncidentId, float] = field(repr=False)
    said_same: frozenset[IncidentId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """Checks accidents by `rule`."""

    rule: Rule
    vocabulary: Vocabulary

    def alarms(self, accident: Accident, known: Sequence[KnownLesson]) -> tuple[Alarm, ...]:
        """The lessons of `known`, shared before the accident, that appear to have recurred.

        The likeliest come first, one for each accident that lessons were drawn from.
        """
        found = [
            alarm
            for lesson in known
            if lesson.shared_on < accident.day and (alarm := self._alarm(accident, lesson))
        ]
        found.sort(key=lambda alarm: (-alarm.likely, alarm.days, alarm.lesson.id))
        events: dict[frozenset[IncidentId], Alarm] = {}
        for alarm in found:
            events.setdefault(alarm.lesson.incidents, alarm)
        return tuple(list(events.values())[: self.rule.named])

    def is_like(self, lesson: KnownLesson, concepts: frozenset[str], likely: float) -> bool:
        """Whether an account so likely, that tells of `concepts`, is of the lesson's kind."""
        told = telling(concepts & lesson.concepts, self.rule, self.vocabulary)
        return likely >= self.rule.likely_at_least and len(told) >= self.rule.shared_at_least

    def _alarm(self, accident: Accident, lesson: KnownLesson) -> Alarm | None:
        told = telling(accident.concepts & lesson.concepts, self.rule, self.vocabulary)
        said = lesson.incidents & accident.said_same
        likely = max((accident.likely.get(one, 0.0) for one in lesson.incidents), default=0.0)
        if not said and not self.is_like(lesson, accident.concepts, likely):
            return None
        return Alarm(
            lesson=lesson,
            days=(accident.day - lesson.shared_on).days,
            likely=SAID_SAME if said else likely,
            shared=self._narrowest(told),
        )

    def _narrowest(self, concepts: frozenset[str]) -> tuple[str, ...]:
        implied = frozenset().union(*(self.vocabulary.wider[one] for one in concepts))
        return tuple(sorted(concepts - implied))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceAlarm:
    """The alarm over one database; `retrieval` has caught up with it."""

    db: Database
    retrieval: Retrieval
    codes: Codes
    lessons: Sequence[SharedLessons]
    checking: Checking
    weights: Weights

    def check(
        self, case: Case, viewer: Viewer, said_same: frozenset[IncidentId] = frozenset()
    ) -> tuple[Alarm, ...]:
        """The lessons known to `viewer` that the case appears to repeat.

        A case without a day is taken to have happened when it was received.
        """
        day = case.account.day or case.received
        accident = Accident(
            day=day,
            concepts=self.codes(case.account),
            likely=self._likely(case, viewer, day),
            said_same=said_same,
        )
        known = [
            lesson
            for shared in self.lessons
            for lesson in shared.known(viewer, day)
            if not lesson.incidents & case.barred
        ]
        return self.checking.alarms(accident, known)

    def effect_of(self, lesson: KnownLesson, viewer: Viewer, until: date) -> Effect:
        """What `lesson` changed, from the accidents of its kind that `viewer` may see.

        Raises:
            UnknownFiling, UnknownIncident: the viewer may not see what it was drawn from.
        """
        accounts = AccountStore(self.db)
        here = accounts.get(lesson.account, viewer)
        allowed = accounts.labels(
            viewer, before=until + timedelta(days=1), without_incidents=lesson.incidents
        )
        query = Query(here.texts, allowed, self.weights.views)
        [near] = self.retrieval.nearest_to_many([query], LOOKED_AT, SqliteVectors(self.db))
        heads = accounts.heads(allowed.tolist())
        kin: dict[tuple[IncidentId, ...], date] = {}
        for one in near:
            head = heads[one.label]
            concepts = self.codes(accounts.get(head.id, viewer))
            likely = failed_alike(one, self.weights)
            if head.day and self.checking.is_like(lesson, concepts, likely):
                kin.setdefault(head.incidents, head.day)
        days = [head.day for head in heads.values() if head.day]
        since = min([lesson.shared_on, *days])
        return effect(lesson.shared_on, list(kin.values()), since, until)

    def _likely(self, case: Case, viewer: Viewer, day: date) -> dict[IncidentId, float]:
        accounts = AccountStore(self.db)
        allowed = accounts.labels(viewer, before=day, without_incidents=case.barred)
        query = Query(case.account.texts, allowed, self.weights.views)
        [near] = self.retrieval.nearest_to_many([query], SEARCHED, SqliteVectors(self.db))
        heads = accounts.heads([one.label for one in near])
        likely: dict[IncidentId, float] = {}
        for one in near:
            for incident in heads[one.label].incidents:
                likely.setdefault(incident, failed_alike(one, self.weights))
        return likely


def said_of(alarm: Alarm, rule: Rule) -> Wording:
    """One line for people, in both languages."""
    applicable = alarm.lesson.applicable
    key = {None: "recurred", 0: "none_answered"}.get(applicable, "answered")
    told = {"lesson": alarm.lesson.id, "days": alarm.days, "applicable": applicable}
    return Wording(rule.words[key].ja.format(**told), rule.words[key].en.format(**told))
