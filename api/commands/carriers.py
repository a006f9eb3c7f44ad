"""``kyokun carriers``: who is who, and what is set for each: contacts, channel, opt-out."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED, REFUSED, fault_of
from api.files import read_bytes
from api.output import Output
from api.schemas_carriers import CarrierRowOut, RefusedRowOut
from api.settings import Settings
from api.shown_carriers import carrier_line_out, carrier_lines, carrier_out, line_of
from api.wiring import opened, wire_register
from corpus.added_carriers import register_with_purchases
from corpus.carrier import Kind
from corpus.carrier_csv import LONGEST_FILE, CarrierImport, TakenRow
from corpus.carrier_settings import CarrierSettingsStore, Channel, may_set
from corpus.ids import CarrierId
from corpus.japan import JST
from corpus.viewer import Role


def declare(declared: Declared) -> None:
    """What to do, and with what."""
    added = declared.actions("carriers", ACTIONS)
    added["list"].add("--kind", choices=list(Kind), said="carrier_kind")
    added["show"].add("carrier", type=spoken, metavar="ID", said="carrier_id")
    _declare_set(added["set"])
    added["import"].add("file", type=Path, metavar="FILE", said="carriers_file")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    with opened(settings) as db:
        return ACTIONS[chosen.action](chosen, db, output)


def _declare_set(action: Declared) -> None:
    action.add("carrier", type=spoken, metavar="ID", said="carrier_id")
    contacts, opting, sellers = action.one_of(), action.one_of(), action.one_of()
    many = {"type": spoken, "action": "append", "default": None}
    contacts.add("--contact", metavar="MAIL", said="carrier_contact", **many)
    contacts.add("--no-contacts", action="store_true", said="carrier_no_contacts")
    action.add("--channel", choices=list(Channel), said="carrier_channel")
    opting.add("--opt-out", action="store_true", said="carrier_opt_out")
    opting.add("--opt-in", action="store_true", said="carrier_opt_in")
    sellers.add("--buys-of", metavar="ID", said="carrier_buys_of", **many)
    sellers.add("--buys-of-none", action="store_true", said="carrier_buys_of_none")


def _list(chosen: argparse.Namespace, db: Database, output: Output) -> int:
    meant = [each for each in wire_register(db).all() if chosen.kind in {None, *each.kinds}]
    shown = [carrier_line_out(each, _today()) for each in meant]
    output.answer(
        [each.model_dump() for each in shown], [line_of(each, output.words) for each in shown]
    )
    return ANSWERED


def _show(chosen: argparse.Namespace, db: Database, output: Output) -> int:
    """What carriers are set to buy is a secret of theirs: others see the register alone."""
    viewer, register = viewer_of(chosen), wire_register(db)
    carrier = register.get(CarrierId(chosen.carrier)).id
    store = CarrierSettingsStore(db, register)
    history = store.history(carrier, viewer) if may_set(carrier, viewer) else None
    if viewer.role is Role.SECRETARIAT:
        register = register_with_purchases(db, register)
    shown = carrier_out(register.get(carrier), register, _today(), history)
    output.answer(shown.model_dump(), carrier_lines(shown, output.words))
    return ANSWERED


def _set(chosen: argparse.Namespace, db: Database, output: Output) -> int:
    viewer, carrier = viewer_of(chosen), CarrierId(chosen.carrier)
    store = CarrierSettingsStore(db, wire_register(db))
    settings = store.of(carrier, viewer)
    if chosen.contact or chosen.no_contacts:
        settings = replace(settings, contacts=tuple(chosen.contact or ()))
    if chosen.channel:
        settings = replace(settings, channel=Channel(chosen.channel))
    if chosen.opt_out or chosen.opt_in:
        settings = replace(settings, opted_out=chosen.opt_out)
    if chosen.buys_of or chosen.buys_of_none:
        settings = replace(settings, buys_of=tuple(map(CarrierId, chosen.buys_of or ())))
    store.set(carrier, settings, viewer, now())
    return _show(chosen, db, output)


def _import(chosen: argparse.Namespace, db: Database, output: Output) -> int:
    content = read_bytes(chosen.file, LONGEST_FILE)
    importing = CarrierImport(db=db, register=wire_register(), by=viewer_of(chosen), now=now())
    refused = False
    with output.stream() as give:
        for row in importing.take(content):
            shown = _row_out(row, output)
            if shown.refused:
                refused = True
                output.tell_line(shown.refused.message)
            line = output.words.say(_said_of(row), line=row.line, carrier=row.carrier)
            give(shown.model_dump(), [line])
    return REFUSED if refused else ANSWERED


def _row_out(row: TakenRow, output: Output) -> CarrierRowOut:
    refused = fault_of(row.refused, output.words) if row.refused else None
    return CarrierRowOut(
        line=row.line,
        carrier=row.carrier,
        added=row.added,
        changed=row.changed,
        refused=RefusedRowOut.model_validate(refused) if refused else None,
    )


def _said_of(row: TakenRow) -> str:
    if row.refused:
        return "carriers.refused"
    if row.added:
        return "carriers.added"
    return "carriers.changed" if row.changed else "carriers.unchanged"


def _today() -> date:
    return now().astimezone(JST).date()


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Database, Output], int]] = {
    "list": _list,
    "show": _show,
    "set": _set,
    "import": _import,
}
COMMAND = Command(declare, run)
