"""Carriers that a workspace adds."""

from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.added_carriers import AddedCarriers, register_of, register_with_purchases
from corpus.carrier import Institution
from corpus.carrier_settings import CarrierSettings, CarrierSettingsStore
from corpus.carriers import CarrierRegister
from corpus.errors import InputRefused, MayNotSet
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Viewer
from tests.examples import NOW

KOU = CarrierId("kou")


@pytest.fixture
def added(db: Database) -> AddedCarriers:
    return AddedCarriers(db, CarrierRegister.load())


def an_entry(name: str = "甲電気通信", **fields: Any) -> dict[str, Any]:
    return {"kind": "isp", "country": "JP", "names": [{"ja": name, "en": name}], **fields}


def test_an_added_carrier_is_found_in_its_workspace_alone(
    db: Database, added: AddedCarriers
) -> None:
    added.add(KOU, an_entry(), SECRETARIAT, NOW)
    assert register_of(db, CarrierRegister.load()).find("甲電気通信株式会社") == KOU
    assert CarrierRegister.load().find("甲電気通信") is None


def test_a_later_entry_replaces_one(added: AddedCarriers) -> None:
    added.add(KOU, an_entry(), SECRETARIAT, NOW)
    added.add(KOU, an_entry("甲通信"), SECRETARIAT, NOW)
    [only] = added.all()
    assert only.current_name.ja == "甲通信"


def test_days_are_told_as_text(added: AddedCarriers) -> None:
    one: dict[str, Any] = {
        "class": "prefectural",
        "prefectures": ["沖縄県"],
        "class_from": "2024-04-01",
    }
    added.add(KOU, an_entry(**one), SECRETARIAT, NOW)
    [kept] = added.all()
    assert kept.institution_on(date(2024, 4, 1)) is Institution.PREFECTURAL
    assert kept.institution_on(date(2024, 3, 31)) is Institution.NONE


@pytest.mark.parametrize("viewer", ["committee", "carrier:kou", "public"])
def test_only_the_secretariat_adds(added: AddedCarriers, viewer: str) -> None:
    with pytest.raises(MayNotSet):
        added.add(KOU, an_entry(), Viewer.parse(viewer), NOW)
    assert added.all() == ()


@pytest.mark.parametrize(
    ("carrier", "entry", "code"),
    [
        ("", an_entry(), "bad_id"),
        ("Kou", an_entry(), "bad_id"),
        ("甲", an_entry(), "bad_id"),
        ("k" * 61, an_entry(), "bad_id"),
        ("kddi", an_entry(), "registered"),
        ("kou", {"kind": "isp"}, "bad_entry"),
        ("kou", an_entry(class_from="yesterday"), "bad_entry"),
        ("kou", an_entry("ドコモ"), "spelling_taken"),
        ("kou", an_entry(aliases=["株式会社ドコモ"]), "spelling_taken"),
        ("kou", an_entry(parent="nobody"), "unknown_parent"),
        ("kou", an_entry(parent="kou"), "unknown_parent"),
    ],
)
def test_what_cannot_be_a_carrier_is_refused(
    added: AddedCarriers, carrier: str, entry: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        added.add(CarrierId(carrier), entry, SECRETARIAT, NOW)
    assert refused.value.code == code
    assert added.all() == ()


def test_added_carriers_cannot_share_a_spelling(added: AddedCarriers) -> None:
    added.add(KOU, an_entry(), SECRETARIAT, NOW)
    with pytest.raises(InputRefused, match="spelling_taken"):
        added.add(CarrierId("otsu"), an_entry(), SECRETARIAT, NOW)


def test_no_carrier_becomes_its_own_ancestor(db: Database, added: AddedCarriers) -> None:
    otsu = CarrierId("otsu")
    added.add(KOU, an_entry(), SECRETARIAT, NOW)
    added.add(otsu, an_entry("乙", parent="kou"), SECRETARIAT, NOW)
    with pytest.raises(InputRefused, match="unknown_parent"):
        added.add(KOU, an_entry(parent="otsu"), SECRETARIAT, NOW)
    assert register_of(db, CarrierRegister.load()).group_of(otsu) == ("kou", "otsu")


def test_purchases_are_in_the_register_of_those_who_may_know_them(
    db: Database, added: AddedCarriers
) -> None:
    register = CarrierRegister.load()
    added.add(KOU, an_entry(), SECRETARIAT, NOW)
    settings = CarrierSettings(buys_of=(CarrierId("iij"),))
    store = CarrierSettingsStore(db, register_of(db, register))
    store.set(KOU, settings, SECRETARIAT, NOW)

    def customers(of: CarrierRegister) -> tuple[CarrierId, ...]:
        return of.wholesale_customers_of(CarrierId("iij"), NOW.date())

    assert customers(register_with_purchases(db, register)) == (KOU,)
    assert customers(register_of(db, register)) == ()
