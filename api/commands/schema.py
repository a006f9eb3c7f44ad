"""``kyokun schema NAME``: the JSON Schema of what a command answers."""

import argparse
import json

from api.command import Command, Declared
from api.exits import ANSWERED
from api.output import Output
from api.schemas import SCHEMAS, json_schema
from api.settings import Settings


def declare(declared: Declared) -> None:
    """Which shape."""
    declared.add("name", choices=list(SCHEMAS), said="schema_name")


def run(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Print it."""
    schema = json_schema(chosen.name)
    output.answer(schema, [json.dumps(schema, ensure_ascii=False, indent=2)])
    return ANSWERED


COMMAND = Command(declare, run)
