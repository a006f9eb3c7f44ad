"""``kyokun ledger``: is the record of every disclosure whole; show it, and take it elsewhere."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import spoken
from api.exits import ANSWERED, CHECK_FAILED
from api.files import check_target, name_of, opened_bytes, read_bytes
from api.output import Output
from api.schemas_ledger import LedgerExportOut
from api.settings import Settings
from api.shown_ledger import entry_line, entry_out, report_lines, report_out
from api.wiring import opened
from corpus.errors import InputRefused
from sharing.ledger.checkpoint import Checkpoint
from sharing.ledger.entry import Kind
from sharing.ledger.export import exported
from sharing.ledger.keeping import settle
from sharing.ledger.line import NotALine, document_of
from sharing.ledger.store import entries_seen
from sharing.ledger.verify import Expected, last_checkpoint, verify_database, verify_lines
from sharing.signing import PublicKey, SigningKey

LONGEST_LINE = 1 << 20
_KEY_BYTES = 10_000
_HEX = 64


def declare(declared: Declared) -> None:
    """What to do with the ledger."""
    added = declared.actions("ledger", ACTIONS)
    verify = added["verify"]
    verify.add("file", nargs="?", type=Path, metavar="FILE", said="ledger_file")
    verify.add("--key", type=spoken, metavar="PUBLIC", said="ledger_key")
    verify.add("--against", type=Path, metavar="FILE", said="ledger_against")
    added["export"].add("--out", type=Path, metavar="FILE", said="ledger_out")
    added["show"].add("--kind", choices=list(Kind), said="ledger_kind")
    added["show"].add("--about", type=spoken, metavar="ID", said="ledger_about")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    return ACTIONS[chosen.action](chosen, settings, output)


def key_named(written: str) -> PublicKey:
    """The public key written as 64 hexadecimal digits, or in a file of that name.

    Raises:
        InputRefused: it is none, or there is no such file.
    """
    if len(written) == _HEX and not Path(written).exists():
        return PublicKey.read(written.encode(), "--key")
    return PublicKey.read(read_bytes(Path(written), _KEY_BYTES), name_of(Path(written)))


def _verify(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    expected = Expected(
        key=None if chosen.key is None else key_named(chosen.key),
        earlier=None if chosen.against is None else _earlier(chosen.against),
    )
    if chosen.file is not None:
        report, viewer = verify_lines(_lines(chosen.file), expected), None
    else:
        viewer = viewer_of(chosen)
        with opened(settings) as db:
            settle(db, settings.workspace, _now)
            report = verify_database(db, settings.workspace, expected)
    shown = report_out(report, viewer, output.words)
    output.answer(shown.model_dump(), report_lines(shown, output.words))
    return ANSWERED if report.whole else CHECK_FAILED


def _export(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    if chosen.out is not None:
        check_target(chosen.out, settings.workspace)
    with opened(settings) as db:
        settle(db, settings.workspace, _now)
        key = SigningKey.of(settings.workspace)
        lines = list(exported(db, viewer_of(chosen), key, _now()))
    if chosen.out is not None:
        chosen.out.write_bytes(b"".join(lines))
        answer = LedgerExportOut(
            file=str(chosen.out), entries=len(lines) - 1, key=key.public.hex
        ).model_dump()
        output.answer(answer, [output.words.say("sharing.ledger_exported", **answer)])
    elif output.as_json:
        output.answer([document_of(line) for line in lines], ())
    else:
        output.copy(lines)
    return ANSWERED


def _show(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    with opened(settings) as db:
        entries = [
            entry
            for entry in entries_seen(db, viewer_of(chosen))
            if chosen.kind in {None, entry.kind}
            and (chosen.about is None or chosen.about in _told(entry.body))
        ]
    lines = [entry_line(entry) for entry in entries]
    shown = [entry_out(entry).model_dump() for entry in entries]
    output.answer(shown, lines or [output.words.say("sharing.ledger_empty")])
    return ANSWERED


def _told(value: object) -> Iterator[str]:
    """Every id in a body; that of a version counts for its lesson too."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _told(each)
    elif isinstance(value, list):
        for each in value:
            yield from _told(each)
    elif isinstance(value, str):
        yield value
        yield value.partition(".")[0]


def _earlier(path: Path) -> Checkpoint:
    try:
        return last_checkpoint(_lines(path))
    except NotALine as fault:
        raise InputRefused("not_a_ledger", name_of(path)) from fault


def _lines(path: Path) -> Iterator[bytes]:
    with opened_bytes(path) as file:
        while line := file.readline(LONGEST_LINE):
            yield line


def _now() -> datetime:
    return datetime.now(UTC)


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Settings, Output], int]] = {
    "verify": _verify,
    "export": _export,
    "show": _show,
}
COMMAND = Command(declare, run)
