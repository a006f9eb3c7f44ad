"""``kyokun intake FILE…``: receive filings; a receipt is given once they are kept."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from api.command import Command, Declared, viewer_of
from api.exits import ANSWERED, REFUSED, WrongUse, fault_of
from api.files import name_of
from api.output import Output
from api.schemas import FaultOut, ReceiptOut, RefusalOut
from api.settings import Settings
from api.shown import offer_out
from api.wiring import make_sandbox, opened, wire_register
from corpus.errors import FileRefused
from corpus.filings import FilingStore
from corpus.ids import CarrierId
from corpus.intake.receive import Receipt
from corpus.intake.take import Intake
from corpus.viewer import Role
from triage.errors import MayNotEnter


def declare(declared: Declared) -> None:
    """Which files, of which carrier; or what was refused."""
    declared.add("files", nargs="*", type=Path, metavar="FILE", said="intake_files")
    declared.add("--carrier", metavar="ID", said="carrier")
    declared.add("--refused", action="store_true", said="refused")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Receive the files one by one; a refused one does not keep the rest from being received."""
    if chosen.refused:
        return _refused(chosen, settings, output)
    if not chosen.files:
        raise WrongUse("no_files")
    refused = 0
    with opened(settings) as db, make_sandbox(settings) as sandbox, output.stream() as give:
        register = wire_register(db)
        sender = _sender(chosen)
        carrier = register.get(CarrierId(sender)).id if sender else None
        intake = Intake(db, sandbox, register)
        with output.progress("said.receiving") as progress:
            for done, path in enumerate(chosen.files, start=1):
                for one in _taken(intake, path, carrier, output):
                    give(one.model_dump(), _lines(one, output))
                    refused += one.refused is not None
                progress(done, len(chosen.files))
    return REFUSED if refused else ANSWERED


def _sender(chosen: argparse.Namespace) -> str | None:
    """Who sends: a carrier for itself alone, or the secretariat for whom it names.

    A receipt offers incidents that its sender may know of, so nobody gets that of another.

    Raises:
        MayNotEnter: others file nothing.
    """
    viewer = viewer_of(chosen)
    named: str | None = chosen.carrier
    if viewer.role is Role.SECRETARIAT:
        return named
    if viewer.carrier is None or named not in {None, viewer.carrier}:
        raise MayNotEnter(str(viewer))
    return viewer.carrier


def _taken(
    intake: Intake, path: Path, carrier: CarrierId | None, output: Output
) -> Iterator[ReceiptOut]:
    try:
        receipts = intake.take(path, carrier, datetime.now(UTC))
    except FileRefused as refused:
        fault = fault_of(refused, output.words)
        output.tell_line(fault["message"])
        yield ReceiptOut(receipt=None, file=name_of(path), refused=FaultOut(**fault))
        return
    for receipt in receipts:
        yield _receipt_out(receipt, path)


def _receipt_out(receipt: Receipt, path: Path) -> ReceiptOut:
    return ReceiptOut(
        receipt=receipt.filing,
        file=name_of(path),
        where=receipt.where,
        batch=receipt.batch,
        carrier=receipt.carrier,
        stage=receipt.stage,
        incidents=list(receipt.incidents),
        already=receipt.already,
        offers=[offer_out(offer) for offer in receipt.offers],
    )


def _lines(one: ReceiptOut, output: Output) -> list[str]:
    if one.receipt is None:
        return []  # said on standard error, in the same words
    key = "said.already" if one.already else "said.received"
    place = f"{one.file} {one.where or ''}".rstrip()
    return [
        output.words.say(key, receipt=one.receipt, place=place),
        *(
            output.words.say("said.offered", incident=offer.incident, points=offer.points)
            for offer in one.offers
        ),
    ]


def _refused(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    with opened(settings) as db:
        refusals = FilingStore(db).refusals(viewer_of(chosen))
    shown = [
        RefusalOut(
            file=one.name,
            at=one.at.isoformat(),
            size=one.size,
            sha256=one.sha256,
            **fault_of(FileRefused(one.code, one.where, **one.details), output.words),
        )
        for one in refusals
    ]
    lines = [f"{one.at}  {one.message}" for one in shown]
    answer = [one.model_dump() for one in shown]
    output.answer(answer, lines or [output.words.say("said.refused_none")])
    return ANSWERED


COMMAND = Command(declare, run)
