import json

import pytest

from corpus.account import Language
from corpus.record import Record, read_record
from corpus.service import Service
from sharing.press import (
    carriers_of,
    case_told_by,
    numbers_in,
    press_case,
    services_in,
    starter_cases,
)

ROW = {
    "id": "2022-07-02-kddi-okinawa-cellular-volte-congestion",
    "operator": "KDDI / 沖縄セルラー電話",
    "started_at": "2022-07-02T01:35:00+09:00",
    "duration_minutes": 3685,
    "affected_users": 30910000,
    "affected_area": "沖縄県",
    "service_kinds": ["voice"],
    "root_cause": "経路の誤設定",
    "narrative_ja": "VoLTE交換機が輻輳した。",
}


def a_record(**told: object) -> Record:
    row: dict[str, object] = {"country": "JP", "sources": [], "confidence": "high"}
    lists = ("cause_class", "equipment", "countermeasures", "lessons", "similar_to")
    row |= {key: [] for key in lists}
    facts = ("trigger", "propagation", "recovery", "prolonging_factors", "narrative_en")
    row |= dict.fromkeys((*facts, "mechanism"))
    [record] = read_record([json.dumps(row | ROW | told)])
    return record


def test_the_press_tells_whose_where_when_and_how_large() -> None:
    case = press_case(a_record())

    assert case.carriers == {"kddi", "okinawa-cellular"}
    assert case.places == {"沖縄"}
    assert case.services == {Service.VOICE}
    assert {"2022", "07", "02", "61", "25", "3685", "30910000", "3091"} <= case.numbers


def test_the_press_does_not_tell_the_narrative() -> None:
    assert "輻輳" not in press_case(a_record()).text


def test_what_is_not_known_is_no_number() -> None:
    case = press_case(a_record(started_at=None, duration_minutes=None, affected_users=None))

    assert not case.numbers


def test_an_operator_nobody_knows_stands_for_itself() -> None:
    assert carriers_of("どこかの通信") == {"どこかの通信"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("３万人", set()), ("約1,234人", {"1234"}), ("12.5時間。", {"12.5"}), ("障害", set())],
    ids=["one digit", "separator", "fraction", "none"],
)
def test_numbers_are_of_two_digits_and_more(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


def test_a_text_tells_what_the_press_could_tell() -> None:
    case = case_told_by("沖縄県で110番の通報が12時間できなかった", Language.JA, ["kddi"])

    assert case.places == {"沖縄"}
    assert "12" in case.numbers
    assert case.carriers == {"kddi"}


def test_places_are_read_in_japanese_only() -> None:
    assert not case_told_by("A cable near Osaka was cut", Language.EN, ()).places


def test_services_are_read_from_words() -> None:
    assert Service.EMAIL in services_in("電子メールが送れなかった")


def test_the_public_record_is_the_starter_corpus() -> None:
    assert len(starter_cases()) == 200
    assert all(case.carriers for case in starter_cases())
