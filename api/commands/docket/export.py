"""``kyokun export`` and ``kyokun burden``: documents of a report, and what they cost to file."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.command import Command, Declared
from api.commands.docket.desk import docket_of
from api.commands.docket.leaving import check_leaves
from api.commands.docket.report import Report, declare_report, find_report, kinds_of
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown_docket import depth_lines
from api.wiring import make_folder
from api.words import Words
from corpus.depth import depth_of
from corpus.documents.burden import Sort, burden_of, burden_to_json, items_by_sort
from corpus.documents.layout import load_designs
from corpus.documents.write import SUFFIXES, write_document
from triage.facts import CauseKind
from triage.written import as_json

SORTS = {
    Sort.CHOICE: "docket.sort_choice",
    Sort.FIGURE: "docket.sort_figure",
    Sort.MOMENT: "docket.sort_moment",
    Sort.SHORT: "docket.sort_short",
    Sort.FREE: "docket.sort_free",
}
"""What is said of an item, by how it is entered."""


def declare_export(declared: Declared) -> None:
    """Which report, in which forms, and where to."""
    declare_report(declared, required=True)
    declared.add("--to", type=Path, default=Path(), metavar="DIR", said="export_to")
    declared.add("--as-per-annex", action="store_true", said="as_per_annex")


def run_export(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Write the documents of one report: all of them from one record."""
    report = _found(chosen, settings)
    check_leaves(report.about, chosen, settings)
    make_folder(chosen.to)
    layout = report.layout(as_per_annex=chosen.as_per_annex)
    documents = []
    for kind in kinds_of(report, chosen):
        content = write_document(report.reading, layout, kind)
        path = chosen.to / f"{report.name}-{kind}{SUFFIXES[kind]}"
        path.write_bytes(content)
        documents.append({"kind": kind, "file": str(path), "bytes": len(content)})
    depth = depth_of(report.cause)
    answer = {
        "report": report.name,
        "cause": str(report.cause),
        "voluntary": report.voluntary,
        "depth": [as_json(item) for item in depth],
        "documents": documents,
    }
    lines = [f"{document['file']}  ({document['bytes']:,} bytes)" for document in documents]
    output.answer(answer, [*lines, *depth_lines(depth, output.words)])
    return ANSWERED


def declare_burden(declared: Declared) -> None:
    """Of which report, in which forms; else of the forms themselves."""
    declare_report(declared, required=False)


def run_burden(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Show what filing costs: of one report, or how each form is filled in."""
    if chosen.report is None:
        kinds = chosen.form or list(load_designs())
        sorts = {kind: items_by_sort(load_designs()[kind]) for kind in kinds}
        forms = [
            {"form": kind, "items": sum(counts.values()), **{str(s): n for s, n in counts.items()}}
            for kind, counts in sorts.items()
        ]
        output.answer(forms, _form_lines(forms, output.words))
        return ANSWERED
    report = _found(chosen, settings)
    kinds = kinds_of(report, chosen)
    told = burden_to_json(burden_of(report.reading, kinds))
    answer = {"report": report.name, "forms": kinds, **told}
    output.answer(answer, _burden_lines(answer, output.words))
    return ANSWERED


def _found(chosen: argparse.Namespace, settings: Settings) -> Report:
    with docket_of(chosen, settings) as docket:
        report = find_report(docket, chosen.report)
    return replace(report, cause=CauseKind(chosen.cause)) if chosen.cause else report


def _form_lines(forms: list[dict[str, Any]], words: Words) -> Iterator[str]:
    for form in forms:
        counted = [f"{words.say(key)} {form[sort]}" for sort, key in SORTS.items() if form[sort]]
        items = words.say("docket.items", items=form["items"])
        yield f"{form['form']}: {items} ({', '.join(counted)})"


def _burden_lines(answer: dict[str, Any], words: Words) -> Iterator[str]:
    yield f"{answer['report']}: {', '.join(answer['forms'])}"
    yield f"  {words.say('docket.touched', **answer)}"
    yield f"  {words.say('docket.free_text', **answer)}"
    yield f"  {words.say('docket.minutes', **answer)}"
    yield f"  * {answer['note']}"


EXPORT = Command(declare_export, run_export)
BURDEN = Command(declare_burden, run_burden)
