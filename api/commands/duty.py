"""``kyokun duty`` and ``kyokun roaming``: what a carrier with an outage must and can do."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.command import Command, Declared
from api.exits import ANSWERED
from api.files import read_bytes
from api.output import Output
from api.settings import Settings
from api.shown_docket import decision_lines
from api.wiring import wire_register
from triage.docket.cases import designated_at
from triage.duty.decide import decide, regimes_for
from triage.duty.decision import decision_to_json
from triage.facts_json import parse_facts
from triage.roaming import advice_to_json, advise, parse_roaming_facts

ALL = "all"
LARGEST = 10_000_000
"""Bytes of a file of facts."""


def declare_duty(declared: Declared) -> None:
    """Which facts, under which regime."""
    declared.add("facts", type=Path, metavar="FACTS.json", said="facts")
    declared.add("--regime", metavar="ID", said="regime")


def run_duty(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Decide by the regime asked for, by all, or by the one in force when it happened."""
    facts = parse_facts(read_bytes(chosen.facts, LARGEST))
    regimes = regimes_for(facts, chosen.regime)
    designated = designated_at(wire_register(), facts.occurred_at)
    decisions = [decide(facts, regime, designated) for regime in regimes]
    answers = [decision_to_json(decision) for decision in decisions]
    lines = (line for each in decisions for line in decision_lines(each, output.words))
    output.answer(answers if chosen.regime == ALL else answers[0], lines)
    return ANSWERED


def declare_roaming(declared: Declared) -> None:
    """Which facts."""
    declared.add("facts", type=Path, metavar="FACTS.json", said="facts")


def run_roaming(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Say which mode of roaming fits, and what works in it."""
    facts = parse_roaming_facts(read_bytes(chosen.facts, LARGEST))
    advice = advice_to_json(advise(facts))
    output.answer(advice, _roaming_lines(advice, output))
    return ANSWERED


def _roaming_lines(advice: dict[str, Any], output: Output) -> Iterator[str]:
    join = output.words.join
    yield f"{advice['mode']}: {join(advice['title'])}"
    for key, value in advice.items():
        if isinstance(value, bool | str) and key != "mode":
            yield f"  {key}: {json.dumps(value) if isinstance(value, bool) else value}"
    yield from (f"  - {join(reason)}" for reason in advice["reasons"])
    yield join(advice["notices"])


DUTY = Command(declare_duty, run_duty)
ROAMING = Command(declare_roaming, run_roaming)
