"""The ledger: for programs and, line by line, for people."""

import json
from collections.abc import Iterator
from datetime import datetime

from api.schemas_ledger import (
    LedgerBookOut,
    LedgerEntryOut,
    LedgerFaultOut,
    LedgerNoteOut,
    LedgerVerifyOut,
)
from api.shown_docket import clock
from api.words import Words
from corpus.viewer import Audience, Viewer, audiences_of
from sharing.ledger.chain import Fault, Wrong
from sharing.ledger.entry import Entry
from sharing.ledger.verify import Note, Report

FAULTS = {
    Wrong.NOT_AN_ENTRY: "sharing.ledger_not_an_entry",
    Wrong.ALTERED: "sharing.ledger_altered",
    Wrong.BROKEN: "sharing.ledger_broken",
    Wrong.OUT_OF_ORDER: "sharing.ledger_out_of_order",
    Wrong.CUT_OFF: "sharing.ledger_cut_off",
    Wrong.BEHIND_HEAD: "sharing.ledger_behind_head",
    Wrong.OTHER_HISTORY: "sharing.ledger_other_history",
    Wrong.NO_CHECKPOINT: "sharing.ledger_no_checkpoint",
    Wrong.NO_HEAD: "sharing.ledger_no_head",
    Wrong.AFTER_END: "sharing.ledger_after_end",
    Wrong.BAD_SIGNATURE: "sharing.ledger_bad_signature",
    Wrong.OTHER_KEY: "sharing.ledger_other_key",
    Wrong.UNGUARDED: "sharing.ledger_unguarded",
    Wrong.UNREADABLE: "sharing.ledger_unreadable",
    Wrong.CALL_CHANGED: "sharing.ledger_call_changed",
    Wrong.CALL_GONE: "sharing.ledger_call_gone",
    Wrong.CALL_NOT_ENTERED: "sharing.ledger_call_not_entered",
}
"""What is said of each fault."""
NOTES = {
    Note.KEY_NOT_TOLD: "sharing.ledger_key_not_told",
    Note.CLOCK_BACKWARDS: "sharing.ledger_clock_backwards",
    Note.RESTORED: "sharing.ledger_restored",
    Note.KEYS_CHANGED: "sharing.ledger_keys_changed",
}
"""What is said of each note."""


def report_out(report: Report, viewer: Viewer | None, words: Words) -> LedgerVerifyOut:
    """What was found; books that `viewer` may not see are not named (None: a file's, all are)."""

    def named(book: Audience | None) -> str | None:
        return book if viewer is None or book in audiences_of(viewer) else None

    return LedgerVerifyOut(
        whole=report.whole,
        books=[
            LedgerBookOut(book=named(state.book), entries=state.entries, hash=state.hash)
            for state in report.books
            if named(state.book)
        ],
        key=report.key,
        faults=[
            LedgerFaultOut(
                wrong=fault.wrong,
                book=named(fault.book),
                entry=fault.number,
                message=_said(fault, words),
            )
            for fault in report.faults
        ],
        notes=[
            LedgerNoteOut(note=note, times=times, message=words.say(NOTES[note], times=times))
            for note, times in report.notes
        ],
    )


def report_lines(report: LedgerVerifyOut, words: Words) -> Iterator[str]:
    """What was found, for people: faults first, then how far it was read."""
    for fault in report.faults:
        where = "" if fault.entry is None else f"{fault.book or '-'} {fault.entry}: "
        yield f"✗ {where}{fault.message}"
    for state in report.books:
        yield words.say("sharing.ledger_book", **state.model_dump())
    if report.key:
        yield words.say("sharing.ledger_key", key=report.key)
    for note in report.notes:
        yield f"- {note.message}"
    yield words.say("sharing.ledger_whole" if report.whole else "sharing.ledger_not_whole")


def entry_out(entry: Entry) -> LedgerEntryOut:
    """An entry."""
    return LedgerEntryOut(**entry.content, hash=entry.hash)


def entry_line(entry: Entry) -> str:
    """An entry for people."""
    body = json.dumps(entry.body, ensure_ascii=False)
    return f"{entry.number}  {clock(datetime.fromisoformat(entry.at))}  {entry.kind}  {body}"


def _said(fault: Fault, words: Words) -> str:
    return words.say(FAULTS[fault.wrong], **fault.details)
