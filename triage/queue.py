"""The queue: which filings to read first, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corpus.filings import FilingStore
from corpus.ids import FilingId
from corpus.viewer import Viewer
from triage.assessment import Assessment
from triage.cases import filed_cases
from triage.pipeline import Progress, Triage
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
        cases = filed_cases(self.triage.db, filings, self.viewer)
        found = list(self.triage.assess(cases, self.viewer, as_of, progress))
        AssessmentStore(self.triage.db).keep(found, now)
        return found

    def waiting(self) -> list[FilingId]:
        """The filings in the queue that were never assessed for this viewer, as they came."""
        assessed = {assessment.filing for assessment in self.ranked()}
        return [filing for filing in self.standing() if filing not in assessed]

    def standing(self) -> tuple[FilingId, ...]:
        """The filings that stand: none of them superseded by a later one of its carrier."""
        return FilingStore(self.triage.db).standing(self.viewer)

    def ranked(self) -> list[Assessment]:
        """The latest assessments, highest priority first, filings of one priority by id."""
        return list(AssessmentStore(self.triage.db).latest(self.viewer))
