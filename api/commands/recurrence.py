"""``kyokun recurrence``: has a lesson recurred in a filing?"""

import argparse
from collections.abc import Iterator

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.schemas_lessons import AlarmOut
from api.settings import Settings
from api.wiring import opened, wire_recurrence
from api.words import Words
from corpus.ids import FilingId
from corpus.japan import JST
from triage.cases import filed_cases
from triage.recurrence.alarm import Alarm, said_of
from triage.recurrence.effect import Effect
from triage.recurrence.rule import load_rule
from triage.review.binding import Bindings, barring
from triage.written import as_json


def declare(declared: Declared) -> None:
    """Which filing."""
    declared.add("filing", type=spoken, metavar="FILING", said="filing")
    declared.add("--effect", action="store_true", said="effect")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Name the lessons, known before, that the filing appears to repeat."""
    viewer = viewer_of(chosen)
    with opened(settings) as db:
        [case] = filed_cases(db, [FilingId(chosen.filing)], viewer)
        binding = Bindings.load(db, viewer).of(case.account, None)
        alarm = wire_recurrence(db, settings, viewer)
        found = alarm.check(barring(case, binding), viewer, binding.same)
        until = now().astimezone(JST).date()
        shown = [
            _out(one, alarm.effect_of(one.lesson, viewer, until) if chosen.effect else None)
            for one in found
        ]
    lines = [line for one in shown for line in _lines(one, output.words)]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("review.no_alarm")]
    )
    return ANSWERED


def _out(alarm: Alarm, effect: Effect | None) -> AlarmOut:
    return AlarmOut.model_validate(
        {
            "lesson": as_json(alarm.lesson),
            "days": alarm.days,
            "likely": alarm.likely,
            "shared": alarm.shared,
            "said": as_json(said_of(alarm, load_rule())),
            "effect": as_json(effect),
        }
    )


def _lines(shown: AlarmOut, words: Words) -> Iterator[str]:
    yield f"! {words.join(shown.said.model_dump())} ({shown.likely:.2f})"
    yield from (f"    - {each}" for each in shown.lesson.statements)
    if shown.effect is None:
        return
    for year in (one for one in shown.effect.years if one.count):
        yield "    " + words.say(
            "review.year",
            year=f"{year.year:+d}",
            count=year.count,
            observed=f"{year.observed:.0%}",
        )
    if shown.effect.ratio is not None:
        high = "∞" if shown.effect.high is None else f"{shown.effect.high:.2f}"
        yield "    " + words.say(
            "review.ratio", ratio=shown.effect.ratio, low=shown.effect.low, high=high
        )


COMMAND = Command(declare, run)
