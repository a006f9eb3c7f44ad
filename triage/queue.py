"""The queue: which filings to read first, and why; what people decided binds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corpus.filings import FilingStore
from corpus.ids import FilingId
from corpus.viewer import Viewer
from triage.assessment import DECISIONS, Assessment
from triage.cases import filed_cases
from triage.pipeline import Progress, Triage
from triage.review.binding import Bindings, barring, bound
from triage.review.decision import Decision
from triage.store import AssessmentStore


@dataclass(frozen=True, slots=True)
class Queue:
    """One viewer's queue."""

    triage: Triage
    viewer: Viewer

    def assess(
        self,
        filings: Sequence[FilingId],
        as_of: date | None,
        now: datetime,
        progress: Progress | None = None,
    ) -> list[Assessment]:
        """Assess `filings`, keep what was found, and give it back.

        Raises:
            UnknownFiling: the viewer may not see one of them, or there is none.
        """
        bindings = Bindings.load(self.triage.db, self.viewer)
        cases = filed_cases(self.triage.db, filings, self.viewer)
        binding = [bindings.of(case.account, as_of) for case in cases]
        bound_cases = [barring(case, one) for case, one in zip(cases, binding, strict=True)]
        judged = self.triage.assess(bound_cases, self.viewer, as_of, progress)
        points = self.triage.criteria.novelty_points
        found = [bound(one, by, bindings, points) for one, by in zip(judged, binding, strict=True)]
        AssessmentStore(self.triage.db).keep(found, now)
        return found

    def up_to_date(self, now: datetime, progress: Progress | None = None) -> list[Assessment]:
        """What `ranked` gives once what waits is assessed."""
        stored = self.ranked()
        judged = self.assess(self._waiting(stored), None, now, progress)
        found = {one.filing: one for one in (*stored, *judged)}
        return sorted(found.values(), key=lambda one: (-one.priority, str(one.filing)))

    def waiting(self) -> list[FilingId]:
        """The filings in the queue, as they came, that wait to be assessed for this viewer.

        They never were, not with what assessments rest on now, or somebody decided on them since.
        """
        return self._waiting(self.ranked())

    def standing(self) -> tuple[FilingId, ...]:
        """The filings that stand: none of them superseded by a later one of its carrier."""
        return FilingStore(self.triage.db).standing(self.viewer)

    def ranked(self) -> list[Assessment]:
        """The latest assessments, highest priority first, filings of one priority by id."""
        store = AssessmentStore(self.triage.db)
        return list(store.latest(self.viewer, self.triage.configuration))

    def _waiting(self, ranked: Sequence[Assessment]) -> list[FilingId]:
        decisions = Bindings.load(self.triage.db, self.viewer).decisions
        assessed = {one.filing for one in ranked if not _decided_since(one, decisions)}
        return [filing for filing in self.standing() if filing not in assessed]


def _decided_since(assessment: Assessment, decisions: Sequence[Decision]) -> bool:
    """Whether one of `decisions` on its case came after `assessment`."""
    last = int(assessment.configuration.get(DECISIONS, "0"))
    return any(
        decision.id > last and any(assessment.names & side.names for side in decision.sides)
        for decision in decisions
    )
