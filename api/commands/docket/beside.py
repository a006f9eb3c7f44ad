"""What stands beside the facts of an entry: evidence, and the accident that it belongs to."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping

from api.command import Declared
from api.commands.docket.desk import now, spoken
from api.output import Output
from api.shown_docket import entry_lines, said, service_named
from api.words import Words
from corpus.ids import IncidentId
from corpus.service import Service
from triage.docket.cases import Docket
from triage.docket.entry import EntryId
from triage.docket.evidence import Evidence, EvidenceStore, Shows
from triage.docket.parents import ParentStore
from triage.written import as_json

SHOWS = {
    Shows.BACKGROUND_ONLY: "docket.background_only",
    Shows.NOT_PERCEIVED: "docket.not_perceived",
}
"""What is said of evidence, by what it is to show."""


def declare_beside(added: Mapping[str, Declared]) -> None:
    """The arguments of the actions in BESIDE."""
    evidence = added["evidence"]
    evidence.add("entry", metavar="ENTRY", said="entry_id")
    evidence.add("kind", choices=list(Shows), said="evidence_kind")
    evidence.add("text", type=spoken, metavar="TEXT", said="evidence_text")
    evidence.add("--service", choices=list(Service), metavar="SERVICE", said="evidence_service")
    evidence.add("--share", type=float, metavar="0..1", said="evidence_share")
    added["parent"].add("entry", metavar="ENTRY", said="entry_id")
    added["parent"].add("incident", type=spoken, metavar="INCIDENT", said="parent")
    added["children"].add("incident", type=spoken, metavar="INCIDENT", said="incident")


def evidence_out(evidence: Evidence) -> dict[str, object]:
    """A piece of evidence as JSON, with its text."""
    return {
        "entry": evidence.entry,
        "kind": str(evidence.kind),
        "service": as_json(evidence.service),
        "share": evidence.share,
        "text": evidence.text,
    }


def evidence_lines(evidence: Iterable[Evidence], words: Words) -> Iterator[str]:
    """Each piece of evidence, for people."""
    for each in evidence:
        noted = {language: _noted(each, Words((language,))) for language in words.languages}
        yield f"  {words.say('docket.evidence', noted=noted)}: {each.text}"


def _noted(evidence: Evidence, words: Words) -> str:
    service, share = evidence.service, evidence.share
    of = [] if service is None else [said(service_named(service), words)]
    told = [] if share is None else [f"{share:.0%}"]
    return ", ".join((words.say(SHOWS[evidence.kind]), *of, *told))


def _evidence(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    evidence = Evidence(
        entry=EntryId(chosen.entry),
        kind=Shows(chosen.kind),
        text=chosen.text,
        service=Service(chosen.service) if chosen.service else None,
        share=chosen.share,
    )
    store = EvidenceStore(docket.db)
    store.keep(evidence, docket.viewer, now())
    kept = store.of(evidence.entry, docket.viewer)
    output.answer(
        [evidence_out(each) for each in kept],
        [*evidence_lines(kept, output.words), output.words.say("docket.counts_stay")],
    )


def _parent(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    entry, parent = EntryId(chosen.entry), IncidentId(chosen.incident)
    ParentStore(docket.db).link(entry, parent, docket.viewer, now())
    output.answer(
        {"entry": entry, "parent": parent},
        [output.words.say("docket.linked", entry=entry, parent=parent)],
    )


def _children(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    found = ParentStore(docket.db).children_of(IncidentId(chosen.incident), docket.viewer)
    lines = [line for entry in found for line in entry_lines(entry, output.words)]
    output.answer(
        [as_json(entry) for entry in found], lines or [output.words.say("docket.no_entries")]
    )


BESIDE: Mapping[str, Callable[[argparse.Namespace, Docket, Output], None]] = {
    "evidence": _evidence,
    "parent": _parent,
    "children": _children,
}
"""The actions of ``kyokun entry`` on what stands beside the facts."""
