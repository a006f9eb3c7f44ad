"""Carriers and their settings from CSV files."""

from typing import Any

import pytest
from sqlite_utils import Database

from corpus.added_carriers import AddedCarriers
from corpus.carrier import Kind
from corpus.carrier_csv import LONGEST_FILE, CarrierImport, TakenRow
from corpus.carrier_settings import UNSET, CarrierSettings, CarrierSettingsStore, Channel
from corpus.carriers import CarrierRegister
from corpus.errors import FileRefused, InputRefused, MayNotSet
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Viewer
from tests.examples import NOW

REGISTER = CarrierRegister.load()
IIJ = CarrierId("iij")
HEADER = "id,contacts,channel,opted_out,buys_of"


def take(db: Database, text: str, **fields: Any) -> list[TakenRow]:
    importing = CarrierImport(db=db, register=REGISTER, now=NOW, by=fields.get("by", SECRETARIAT))
    return list(importing.take(text.encode(fields.get("encoding", "utf-8"))))


def settings(db: Database, carrier: CarrierId = IIJ) -> CarrierSettings:
    return CarrierSettingsStore(db, REGISTER).of(carrier, SECRETARIAT)


def test_a_row_sets_what_it_tells(db: Database) -> None:
    [taken] = take(db, f"{HEADER}\niij,a@x.jp;b@x.jp,mail,yes,ntt-docomo\n")
    assert (taken.carrier, taken.added, taken.changed, taken.refused) == (IIJ, False, True, None)
    assert settings(db) == CarrierSettings(
        contacts=("a@x.jp", "b@x.jp"),
        channel=Channel.MAIL,
        opted_out=True,
        buys_of=(CarrierId("ntt-docomo"),),
    )


def test_an_empty_cell_changes_nothing(db: Database) -> None:
    take(db, f"{HEADER}\niij,a@x.jp,mail,yes,ntt-docomo\n")
    before = settings(db)
    [taken] = take(db, f"{HEADER}\niij,,,,\n\n")
    assert not taken.changed
    assert settings(db) == before


def test_a_row_adds_a_carrier_and_sets_what_it_wants(db: Database) -> None:
    rows = (
        "id,name_ja,name_en,kind,country,aliases,also,contacts\n"
        "kou,甲電気通信,Kou Telecom,isp,JP,甲;甲ネット,mvno,noc@kou.example\n"
    )
    [taken] = take(db, rows, encoding="cp932")
    assert (taken.added, taken.changed) == (True, True)
    [kou] = AddedCarriers(db, REGISTER).all()
    assert kou.aliases == ("甲", "甲ネット")
    assert kou.kinds == {Kind.ISP, Kind.MVNO}


def test_a_mark_at_the_head_of_the_file_is_no_part_of_a_column(db: Database) -> None:
    [taken] = take(db, "id,channel\r\niij,none\r\n", encoding="utf-8-sig")
    assert taken.refused is None
    assert settings(db).channel is Channel.NONE


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("nobody,,,,", "unknown_carrier"),
        (",a@x.jp,,,", "unknown_carrier"),
        ("iij,nothing,,,", "bad_mail"),
        ("iij,,pigeon,,", "unknown_channel"),
        ("iij,,mail,,", "no_contact"),
        ("iij,,,perhaps,", "not_yes_or_no"),
        ("iij,,,,nobody", "unknown_seller"),
    ],
)
def test_a_row_that_cannot_be_taken_does_not_keep_the_others_out(
    db: Database, row: str, code: str
) -> None:
    refused, taken = take(db, f"{HEADER}\n{row}\nkddi,,none,,\n")
    assert refused.refused is not None
    assert (refused.line, refused.refused.code) == (2, code)
    assert (taken.line, taken.changed, taken.refused) == (3, True, None)
    assert settings(db) == UNSET


def test_of_a_row_that_is_refused_nothing_is_kept(db: Database) -> None:
    rows = "id,name_ja,name_en,kind,country,channel\nkou,甲,Kou,isp,JP,pigeon\n"
    [taken] = take(db, rows)
    assert taken.refused is not None
    assert AddedCarriers(db, REGISTER).all() == ()


def test_what_the_register_says_is_not_changed_by_a_file(db: Database) -> None:
    [taken] = take(db, "id,kind\nkddi,ott\n")
    assert taken.refused is not None
    assert taken.refused.code == "registered"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing_field"),
        ("carrier\nkddi\n", "missing_field"),
        ("id,colour\nkddi,red\n", "unknown_field"),
        ("id,id\nkddi,kddi\n", "duplicate_field"),
        ("id\nkddi,red\n", "damaged"),
        ('id\n"kddi', "damaged"),
        ("id\n" + "x" * (LONGEST_FILE + 1), "too_large"),
    ],
)
def test_of_what_is_no_such_file_nothing_is_taken(db: Database, text: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        take(db, text)
    assert refused.value.code == code


def test_what_is_no_text_is_refused(db: Database) -> None:
    importing = CarrierImport(db=db, register=REGISTER, by=SECRETARIAT, now=NOW)
    with pytest.raises(FileRefused):
        list(importing.take(bytes(range(256))))


def test_only_the_secretariat_imports(db: Database) -> None:
    with pytest.raises(MayNotSet):
        take(db, f"{HEADER}\niij,,none,,\n", by=Viewer.parse("carrier:iij"))
    assert settings(db) == UNSET
