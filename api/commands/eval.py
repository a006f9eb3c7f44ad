"""``kyokun eval SUITE``: how well it does, baselines beside every figure."""

import argparse
from pathlib import Path

from api.command import Command, Declared
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from embeddings.retrieval import Retrieval
from eval.cases import gather
from eval.production import RetrievalJudge
from eval.render import render
from eval.result import as_json
from eval.suites import SUITES, run_suite


def declare(declared: Declared) -> None:
    """Which suite, on which incidents."""
    declared.add("suite", choices=list(SUITES), said="eval_suite")
    files = {"type": Path, "metavar": "FILE"}
    declared.add("--data", action="append", default=[], said="eval_data", **files)
    declared.add("--focus", said="eval_focus", **files)
    declared.add("--alone", action="store_true", said="eval_alone")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Measure, and show the figures with their intervals."""
    cases = gather(chosen.data, chosen.focus, alone=chosen.alone)
    retrieval = Retrieval.in_memory(cases.accounts, settings.encoder)
    with output.progress("said.evaluating") as progress:
        result = run_suite(
            chosen.suite, cases, RetrievalJudge(cases.accounts, retrieval), progress
        )
    output.answer(as_json(result), [render(result)])
    return ANSWERED


COMMAND = Command(declare, run)
