"""What can go wrong in triage.

* TriageError
  - FactsRefused   a file of facts cannot be taken (also an InputRefused)
  - UnknownEntry   no entry of the docket that this viewer may see has that id
  - MayNotEnter    this viewer may read the docket, and not write in it
  - UnknownLesson  no lesson that this viewer may see has that id
  - MayNotReview   this viewer may not draft or decide here
  - DamagedWeights   the learned weights are not there, or not what their name says
"""

from dataclasses import dataclass, field

from corpus.errors import InputRefused


class TriageError(Exception):
    """Base of every error this package raises."""


class DamagedWeights(TriageError):
    """The learned weights are not there, or their file is not what its name says."""


class UnknownEntry(TriageError):
    """No entry of the docket that this viewer may see has that id."""


class MayNotEnter(TriageError):
    """This viewer may read the docket, and not write in it."""


class UnknownLesson(TriageError):
    """No lesson that this viewer may see has that id."""


class MayNotReview(TriageError):
    """This viewer may not draft a lesson, or decide, here."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code (a key of the words the edge shows), its JSON path, and details."""

    code: str
    path: str
    details: dict[str, str | int] = field(default_factory=dict)


class FactsRefused(TriageError, InputRefused):
    """A file of facts cannot be taken. `faults` holds all that is wrong, in reading order."""

    def __init__(self, faults: list[Fault]) -> None:
        first = faults[0]
        super().__init__(first.code, first.path, **first.details)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "; ".join(
            f"{fault.path}: {fault.code}" + "".join(f", {k}={v}" for k, v in fault.details.items())
            for fault in self.faults
        )
