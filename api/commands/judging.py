"""``kyokun lessons judge``: what makes a case rich in lessons, by rules and by the model."""

import argparse
from collections.abc import Iterator

from sqlite_utils import Database

from api.command import viewer_of
from api.exits import ANSWERED
from api.output import Output
from api.schemas_facets import JudgedOut
from api.settings import Settings
from api.shown import reason_line
from api.wiring import names_of_carriers, wire_asker
from api.words import Words
from corpus.ids import AccountId
from corpus.vocabulary import load_vocabulary
from triage.lessons.by_model import Judged, ModelLessons
from triage.lessons.criteria import load_lesson_criteria
from triage.lessons.kinds import load_kinds
from triage.lessons.richness import Richness
from triage.lessons.sources import find_source
from triage.written import as_json


def judge(chosen: argparse.Namespace, db: Database, settings: Settings, output: Output) -> int:
    """Judge one case by the criteria of lessons: by the model that is set, beside the rules."""
    source = find_source(db, AccountId(chosen.case), viewer_of(chosen))
    criteria = load_lesson_criteria()
    richness = Richness(vocabulary=load_vocabulary(), kinds=load_kinds(), criteria=criteria)
    by_rules, asker = richness.lesson_reasons(source), wire_asker(settings)
    if asker is None:
        judged = Judged(reasons=by_rules, made_by={"criteria": criteria.version}, dropped={})
    else:
        judged = ModelLessons(asker=asker, names=names_of_carriers(db)).judge(richness, source)
    shown = JudgedOut.model_validate(
        {
            "account": source.account.id,
            "reasons": as_json(judged.reasons),
            "by_rules": as_json(by_rules),
            "made_by": judged.made_by,
            "dropped": judged.dropped,
        }
    )
    lines = list(_lines(shown, output.words)) or [output.words.say("review.no_lessons")]
    output.answer(shown.model_dump(), lines)
    return ANSWERED


def _lines(shown: JudgedOut, words: Words) -> Iterator[str]:
    if "model_fault" in shown.made_by:
        yield f"! {words.say('review.model_fault', fault=shown.made_by['model_fault'])}"
    yield from (reason_line(one, words) for one in shown.reasons)
    if shown.reasons != shown.by_rules:
        yield words.say("review.by_rules")
        yield from (f"  {reason_line(one, words)}" for one in shown.by_rules)
