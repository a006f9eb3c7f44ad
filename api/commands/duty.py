"""``kyokun duty`` and ``kyokun roaming``: what a carrier with an outage must and can do."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.command import Command, Declared
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.wiring import wire_register
from corpus.carriers import Institution
from corpus.errors import InputRefused
from triage.duty.decide import decide, regimes_for
from triage.duty.decision import decision_to_json
from triage.facts import Facts
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
    facts = parse_facts(read_facts(chosen.facts))
    regimes = regimes_for(facts, chosen.regime)
    designated = _designated(facts)
    answers = [decision_to_json(decide(facts, regime, designated)) for regime in regimes]
    document = answers if chosen.regime == ALL else answers[0]
    output.answer(document, (line for answer in answers for line in _duty_lines(answer, output)))
    return ANSWERED


def declare_roaming(declared: Declared) -> None:
    """Which facts."""
    declared.add("facts", type=Path, metavar="FACTS.json", said="facts")


def run_roaming(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Say which mode of roaming fits, and what works in it."""
    advice = advice_to_json(advise(parse_roaming_facts(read_facts(chosen.facts))))
    output.answer(advice, (f"{key}: {_told(value)}" for key, value in advice.items()))
    return ANSWERED


def read_facts(path: Path) -> bytes:
    """The bytes of a file of facts; ``-`` is standard input.

    Raises:
        InputRefused: there is no such file, or it is larger than any facts are.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST)
    if not path.is_file():
        raise InputRefused("missing" if not path.exists() else "not_a_file", str(path.name))
    if path.stat().st_size > LARGEST:
        raise InputRefused("too_large", path.name, limit=LARGEST)
    return path.read_bytes()


def _designated(facts: Facts) -> frozenset[str]:
    day = facts.occurred_at.date()
    carriers = wire_register().all()
    return frozenset(one.id for one in carriers if one.institution_on(day) is Institution.NATIONAL)


def _duty_lines(answer: dict[str, Any], output: Output) -> Iterator[str]:
    due = ", ".join(f"{name} {day}" for name, day in answer["due"].items() if day)
    yield f"{answer['regime']} ({answer['status']}): {answer['reportable']}, {answer['as']}"
    yield f"  {output.words.say('said.due')}: {due or '-'}"
    for reason in answer["reasons"]:
        yield f"  - {_told(reason)}"
    for missing in answer["missing"]:
        yield f"  ? {missing}"


def _told(value: object) -> str:
    if isinstance(value, dict) and {"ja", "en"} <= value.keys():
        return f"{value['ja']} / {value['en']}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


DUTY = Command(declare_duty, run_duty)
ROAMING = Command(declare_roaming, run_roaming)
