"""``kyokun review calibrate``, ``calibrations`` and ``release``: what decisions make of scores."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from api.command import Declared
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED, CHECK_FAILED, WrongUse
from api.output import Output
from api.schemas_review import CalibrationOut, TrialOut, WeightsOut
from api.settings import Settings
from api.wiring import wire_retrieval
from api.words import Words
from corpus.viewer import Viewer
from triage.review.calibration import Calibration, calibrated
from triage.review.calibration_store import CalibrationStore, Using
from triage.review.examples import Decided
from triage.written import as_json


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A workspace that is reviewed, and who asks."""

    db: Database
    settings: Settings
    viewer: Viewer


def declare(declared: Declared) -> None:
    """Whether it is to be used, by whom and why."""
    declared.add("--use", action="store_true", said="use_calibration")
    declared.add("--why", type=spoken, metavar="TEXT", said="why")
    declared.add("--reviewer", type=spoken, metavar="NAME", said="reviewer")


def declare_release(declared: Declared) -> None:
    """By whom and why."""
    declared.add("--why", type=spoken, required=True, metavar="TEXT", said="why")
    declared.add("--reviewer", type=spoken, required=True, metavar="NAME", said="reviewer")


def calibrate(chosen: argparse.Namespace, reviewing: Reviewing, output: Output) -> int:
    """Make a calibration of what was decided, try it, and use it where that is asked for."""
    if chosen.use and (chosen.why is None or chosen.reviewer is None):
        raise WrongUse("use_needs_reason")
    store, viewer = CalibrationStore(reviewing.db), reviewing.viewer
    in_use, at = store.in_use(viewer), now()
    retrieval = wire_retrieval(reviewing.db, reviewing.settings)
    decided = Decided(db=reviewing.db, retrieval=retrieval, weights=in_use, viewer=viewer)
    made = calibrated(decided, in_use)
    if made.may_be_used:
        store.keep(made, viewer, at)
    used = chosen.use and made.may_be_used
    if used:
        version = made.weights.version
        store.use(
            Using(viewer=viewer, version=version, reviewer=chosen.reviewer, why=chosen.why), at
        )
    shown = _out(made, in_use=used, at=at if made.may_be_used else None)
    output.answer(shown.model_dump(), _lines(shown, output.words))
    return CHECK_FAILED if chosen.use and not used else ANSWERED


def calibrations(_chosen: argparse.Namespace, reviewing: Reviewing, output: Output) -> int:
    """List the calibrations on record."""
    shown = [
        _out(one.calibration, in_use=one.in_use, at=one.at)
        for one in CalibrationStore(reviewing.db).all(reviewing.viewer)
    ]
    lines = [line for one in shown for line in _lines(one, output.words)]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("review.no_calibration")]
    )
    return ANSWERED


def release(chosen: argparse.Namespace, reviewing: Reviewing, output: Output) -> int:
    """Go back to the weights of the release."""
    store = CalibrationStore(reviewing.db)
    store.use(
        Using(viewer=reviewing.viewer, version=None, reviewer=chosen.reviewer, why=chosen.why),
        now(),
    )
    shown = WeightsOut(version=store.in_use(reviewing.viewer).version)
    output.answer(shown.model_dump(), [output.words.say("review.release", version=shown.version)])
    return ANSWERED


def _out(made: Calibration, *, in_use: bool, at: datetime | None) -> CalibrationOut:
    return CalibrationOut(
        version=made.weights.version if made.may_be_used else None,
        base=made.base,
        before=made.before,
        decisions=made.decisions,
        pair=TrialOut.model_validate(as_json(made.pair)),
        shared=TrialOut.model_validate(as_json(made.shared)),
        may_be_used=made.may_be_used,
        in_use=in_use,
        at=at.isoformat() if at else None,
    )


def _lines(shown: CalibrationOut, words: Words) -> Iterator[str]:
    may = "review.calibration_may" if shown.may_be_used else "review.calibration_not"
    yield words.say(
        "review.calibration_used" if shown.in_use else may,
        version=shown.version or "-",
        before=shown.before,
        decisions=shown.decisions,
    )
    for key, tried in (("review.same_mechanism", shown.pair), ("review.novelty", shown.shared)):
        told = words.told(key)
        if tried.old is None:
            yield "  " + words.say("review.too_few", question=told, examples=tried.examples)
        else:
            yield "  " + words.say(
                "review.tried" if tried.may_replace else "review.tried_worse",
                question=told,
                examples=tried.examples,
                old=tried.old,
                new=tried.new,
                worse_at_most=tried.worse_at_most,
            )
