"""``kyokun eval SUITE``: how well it does, baselines beside every figure."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from api.command import Command, Declared
from api.exits import ANSWERED, CHECK_FAILED
from api.output import Output
from api.settings import Settings
from corpus.errors import InputRefused
from eval.cases import gather
from eval.page import page_of
from eval.production import RetrievalJudges
from eval.recorded import Checked, Standing, check, load_recorded
from eval.render import render
from eval.result import Result, Skipped, as_json
from eval.sets import Sets, usual_folder
from eval.suites import ALL, SUITES, Setting, named, run_suite

TOLD = {
    Standing.SAME: "said.eval_same",
    Standing.CHANGED: "said.eval_changed",
    Standing.FALLEN: "said.eval_fallen",
    Standing.OTHER_ROWS: "said.eval_other_rows",
    Standing.NOT_RECORDED: "said.eval_not_recorded",
}
"""What is said of a figure beside the recorded one."""


def declare(declared: Declared) -> None:
    """Which suite, on which incidents and sets, and what is done with the figures."""
    declared.add("suite", choices=[*SUITES, ALL], said="eval_suite")
    path = {"type": Path}
    declared.add(
        "--data", action="append", default=[], said="eval_data", metavar="FILE|DIR", **path
    )
    declared.add("--focus", said="eval_focus", metavar="FILE", **path)
    declared.add("--alone", action="store_true", said="eval_alone")
    declared.add("--html", said="eval_html", metavar="FILE", **path)
    declared.add("--check", action="store_true", said="eval_check")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Measure, and show the figures with their intervals."""
    if chosen.html is not None and not chosen.html.absolute().parent.is_dir():
        raise InputRefused("missing", str(chosen.html))
    setting = _setting(chosen, settings)
    found: list[Result | Skipped] = []
    with output.progress("said.evaluating") as progress:
        for name in named(chosen.suite):
            found.append(run_suite(name, setting, progress))
            if isinstance(found[-1], Skipped):
                _tell(output, "said.eval_skipped", suite=name, why=found[-1].why)
    checked = _checked(found, output) if chosen.check else None
    output.answer(
        _document(chosen.suite, found, checked), "\n\n\n".join(map(render, found)).split("\n")
    )
    if chosen.html is not None:
        chosen.html.write_text(page_of(found, setting.cases.links), "utf-8")
        _tell(output, "said.eval_page", file=chosen.html)
    return CHECK_FAILED if any(one.standing.failed for one in checked or ()) else ANSWERED


def _setting(chosen: argparse.Namespace, settings: Settings) -> Setting:
    folders = [path for path in chosen.data if path.is_dir()]
    files = [path for path in chosen.data if not path.is_dir()]
    return Setting(
        cases=gather(files, chosen.focus, alone=chosen.alone),
        judges=RetrievalJudges(settings.encoder),
        sets=Sets(folders[-1] if folders else usual_folder()),
    )


def _tell(output: Output, key: str, **values: object) -> None:
    output.tell_line(output.words.say(key, **values))


def _checked(found: Sequence[Result | Skipped], output: Output) -> list[Checked]:
    """Each recorded figure beside that of today; suites never recorded are passed over."""
    recorded = load_recorded()
    checked = [each for one in found if one.suite in recorded for each in check(one, recorded)]
    for each in checked:
        _tell(
            output,
            TOLD[each.standing],
            suite=each.suite,
            figure=each.figure,
            value=each.value,
            recorded=each.recorded,
        )
    return checked


def _document(
    suite: str, found: Sequence[Result | Skipped], checked: Sequence[Checked] | None
) -> dict[str, Any]:
    told = [as_json(one) for one in found]
    document = {"suite": ALL, "suites": told} if suite == ALL else told[0]
    return document if checked is None else {**document, "check": list(_rows(checked))}


def _rows(checked: Sequence[Checked]) -> Iterator[dict[str, Any]]:
    for each in checked:
        yield {
            "suite": each.suite,
            "figure": each.figure,
            "value": each.value,
            "recorded": each.recorded,
            "standing": each.standing,
        }


COMMAND = Command(declare, run)
