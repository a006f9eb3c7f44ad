"""The carrier register."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.account import Language
from corpus.carriers import (
    CarrierRegister,
    Institution,
    Kind,
    spelling_of,
)
from corpus.errors import DamagedRegister, UnknownCarrier
from corpus.ids import CarrierId

STARTER = Path(__file__).parents[2] / "corpus" / "starter" / "incidents.jsonl"
NAMES_NOBODY = {"ケーブルテレビ会社(資料に社名なし)", "Portuguese operators"}
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
    unknown = {part for operator in operators() for part in register.unknown_in(operator)}
    assert unknown == NAMES_NOBODY


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
    [("au", True), ("LINE", True), ("Slack", True), ("KDDI", False), ("駅前", False)],
)
def test_a_brand_that_is_an_ordinary_word_is_marked(
    register: CarrierRegister, name: str, common: bool
) -> None:
    assert register.common_word(name) is common
    assert not common or register.find(name) is not None


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
    names = register.names_on(CarrierId(carrier), date.fromisoformat(day))
    assert [name.ja for name in names] == borne


def test_old_names_lead_to_the_carrier_of_today(register: CarrierRegister) -> None:
    old = {
        "ケイ・オプティコム": "optage",
        "NHN Japan": "line-yahoo",
        "NTTドコモ関西": "ntt-docomo",
    }
    assert {name: register.find(name) for name in old} == old


def test_the_current_name_is_the_last_of_its_own(register: CarrierRegister) -> None:
    assert register.current_name(CarrierId("softbank")) == "ソフトバンク"
    assert register.current_name(CarrierId("line-yahoo"), Language.EN) == "LY Corporation"


def test_eight_carriers_are_designated(register: CarrierRegister) -> None:
    today = date(2026, 1, 1)
    national = {
        one.id for one in register.all() if one.institution_on(today) is Institution.NATIONAL
    }
    assert national == DESIGNATED


def test_rakuten_mobile_is_designated_from_february_2022(register: CarrierRegister) -> None:
    rakuten = register.get(CarrierId("rakuten-mobile"))
    days = [date(2022, 1, 31), date(2022, 2, 1)]
    assert [rakuten.institution_on(day) for day in days] == [
        Institution.NONE,
        Institution.NATIONAL,
    ]


def test_a_group_knows_its_companies(register: CarrierRegister) -> None:
    assert set(register.subsidiaries(CarrierId("ntt"))) == {"ntt-east", "ntt-west", "ntt-docomo"}


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
        (
            ONE + NAMED + ONE.replace("[a]", "[b]") + NAMED,
            "a and b are both spelled 甲",
        ),
    ],
    ids=["lacking", "kind", "key", "parent", "common", "nameless", "shared"],
)
def test_a_damaged_register_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(DamagedRegister, match=fault):
        CarrierRegister.load(written(tmp_path, text))
