"""The carrier register."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.carrier import Carrier, CarrierName, Institution, Kind, Purchase, ServiceClass
from corpus.carriers import CarrierRegister, spelling_of
from corpus.errors import DamagedRegister, UnknownCarrier
from corpus.ids import CarrierId

STARTER = Path(__file__).parents[2] / "corpus" / "starter" / "incidents.jsonl"
NAMES_NOBODY = {"ケーブルテレビ会社(資料に社名なし)", "Portuguese operators"}
TODAY = date(2026, 1, 1)
DESIGNATED = {
    "ntt",
    "ntt-east",
    "ntt-west",
    "ntt-docomo",
    "ntt-communications",
    "kddi",
    "softbank",
    "rakuten-mobile",
}


@pytest.fixture(scope="module")
def register() -> CarrierRegister:
    return CarrierRegister.load()


def operators() -> Iterator[str]:
    for line in STARTER.read_text("utf-8").splitlines():
        yield json.loads(line)["operator"]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "carriers.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_operator_of_the_starter_corpus_is_registered(register: CarrierRegister) -> None:
    parts = {part for operator in operators() for part in operator.split(" / ")}
    assert {part for part in parts if not register.find_all(part)} == NAMES_NOBODY


def test_operators_that_share_an_accident_are_all_found(register: CarrierRegister) -> None:
    assert register.find_all("KDDI / 沖縄セルラー電話 / ソフトバンク / NTTドコモ") == (
        "kddi",
        "okinawa-cellular",
        "softbank",
        "ntt-docomo",
    )


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("NTTドコモ・KDDI・ソフトバンク", ("ntt-docomo", "kddi", "softbank")),
        ("NTTドコモ/KDDI", ("ntt-docomo", "kddi")),
        ("KDDI、沖縄セルラー電話", ("kddi", "okinawa-cellular")),
        ("KDDI及び沖縄セルラー電話", ("kddi", "okinawa-cellular")),
        ("カゴヤ・ジャパン", ("kagoya",)),
        ("KDDI他2社", ("kddi",)),
        ("KDDI株式会社、株式会社NTTドコモ ほか", ("kddi", "ntt-docomo")),
        ("Reddit / LinkedIn / Qantas and others", ("reddit", "linkedin", "qantas")),
        ("Facebook (Meta)", ("meta",)),
        ("Kakao (SK C&C data centre)", ("kakao", "sk-cc")),
        ("NTTコミュニケーションズ(OCN)", ("ntt-communications",)),
        ("ソフトバンクモバイル / ソフトバンクテレコム", ("softbank",)),
        ("KDDI(西日本)", ("kddi",)),
        ("調査中", ()),
        ("", ()),
    ],
)
def test_a_field_is_taken_apart_into_carriers(
    register: CarrierRegister, field: str, found: tuple[str, ...]
) -> None:
    assert register.find_all(field) == found


@pytest.mark.parametrize(
    "name",
    [
        "NTTドコモ",
        "株式会社NTTドコモ",
        "NTTドコモ株式会社",
        "(株)NTTドコモ",
        "㈱NTTドコモ",
        "NTT ドコモ",
        "nttドコモ",
        "エヌ・ティ・ティ・ドコモ",
        "NTT DOCOMO, INC.",
        "ntt docomo",
    ],
)
def test_a_name_is_found_however_it_is_spelled(register: CarrierRegister, name: str) -> None:
    assert register.find(name) == "ntt-docomo"


@pytest.mark.parametrize("name", ["ドコモショップ", "NTTどこも", "KDD1", "株式会社", "Inc.", " "])
def test_a_name_is_never_guessed(register: CarrierRegister, name: str) -> None:
    assert register.find(name) is None


@pytest.mark.parametrize(
    ("name", "common"),
    [("au", True), ("LINE", True), ("Slack", True), ("KDDI", False), ("ドコモ", False)],
)
def test_a_brand_that_is_an_ordinary_word_is_marked(
    register: CarrierRegister, name: str, common: bool
) -> None:
    found = register.find(name)
    assert found is not None
    assert (name in register.get(found).common_words) is common


@pytest.mark.parametrize(
    ("carrier", "day", "borne"),
    [
        ("ntt", "2025-06-30", ["日本電信電話"]),
        ("ntt", "2025-07-01", ["NTT"]),
        ("ntt-communications", "2025-07-01", ["NTTドコモビジネス"]),
        ("line-yahoo", "2022-01-01", ["LINE", "ヤフー"]),
        ("line-yahoo", "2023-10-01", ["LINEヤフー"]),
        ("optage", "2006-05-07", ["ケイ・オプティコム"]),
        (
            "softbank",
            "2009-04-19",
            [
                "ソフトバンクテレコム",
                "ソフトバンクBB",
                "イー・アクセス",
                "ウィルコム",
                "ソフトバンクモバイル",
            ],
        ),
    ],
)
def test_a_carrier_bore_the_names_of_the_day(
    register: CarrierRegister, carrier: str, day: str, borne: list[str]
) -> None:
    on = date.fromisoformat(day)
    names = [name.ja for name in register.get(CarrierId(carrier)).names if name.held_on(on)]
    assert names == borne


def test_old_names_lead_to_the_carrier_of_today(register: CarrierRegister) -> None:
    old = {
        "ケイ・オプティコム": "optage",
        "NHN Japan": "line-yahoo",
        "NTTドコモ関西": "ntt-docomo",
    }
    assert {name: register.find(name) for name in old} == old


def test_the_current_name_is_the_last_of_its_own(register: CarrierRegister) -> None:
    assert register.get(CarrierId("softbank")).current_name.ja == "ソフトバンク"
    assert register.get(CarrierId("line-yahoo")).current_name.en == "LY Corporation"


def test_eight_carriers_are_designated(register: CarrierRegister) -> None:
    assert set(register.designated_on(TODAY)) == DESIGNATED


def test_rakuten_mobile_is_designated_from_february_2022(register: CarrierRegister) -> None:
    assert "rakuten-mobile" not in register.designated_on(date(2022, 1, 31))
    assert "rakuten-mobile" in register.designated_on(date(2022, 2, 1))


def test_a_prefectural_institution_says_of_which_prefecture(register: CarrierRegister) -> None:
    prefectural = [one for one in register.all() if one.institution is Institution.PREFECTURAL]
    assert prefectural
    assert all(one.prefectures for one in prefectural)
    assert not any(one.institution_verified for one in prefectural)


def test_the_designated_operators_of_mobile_networks_are_four(register: CarrierRegister) -> None:
    running = set(register.mobile_network_operators(TODAY))
    four = {"ntt-docomo", "kddi", "softbank", "rakuten-mobile"}
    assert running & set(register.designated_on(TODAY)) == four
    assert "okinawa-cellular" in running
    assert "verizon" not in running


def test_rakuten_mobile_runs_a_network_from_april_2020(register: CarrierRegister) -> None:
    assert "rakuten-mobile" not in register.mobile_network_operators(date(2020, 4, 7))
    assert "rakuten-mobile" in register.mobile_network_operators(date(2020, 4, 8))


def test_a_holding_company_has_no_service_of_its_own(register: CarrierRegister) -> None:
    for holding in ("ntt", "softbank-group", "rakuten-group"):
        assert not register.get(CarrierId(holding)).services
        assert not register.get(CarrierId(holding)).service_classes


def test_every_other_carrier_in_japan_has_one(register: CarrierRegister) -> None:
    without = {one.id for one in register.all() if not one.services and one.country == "JP"}
    assert without == {"ntt", "softbank-group", "rakuten-group"}


def test_a_carrier_stands_in_every_class_of_what_it_is(register: CarrierRegister) -> None:
    classes = register.get(CarrierId("kddi")).service_classes
    assert classes == {ServiceClass.MOBILE, ServiceClass.FIXED, ServiceClass.INTERNET}


def test_wholesale_customers_are_those_of_the_day(register: CarrierRegister) -> None:
    east = CarrierId("ntt-east")
    assert register.wholesale_customers_of(east, date(2015, 1, 31)) == ()
    assert "biglobe" in register.wholesale_customers_of(east, date(2015, 2, 1))
    assert "ntt-west" not in register.wholesale_customers_of(east, TODAY)


def test_peers_are_of_a_kind_of_a_size_and_of_a_country(register: CarrierRegister) -> None:
    peers = register.peers_of(CarrierId("biglobe"))
    assert {"iij", "nifty"} <= set(peers)
    assert not {"biglobe", "ntt-docomo", "asahi-net", "line-yahoo"} & set(peers)


def test_a_carrier_of_unknown_size_has_no_known_peers(register: CarrierRegister) -> None:
    assert register.peers_of(CarrierId("ctc")) == ()


@pytest.mark.parametrize("one", ["ntt", "ntt-docomo", "ntt-communications"])
def test_a_group_is_the_same_whoever_of_it_is_asked(register: CarrierRegister, one: str) -> None:
    group = {"ntt", "ntt-east", "ntt-west", "ntt-docomo", "ntt-communications"}
    assert set(register.group_of(CarrierId(one))) == group


def test_a_carrier_without_a_parent_is_a_group_of_its_own(register: CarrierRegister) -> None:
    assert register.group_of(CarrierId("iij")) == ("iij",)


def a_carrier(id: str, name: str, **fields: Any) -> Carrier:
    names = (CarrierName(ja=name, en=name),)
    return Carrier(id=CarrierId(id), kind=Kind.ISP, country="JP", names=names, **fields)


def test_an_added_carrier_is_found(register: CarrierRegister) -> None:
    whole = register.with_added([a_carrier("kou", "甲電気通信", parent=CarrierId("kddi"))])
    assert whole.find("甲電気通信株式会社") == "kou"
    assert "kou" in whole.group_of(CarrierId("biglobe"))
    assert register.find("甲電気通信") is None


def test_what_the_register_has_stays_when_carriers_are_added(register: CarrierRegister) -> None:
    whole = register.with_added([a_carrier("kddi", "甲"), a_carrier("kou", "ドコモ")])
    assert whole.get(CarrierId("kddi")) == register.get(CarrierId("kddi"))
    assert whole.find("ドコモ") == "ntt-docomo"


def test_a_carrier_whose_parent_is_gone_heads_its_group(register: CarrierRegister) -> None:
    whole = register.with_added([a_carrier("kou", "甲", parent=CarrierId("nobody"))])
    assert whole.group_of(CarrierId("kou")) == ("kou",)


def test_a_purchase_that_is_set_makes_a_customer(register: CarrierRegister) -> None:
    bought = Purchase(seller=CarrierId("iij"), services=frozenset())
    traded = register.with_purchases({CarrierId("ztv"): [bought]})
    assert traded.wholesale_customers_of(CarrierId("iij"), TODAY) == ("ztv",)
    assert register.wholesale_customers_of(CarrierId("iij"), TODAY) == ()


def test_the_named_carriers_of_the_field_stand_with_their_kind(register: CarrierRegister) -> None:
    kinds = {"IIJ": Kind.ISP, "ビッグローブ": Kind.ISP, "日本通信": Kind.MVNO, "Meta": Kind.OTT}
    found = {name: register.find(name) for name in kinds}
    assert {name: register.get(one).kind for name, one in found.items() if one} == kinds


def test_an_unknown_id_is_refused(register: CarrierRegister) -> None:
    with pytest.raises(UnknownCarrier, match="nobody"):
        register.get(CarrierId("nobody"))


def test_no_spelling_leads_to_two_carriers(register: CarrierRegister) -> None:
    spelled = Counter(
        key for one in register.all() for key in {spelling_of(text) for text in one.spellings}
    )
    assert [key for key, holders in spelled.items() if holders > 1] == []


def test_every_spelling_of_a_carrier_finds_it(register: CarrierRegister) -> None:
    lost = [s for one in register.all() for s in one.spellings if register.find(s) != one.id]
    assert lost == []


def test_a_hostile_field_is_taken_apart_quickly(register: CarrierRegister) -> None:
    assert register.find_all("(" * 100_000 + "KDDI / " * 100_000) == ()


ONE = '[a]\nkind = "mno"\ncountry = "JP"\n'
NAMED = 'names = [{ ja = "甲", en = "A" }]\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[a]\nkind = "mno"\n' + NAMED, "lacks 'country'"),
        ('[a]\nkind = "zoo"\ncountry = "JP"\n' + NAMED, "zoo"),
        ('[a]\nkind = "mno"\ncountry = "JP"\ncolour = "red"\n' + NAMED, "colour"),
        ('[a]\nkind = "mno"\ncountry = "JP"\nparent = "b"\n' + NAMED, "parent b"),
        ('[a]\nkind = "mno"\ncountry = "JP"\ncommon = ["乙"]\n' + NAMED, "no spelling: 乙"),
        ('[a]\nkind = "mno"\ncountry = "JP"\nnames = []\n', "no name of its own"),
        ("[a", "carriers.toml"),
        (ONE + 'names = [{ ja = "甲" }]\n', "lacks 'en'"),
        (ONE + 'names = [{ ja = "", en = "A" }]\n', "ja is no text"),
        (ONE + 'names = [{ ja = "甲", en = "A", von = 2020-01-01 }]\n', "unknown keys von"),
        (ONE + 'names = [{ ja = "甲", en = "A", from = 3 }]\n', "from is no day"),
        (ONE + 'names = ["甲"]\n', "a: "),
        (ONE + NAMED + 'aliases = "乙"\n', "aliases is no list"),
        (ONE + NAMED + 'services = ["teleportation"]\n', "teleportation"),
        (ONE + NAMED + 'size = "vast"\n', "vast"),
        (ONE + NAMED + 'buys = [{ of = "b", services = [] }]\n', "seller b"),
        (ONE + NAMED + 'buys = [{ von = "b" }]\n', "unknown keys von"),
        (ONE + NAMED + 'parent = "a"\n', "parent a is below it"),
        (
            ONE + NAMED + ONE.replace("[a]", "[b]") + NAMED,
            "a and b are both spelled 甲",
        ),
    ],
    ids=[
        "lacking",
        "kind",
        "key",
        "parent",
        "common",
        "nameless",
        "not TOML",
        "no English",
        "empty",
        "key of a name",
        "no day",
        "no table",
        "no list",
        "service",
        "size",
        "seller",
        "key of a purchase",
        "own parent",
        "shared",
    ],
)
def test_a_damaged_register_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(DamagedRegister, match=fault):
        CarrierRegister.load(written(tmp_path, text))
