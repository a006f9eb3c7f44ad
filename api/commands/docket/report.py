"""What is written of a report: a filing on record, an entry, or a reading in a JSON file."""

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

from api.command import Declared
from api.commands.docket.desk import spoken
from api.commands.docket.reading_file import read_reading
from api.files import STANDARD_INPUT
from corpus.depth import Depth, cause_title, depth_of
from corpus.documents.layout import Guidance, Layout
from corpus.documents.write import ANNUAL_LIST, KINDS
from corpus.filings import Filing, FilingStore
from corpus.ids import FilingId
from corpus.reading import Reading, Stage
from corpus.versions import told_in_full
from triage.docket.cases import Case, Docket
from triage.docket.drafts import draft_of
from triage.docket.entry import EntryId
from triage.docket.readings import reading_of
from triage.docket.store import EntryStore
from triage.duty.decide import decide, regimes_for
from triage.duty.decision import As
from triage.errors import FactsRefused
from triage.facts import CauseKind
from triage.facts_json import parse_facts

JSON = ".json"
MAIN = ("detailed_report", "annex")
MAIN_BY_DUTY = {
    As.NEAR_MISS: ("near_miss", "near_miss_annex"),
    As.SIMPLIFIED: ("simplified", "annex"),
}
"""The Word form and the PowerPoint annex of each duty that has its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What documents are written from. `name` begins the names of their files.

    `about`: the ids of its filing and its incidents.
    """

    name: str
    reading: Reading = field(repr=False)
    as_: As | None = None
    cause: CauseKind = CauseKind.UNKNOWN
    voluntary: bool = False
    entered: bool = False
    about: tuple[str, ...] = ()

    @property
    def main(self) -> tuple[str, str]:
        """The kinds of the Word form and the PowerPoint annex that fit."""
        word, slides = MAIN_BY_DUTY.get(self.as_, MAIN) if self.as_ else MAIN
        first = not self.entered and self.reading.stage is Stage.FIRST
        return ("first_report" if first else word), slides

    def layout(self, *, as_per_annex: bool = False) -> Layout:
        """Its layout: what is thick and thin for its cause, voluntary or not."""
        title = cause_title(self.cause)
        return Layout(
            as_per_annex=as_per_annex,
            voluntary=self.voluntary,
            guidance=tuple(
                Guidance(section=item.section, thick=item.depth is Depth.THICK, matter=item.ja)
                for item in depth_of(self.cause)
            ),
            because=title.ja if title else "",
        )


def declare_report(declared: Declared, *, required: bool) -> None:
    """Which report, in which forms."""
    declared.add(
        "report",
        type=spoken,
        nargs=None if required else "?",
        metavar="REPORT",
        said="export_report",
    )
    declared.add(
        "--form", choices=list(KINDS), action="append", default=[], metavar="KIND", said="form"
    )
    for flag in ("docx", "pptx", "xlsx"):
        declared.add(f"--{flag}", action="store_true", said=flag)
    declared.add("--cause", choices=list(CauseKind), metavar="KIND", said="cause")


def kinds_of(report: Report, chosen: argparse.Namespace) -> list[str]:
    """The kinds of document that were asked for; else the Word form and its annex."""
    word, slides = report.main
    asked = {word: chosen.docx, slides: chosen.pptx, ANNUAL_LIST: chosen.xlsx}
    kinds = [*chosen.form, *(kind for kind, wanted in asked.items() if wanted)]
    return list(dict.fromkeys(kinds)) or [word, slides]


def find_report(docket: Docket, named: str) -> Report:
    """The report of that id, or in that JSON file.

    Raises:
        UnknownFiling, UnknownEntry: nothing that the docket's viewer may see has that id.
        InputRefused: the file cannot be taken.
    """
    if named == STANDARD_INPUT or named.endswith(JSON):
        path = Path(named)
        return Report(name=path.stem.strip("-") or "report", reading=read_reading(path))
    if named.startswith("D-"):
        return _entered(docket, docket.case(EntryId(named)))
    return _filed(docket, FilingStore(docket.db).get(FilingId(named), docket.viewer))


def _entered(docket: Docket, case: Case) -> Report:
    return Report(
        name=case.id,
        reading=reading_of(docket, case),
        as_=case.home.as_,
        cause=case.facts.cause.kind,
        voluntary=case.entry is not None and case.entry.voluntary,
        entered=True,
        about=(*([case.filing] if case.filing else []), *case.incidents),
    )


def _filed(docket: Docket, filing: Filing) -> Report:
    """A filing as it was filed; how deep it goes, by what its carrier entered on the case."""
    reading = told_in_full(docket.db, filing.id, filing.reading)
    about = filing.id, *filing.incidents
    case = _case_of(docket, filing)
    if case is None:
        as_ = _drafted(filing, reading)
        return Report(name=filing.id, reading=reading, as_=as_, about=about)
    return Report(
        name=filing.id,
        reading=reading,
        as_=case.home.as_,
        cause=case.facts.cause.kind,
        voluntary=case.entry is not None and case.entry.voluntary,
        about=about,
    )


def _case_of(docket: Docket, filing: Filing) -> Case | None:
    for entry in reversed(EntryStore(docket.db).list(docket.viewer)):
        on = set(entry.incidents) & set(filing.incidents)
        if entry.filing == filing.id or (on and entry.carrier == filing.carrier):
            return _judged(docket, entry.id)
    return None


def _judged(docket: Docket, entry: EntryId) -> Case | None:
    try:
        return docket.case(entry)
    except FactsRefused:  # older than the first regime
        return None


def _drafted(filing: Filing, reading: Reading) -> As | None:
    """As what a filing is reported by its own figures; None where it tells too little."""
    told = draft_of(reading, filing.carrier)
    if told is None:
        return None
    try:
        facts = parse_facts(json.dumps(told))
        [regime] = regimes_for(facts, None)
    except FactsRefused:
        return None
    return decide(facts, regime).as_
