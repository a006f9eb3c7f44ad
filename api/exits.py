"""Which exit code each error means. The packages below raise; only this table knows exit codes."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from api.words import Words
from corpus.errors import (
    CorpusError,
    InputRefused,
    MayNotSet,
    UnknownCarrier,
    UnknownFiling,
    UnknownIncident,
    UnknownViewer,
)
from embeddings.errors import EmbeddingError, UnknownBackend
from eval.errors import EvalError
from prompts.errors import DamagedPrices, PromptError, UnknownProvider, UnpricedModel
from sharing.errors import (
    MayNotLabel,
    MayNotShare,
    MayNotSignOff,
    SharingError,
    UnknownAsk,
    UnknownGroup,
    UnknownMeeting,
    UnknownPreset,
    UnknownScope,
    UnknownSignOff,
)
from triage.errors import (
    FactsRefused,
    Fault,
    MayNotEnter,
    MayNotReview,
    TriageError,
    UnknownEntry,
    UnknownLesson,
)
from triage.fault_words import words_of

ANSWERED = 0
CHECK_FAILED = 1
WRONG_USE = 2
REFUSED = 3


class NotAWorkspace(Exception):
    """There is no workspace in that directory; says what to do."""


class WrongUse(Exception):
    """What was asked makes no sense as it stands; `code` is a key of the words for it."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


CODE_BY_ERROR: Mapping[type[BaseException], int] = {
    InputRefused: REFUSED,
    FactsRefused: REFUSED,
    NotAWorkspace: WRONG_USE,
    WrongUse: WRONG_USE,
    UnknownCarrier: WRONG_USE,
    MayNotSet: WRONG_USE,
    UnknownFiling: WRONG_USE,
    UnknownIncident: WRONG_USE,
    UnknownViewer: WRONG_USE,
    UnknownBackend: WRONG_USE,
    UnknownProvider: WRONG_USE,
    DamagedPrices: WRONG_USE,
    UnpricedModel: WRONG_USE,
    UnknownEntry: WRONG_USE,
    MayNotEnter: WRONG_USE,
    UnknownLesson: WRONG_USE,
    MayNotReview: WRONG_USE,
    UnknownScope: WRONG_USE,
    UnknownPreset: WRONG_USE,
    UnknownGroup: WRONG_USE,
    UnknownAsk: WRONG_USE,
    MayNotShare: WRONG_USE,
    UnknownSignOff: WRONG_USE,
    MayNotSignOff: WRONG_USE,
    MayNotLabel: WRONG_USE,
    UnknownMeeting: WRONG_USE,
    KeyboardInterrupt: WRONG_USE,
    CorpusError: CHECK_FAILED,
    EmbeddingError: CHECK_FAILED,
    TriageError: CHECK_FAILED,
    SharingError: CHECK_FAILED,
    EvalError: CHECK_FAILED,
    PromptError: CHECK_FAILED,
    sqlite3.Error: CHECK_FAILED,
    OSError: CHECK_FAILED,
}


def exit_code_of(error: BaseException) -> int | None:
    """The exit code of the nearest class of `error` in the table; None where there is none."""
    return next(
        (CODE_BY_ERROR[kind] for kind in type(error).__mro__ if kind in CODE_BY_ERROR), None
    )


def fault_of(error: BaseException, words: Words) -> dict[str, Any]:
    """`error` for whoever reads the answer: code, place, and one line of what to do."""
    if isinstance(error, FactsRefused):
        faults = [_fault_of_facts(fault, words) for fault in error.faults]
        return {**faults[0], "faults": faults}
    if isinstance(error, InputRefused):
        return {**error.details, **_refusal(error, words)}
    if isinstance(error, WrongUse):
        message = words.say(f"wrong_use.{error.code}", **error.details)
        return {"code": error.code, "message": message}
    code = _known(error, words)
    message = words.say(f"error.{code}", name=type(error).__name__, detail=str(error))
    return {"code": code, "message": message}


def _refusal(error: InputRefused, words: Words) -> dict[str, Any]:
    key = f"refused.{error.code}"
    reason = words.told(key if words.knows(key) else "refused.other", **error.details)
    message = words.say("said.refused", where=error.where, reason=reason)
    return {"code": error.code, "where": error.where, "message": message}


def _fault_of_facts(fault: Fault, words: Words) -> dict[str, Any]:
    told = words_of(fault)
    reason = {"ja": told.ja, "en": told.en}
    message = words.say("said.refused", where=fault.path, reason=reason)
    return {"code": fault.code, "where": fault.path, "message": message}


def _known(error: BaseException, words: Words) -> str:
    """The nearest class of `error` that there are words for."""
    kinds = (kind.__name__ for kind in type(error).__mro__)
    return next((kind for kind in kinds if words.knows(f"error.{kind}")), "other")
