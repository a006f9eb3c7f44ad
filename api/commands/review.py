"""``kyokun review``: what people decide of cases; it binds every later run."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from api.command import Command, Declared, viewer_of
from api.commands import calibration
from api.commands.calibration import Reviewing
from api.commands.docket.desk import moment, now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.schemas_review import AgreementOut, DecisionOut
from api.settings import Settings
from api.shown_docket import clock, said
from api.wiring import opened
from api.words import Words
from corpus.ids import AccountId
from triage.review.agreement import Agreement, agreement
from triage.review.decision import QUESTIONS, Deciding, Decision, Question, Said
from triage.review.store import DecisionStore, standing
from triage.review.words import wording
from triage.written import as_json

Act = Callable[[argparse.Namespace, Reviewing, Output], int]
"""An action; it gives the exit code."""
ASKED = {
    Question.STATE: "review.state",
    Question.NOVELTY: "review.novelty",
    Question.MECHANISM: "review.same_mechanism",
}
"""What each question is called."""


def declare(declared: Declared) -> None:
    """What is decided, of which case or which two, why, and by whom."""
    added = declared.actions("review", (*Said, *ACTIONS))
    for each in Said:
        action = added[each]
        action.add("case", type=spoken, metavar="CASE", said="case")
        if QUESTIONS[each] is Question.MECHANISM:
            action.add("other", type=spoken, metavar="OTHER", said="other_case")
        action.add("--why", type=spoken, required=True, metavar="TEXT", said="why")
        action.add("--reviewer", type=spoken, required=True, metavar="NAME", said="reviewer")
    added["list"].add("case", type=spoken, nargs="?", metavar="CASE", said="case")
    added["kappa"].add("one", type=spoken, metavar="NAME", said="reviewer")
    added["kappa"].add("other", type=spoken, metavar="OTHER", said="other_reviewer")
    added["kappa"].add("--since", type=moment, metavar="MOMENT", said="decided_since")
    added["kappa"].add("--until", type=moment, metavar="MOMENT", said="decided_until")
    calibration.declare(added["calibrate"])
    calibration.declare_release(added["release"])


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    with opened(settings) as db:
        reviewing = Reviewing(db, settings, viewer_of(chosen))
        return ACTIONS.get(chosen.action, _decide)(chosen, reviewing, output)


def _decide(chosen: argparse.Namespace, reviewing: Reviewing, output: Output) -> int:
    other = getattr(chosen, "other", None)
    deciding = Deciding(
        said=Said(chosen.action),
        account=AccountId(chosen.case),
        other=AccountId(other) if other is not None else None,
        by=reviewing.viewer,
        reviewer=chosen.reviewer,
        why=chosen.why,
    )
    decision = DecisionStore(reviewing.db).decide(deciding, now())
    shown = _out(decision, stands=True)
    output.answer(
        shown.model_dump(), [*_lines(shown, output.words), output.words.say("review.binds")]
    )
    return ANSWERED


def _list(chosen: argparse.Namespace, reviewing: Reviewing, output: Output) -> int:
    store, viewer = DecisionStore(reviewing.db), reviewing.viewer
    found = store.all(viewer) if chosen.case is None else store.of(AccountId(chosen.case), viewer)
    stand = {decision.id for decision in standing(store.all(viewer))}
    shown = [_out(decision, stands=decision.id in stand) for decision in found]
    lines = [line for each in shown for line in _lines(each, output.words)]
    output.answer(
        [each.model_dump() for each in shown], lines or [output.words.say("review.none")]
    )
    return ANSWERED


def _kappa(chosen: argparse.Namespace, reviewing: Reviewing, output: Output) -> int:
    decisions = DecisionStore(reviewing.db).all(reviewing.viewer)
    reviewers = chosen.one, chosen.other
    found = [
        agreement(decisions, question, reviewers, chosen.since, chosen.until)
        for question in Question
    ]
    shown = [AgreementOut.model_validate(as_json(each)).model_dump() for each in found]
    output.answer(shown, [_agreement_line(each, output.words) for each in found])
    return ANSWERED


def _out(decision: Decision, *, stands: bool) -> DecisionOut:
    return DecisionOut(
        id=decision.id,
        said=decision.said,
        question=decision.question,
        case=decision.case.account,
        other=decision.other.account if decision.other else None,
        role=decision.role,
        reviewer=decision.reviewer,
        why=decision.why,
        at=decision.at.isoformat(),
        stands=stands,
    )


def _lines(shown: DecisionOut, words: Words) -> Iterator[str]:
    told = said(wording("words", shown.said), words)
    cases = shown.case if shown.other is None else f"{shown.case} ⇔ {shown.other}"
    gone = "" if shown.stands else f"  ({words.say('review.replaced')})"
    yield f"{shown.id:>4}  {cases}: {told}{gone}"
    at = clock(datetime.fromisoformat(shown.at))
    yield f"      {at}  {shown.reviewer} ({shown.role}): {shown.why}"


def _agreement_line(found: Agreement, words: Words) -> str:
    question = words.told(ASKED[found.question])
    if found.kappa is None:
        return words.say("review.no_kappa", question=question, cases=found.cases)
    return words.say(
        "review.kappa",
        question=question,
        cases=found.cases,
        kappa=found.kappa,
        low=found.low,
        high=found.high,
    )


ACTIONS: Mapping[str, Act] = {
    "list": _list,
    "kappa": _kappa,
    "calibrate": calibration.calibrate,
    "calibrations": calibration.calibrations,
    "release": calibration.release,
}
"""The actions that decide nothing of a case."""
COMMAND = Command(declare, run)
