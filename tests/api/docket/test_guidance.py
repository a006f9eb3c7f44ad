import pytest

from tests.api.docket.conftest import Kept
from tests.api.docket.facts import DOCOMO, KDDI, shaped

GIVEN = ("--title", "再発防止の徹底", "--on", "2025-07-01", "--reference", "総基安第1号")
ASKS = ("--ask", "2025-08-01 再発防止策の実施状況", "--ask", "2025-09-01 周知の見直し")


def test_guidance_is_given_answered_and_due(kept: Kept) -> None:
    asked = ("guidance", "add", kept.entry, *GIVEN, *ASKS)
    [given] = shaped("guidance", kept.desk.json(*asked))

    first, second = [one["key"] for one in given["asked"]]
    assert (first, second) == (f"guidance/{given['number']}/0", f"guidance/{given['number']}/1")
    due = {
        one["key"]: one["at"] for one in kept.desk.json("due", "--as-of", "2025-07-02")["items"]
    }
    assert due[first] == "2025-08-01"
    answered = ("guidance", "answer", first, "--on", "2025-07-20", *KDDI)
    [after] = shaped("guidance", kept.desk.json(*answered))
    assert after["asked"][0]["answered_by"] == "carrier:kddi"
    said = kept.desk.ask("guidance", "list", "--lang", "en").out
    assert "再発防止策の実施状況  [answered 2025-07-20 carrier:kddi]" in said
    assert "周知の見直し  [unanswered]" in said
    assert kept.desk.json("guidance", "list", kept.entry, *KDDI) == [after]


def test_the_day_is_today_unless_told(kept: Kept) -> None:
    [given] = kept.desk.json(
        "guidance", "add", kept.entry, "--title", "x", "--ask", "2999-01-01 y"
    )
    [after] = kept.desk.json("guidance", "answer", given["asked"][0]["key"])

    assert after["asked"][0]["answered_on"] == given["given_on"]


def test_others_see_no_guidance(kept: Kept) -> None:
    [given] = kept.desk.json("guidance", "add", kept.entry, *GIVEN, *ASKS)

    assert kept.desk.json("guidance", "list", *DOCOMO) == []
    assert "no guidance" in kept.desk.ask("guidance", "list", *DOCOMO, "--lang", "en").out
    assert kept.desk.ask("guidance", "answer", given["asked"][0]["key"], *DOCOMO).code == 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "ENTRY", *GIVEN, "--as", "carrier:kddi"), 2),
        (("add", "ENTRY", *GIVEN, "--ask", "soon 報告"), 2),
        (("add", "ENTRY", *GIVEN, "--ask", "2025-08-01"), 3),
        (("add", "ENTRY", *GIVEN, "--ask", "2025-06-01 前"), 3),
        (("answer", "guidance/999999999/0"), 3),
        (("answer", "jp-2025-04/serious/first"), 2),
        (("list", "D-01K0000000000000000000000"), 2),
    ],
)
def test_what_cannot_be_is_refused(kept: Kept, arguments: tuple[str, ...], code: int) -> None:
    asked = [kept.entry if each == "ENTRY" else each for each in arguments]

    assert kept.desk.ask("guidance", *asked, "--json").code == code


def test_operators_that_do_not_answer_are_listed(kept: Kept) -> None:
    tried = ("operators", "tried", "山田通信", "--way")
    assert kept.desk.json(*tried, "電話", "--at", "2025-06-01") == []

    found = shaped("operators", kept.desk.json(*tried, "郵便", "--at", "2025-06-03"))

    assert [(one["operator"], one["tries"], one["ways"]) for one in found] == [
        ("山田通信", 2, ["電話", "郵便"])
    ]
    assert "no answer to 2 tries" in kept.desk.ask("operators", "unreached", "--lang", "en").out
    kept.desk.json(*tried, "訪問", "--reached", "--carrier", "iij")
    assert "out of reach" in kept.desk.ask("operators", "unreached", "--lang", "en").out


@pytest.mark.parametrize(
    ("more", "code"), [(("--carrier", "nobody"), 2), (("--as", "carrier:kddi"), 2)]
)
def test_a_try_that_cannot_be_is_refused(kept: Kept, more: tuple[str, ...], code: int) -> None:
    assert kept.desk.ask("operators", "tried", "山田通信", "--way", "電話", *more).code == code


def test_monitoring_is_answered_from_what_was_reported(kept: Kept) -> None:
    answer = shaped("monitor", kept.desk.json("monitor", "2022", "--carrier", "kddi"))

    [sheet] = answer["sheets"]
    assert sheet["case"] == kept.filing
    found = {one["question"]: one["found"] for one in sheet["answers"]}
    assert found["cause"][0]["filing"] == kept.filing
    said = kept.desk.ask("monitor", "2022", "--lang", "ja").out
    assert "2022 年度: 1 件" in said
    assert "音声" in said
    assert "prevention と同じ" in said


def test_what_was_entered_answers_too(kept: Kept) -> None:
    said = kept.desk.ask("monitor", "2025", "--as-of", "2025-07-01", "--lang", "en").out

    assert "services, users and duration: emergency voice 120000, voice 120000" in said
    assert "  ? unanswered: " in said


def test_a_carrier_that_there_is_not_is_wrong_use(kept: Kept) -> None:
    assert kept.desk.ask("monitor", "2025", "--carrier", "nobody").code == 2
    assert kept.desk.json("monitor", "2025", *DOCOMO)["sheets"] == []
