"""Which exit code each error means. The packages below raise; only this table knows exit codes."""

from collections.abc import Mapping
from typing import Any

from api.words import Words
from corpus.errors import (
    CorpusError,
    InputRefused,
    UnknownCarrier,
    UnknownFiling,
    UnknownIncident,
    UnknownViewer,
)
from embeddings.errors import EmbeddingError
from triage.errors import FactsRefused, Fault, TriageError
from triage.fault_words import words_of

ANSWERED = 0
CHECK_FAILED = 1
WRONG_USE = 2
REFUSED = 3


class NotAWorkspace(Exception):
    """There is no workspace in that directory; says what to do."""


CODE_BY_ERROR: Mapping[type[Exception], int] = {
    InputRefused: REFUSED,
    NotAWorkspace: WRONG_USE,
    UnknownCarrier: WRONG_USE,
    UnknownFiling: WRONG_USE,
    UnknownIncident: WRONG_USE,
    UnknownViewer: WRONG_USE,
    CorpusError: CHECK_FAILED,
    EmbeddingError: CHECK_FAILED,
    TriageError: CHECK_FAILED,
}


def exit_code_of(error: Exception) -> int | None:
    """The exit code of the nearest class of `error` in the table; None where there is none."""
    return next(
        (CODE_BY_ERROR[kind] for kind in type(error).__mro__ if kind in CODE_BY_ERROR), None
    )


def fault_of(error: Exception, words: Words) -> dict[str, Any]:
    """`error` for whoever reads the answer: code, place, and one line of what to do."""
    if isinstance(error, FactsRefused):
        faults = [_fault_of_facts(fault, words) for fault in error.faults]
        return {**faults[0], "faults": faults}
    if isinstance(error, InputRefused):
        told = f"refused.{error.code}"
        reason = words.say(told if words.knows(told) else "refused.other", **error.details)
        message = words.say("said.refused", where=error.where, reason=reason)
        return {"code": error.code, "where": error.where, "message": message, **error.details}
    name = type(error).__name__
    told = f"error.{name}"
    message = words.say(told if words.knows(told) else "error.other", detail=str(error), name=name)
    return {"code": name, "message": message}


def _fault_of_facts(fault: Fault, words: Words) -> dict[str, Any]:
    told = words_of(fault)
    message = words.join({"ja": f"{fault.path}: {told.ja}", "en": f"{fault.path}: {told.en}"})
    return {"code": fault.code, "where": fault.path, "message": message}
