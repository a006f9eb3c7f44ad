from pathlib import Path

import pytest

from api.schemas import SCHEMAS
from tests.api.asking import Desk, ask
from tests.api.test_share import a_lesson

FILED = (
    "2023年5月10日、KDDIの光ケーブルが道路工事により切断され、迂回路がなかったため、"
    "約3万2千人がインターネットを使えなかった。連絡先は03-1234-5678。"
)
CONTRACT = {"grain", "text", "blocked", "why", "famous", "replaced", "attacker"}


@pytest.fixture
def filed_text(tmp_path: Path) -> Path:
    path = tmp_path / "filed.txt"
    path.write_text(FILED, "utf-8")
    return path


def test_a_text_comes_back_as_its_grain_may_see_it(filed_text: Path) -> None:
    said = ask("anonymise", "--grain", "public", "--text", filed_text, "--json")

    SCHEMAS["anonymise"].model_validate(said.json)
    assert said.code == 0
    assert said.json.keys() >= CONTRACT
    assert "KDDI" not in said.json["text"]
    first = said.json["replaced"][0]
    assert first == {"kind": "date", "start": 0, "end": 10}
    assert said.json["reason"] is None


def test_a_text_may_come_from_standard_input(filed_text: Path) -> None:
    piped = ask("anonymise", "--grain", "committee", "--json", given=FILED.encode())

    assert (
        piped.json == ask("anonymise", "--grain", "committee", "--text", filed_text, "--json").json
    )


def test_people_read_the_text_and_how_well_it_hides(filed_text: Path) -> None:
    said = ask("anonymise", "--grain", "public", "--text", filed_text, "--lang", "ja")

    assert "特定される見込み" in said.out
    assert "KDDI" not in said.out.split("特定される見込み")[0]


def test_the_language_of_the_text_may_be_told(filed_text: Path) -> None:
    said = ask("anonymise", "--grain", "committee", "--text", filed_text, "--lang", "en", "--json")

    assert said.json["language"] == "en"


def test_what_a_person_should_look_at_is_told(tmp_path: Path) -> None:
    text = tmp_path / "unsure.txt"
    text.write_text("楽天の担当者は、auの回線と佐々木を確認した。", "utf-8")
    asked = ("anonymise", "--grain", "committee", "--text", text)

    unsure = ask(*asked, "--json").json["undecided"]

    assert bool(unsure) == ("please look at" in ask(*asked, "--lang", "en").out)


def test_the_gate_lets_out_what_hides_its_carrier(filed_text: Path) -> None:
    said = ask("share", "gate", "--text", filed_text, "--json")

    assert said.code == 0
    assert said.json["grain"] == "public"


def test_the_gate_holds_back_what_cannot_be_hidden(filed_text: Path) -> None:
    asked = ("--text", filed_text, "--k", "1000")
    held = ask("share", "gate", *asked, "--json")

    assert held.code == 1
    assert held.json["blocked"]
    assert held.json["text"] is None
    assert held.json["reason"]["en"].startswith("held back")
    told = ask("anonymise", "--grain", "public", *asked, "--lang", "en")
    assert (told.code, told.out.startswith("held back")) == (0, True)


def test_the_gate_tries_a_lesson(desk: Desk) -> None:
    lesson = a_lesson(desk)

    found = desk.ask("share", "gate", lesson, "--grain", "committee", "--json")

    SCHEMAS["anonymise"].model_validate(found.json)
    assert found.code == 0
    assert "KDDI" not in found.json["text"]


@pytest.mark.parametrize("which", [[], ["L-1", "--text", "x"]], ids=["neither", "both"])
def test_the_gate_needs_a_lesson_or_a_text(which: list[str], desk: Desk) -> None:
    said = desk.ask("share", "gate", *which, "--json")

    assert said.code == 2
    assert said.error["code"] == "lesson_or_text"


@pytest.mark.parametrize("k", ["0", "-1", "x"])
def test_a_carrier_is_hidden_among_one_or_more(k: str, filed_text: Path) -> None:
    assert ask("anonymise", "--grain", "public", "--text", filed_text, "--k", k).code == 2


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"\xff\xfe\x00")

    said = ask("anonymise", "--grain", "public", "--text", path, "--json")

    assert said.code == 3
    assert said.error["code"] == "unreadable_encoding"
