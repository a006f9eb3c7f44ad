import json
from pathlib import Path
from typing import Any

from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, PUBLIC, RECORD, shaped
from tests.api.test_share import WHY, a_lesson, listed, share

ITO, SATO, MORI = ("--by", "伊藤"), ("--by", "佐藤"), ("--by", "森")
COMMITTEE = ("--as", "committee")
OKINAWA = ("--as", "carrier:okinawa-cellular")


def signed(desk: Desk, *arguments: object) -> Any:
    return shaped("sign-off", desk.json("sign-off", *arguments))


def asked(desk: Desk) -> tuple[str, str]:
    """A lesson that is shared with designated institutions, and its sign-off."""
    lesson = a_lesson(desk)
    share(desk, "set", lesson, "designated-same-service")
    [found] = signed(desk, "ask", lesson, "designated-same-service", *WHY, *ITO)
    return lesson, str(found["id"])


def refused(desk: Desk, *arguments: object) -> str:
    said = desk.ask(*arguments, "--json")
    assert said.code == 3
    return str(said.error["code"])


def test_a_text_is_accepted_by_its_originator_and_approved_by_another(desk: Desk) -> None:
    lesson, sign_off = asked(desk)
    [mine] = signed(desk, "list", lesson, *KDDI)
    assert (mine["id"], mine["state"], mine["takes"]) == (
        sign_off,
        "asked",
        ["accept", "ask-change", "dispute"],
    )
    assert mine["text"]
    assert signed(desk, "list", *DOCOMO) == signed(desk, "list", *PUBLIC) == []

    signed(desk, "accept", sign_off, *MORI, *KDDI)
    assert refused(desk, "sign-off", "approve", sign_off, *SATO) == "not_now"
    signed(desk, "accept", sign_off, "--by", "島袋", *OKINAWA)
    assert refused(desk, "sign-off", "approve", sign_off, "--by", "森 ") == "same_person"
    [done] = signed(desk, "approve", sign_off, *SATO)

    assert (done["state"], done["complete"]) == ("approved", True)
    assert [deed["person"] for deed in done["log"]] == ["森", "島袋", "佐藤"]
    assert set(done["answers"].values()) == {"accept"}
    [seen] = signed(desk, "show", sign_off, *KDDI)
    assert [deed["person"] for deed in seen["log"]] == ["森", "", "佐藤"]
    assert (seen["complete"], seen["takes"]) == (True, ["dispute"])
    assert refused(desk, "sign-off", "approve", sign_off, *SATO) == "already_approved"


def test_an_originator_asks_for_a_change_in_its_own_words(desk: Desk) -> None:
    _, sign_off = asked(desk)

    signed(desk, "ask-change", sign_off, "--why", "地名を除く", *MORI, *KDDI)

    said = desk.ask("sign-off", "show", sign_off, "--lang", "ja").out
    assert "修正依頼" in said
    assert "地名を除く" in said
    assert "    | " in said
    assert refused(desk, "sign-off", "approve", sign_off, *SATO) == "not_now"


def test_who_may_not_is_told_so(desk: Desk) -> None:
    _, sign_off = asked(desk)

    for arguments, error in (
        (("accept", sign_off, *ITO), "MayNotSignOff"),
        (("approve", sign_off, *ITO, *KDDI), "MayNotSignOff"),
        (("accept", sign_off, *ITO, *DOCOMO), "UnknownSignOff"),
        (("show", "S-999999"), "UnknownSignOff"),
    ):
        said = desk.ask("sign-off", *arguments, "--json")
        assert (said.code, said.error["code"]) == (2, error)


def test_what_nobody_was_asked_for_is_told(desk: Desk) -> None:
    assert signed(desk, "list") == []
    assert "nothing is up" in desk.ask("sign-off", "list", "--lang", "en").out


def test_a_lesson_is_corrected_and_nothing_that_was_not_sent_is_recalled(
    desk: Desk, tmp_path: Path
) -> None:
    lesson, sign_off = asked(desk)
    [kept] = desk.json("lessons", "show", lesson)
    file = tmp_path / "lesson.json"
    file.write_text(json.dumps({**kept["lesson"], "title": "正しい題"}), "utf-8")
    assert refused(desk, "lessons", "recall", lesson, *WHY, *ITO) == "never_sent"

    taken = shaped("lessons-taken", desk.json("lessons", "correct", lesson, file, *WHY, *ITO))

    assert taken == {"lesson": f"{lesson}.2", "recalls": [], "scopes": 1, "sign_offs": 1}
    assert signed(desk, "show", sign_off)[0]["state"] == "withdrawn"
    assert desk.json("lessons", "show", lesson)[0]["lesson"]["title"] == "正しい題"
    assert refused(desk, "lessons", "correct", lesson, file, *WHY, *ITO) == "no_difference"


def test_a_file_that_holds_no_lesson_is_refused_with_its_place(desk: Desk, tmp_path: Path) -> None:
    lesson = a_lesson(desk)
    [kept] = desk.json("lessons", "show", lesson)
    for told in (
        "{",
        json.dumps({**kept["lesson"], "title": 1}),
        json.dumps({**kept["lesson"], "phase": "never"}),
    ):
        file = tmp_path / "lesson.json"
        file.write_text(told, "utf-8")

        assert refused(desk, "lessons", "correct", lesson, file, *WHY, *ITO) == "not_a_lesson"


def test_a_lesson_is_withdrawn(desk: Desk) -> None:
    lesson, sign_off = asked(desk)

    said = desk.ask("lessons", "withdraw", lesson, *WHY, *ITO, "--lang", "en")

    assert "1 scopes and 1 sign-offs taken back" in said.out
    assert signed(desk, "show", sign_off)[0]["complete"] is False
    assert listed(desk, *DOCOMO)["lessons"] == []
    assert shaped("lessons-recalls", desk.json("lessons", "recalls")) == []
    assert "nothing was recalled" in desk.ask("lessons", "recalls", "--lang", "en").out


def test_nobody_confirms_what_was_not_recalled(desk: Desk) -> None:
    lesson = a_lesson(desk)

    said = desk.ask("lessons", "confirm", f"{lesson}.1", "deleted", *ITO, *DOCOMO, "--json")

    assert (said.code, said.error["code"]) == (2, "UnknownLesson")


def test_what_was_sent_is_recalled_and_each_recipient_confirms(desk: Desk) -> None:
    lesson, sign_off = asked(desk)
    signed(desk, "accept", sign_off, *MORI, *KDDI)
    signed(desk, "accept", sign_off, "--by", "島袋", *OKINAWA)
    signed(desk, "approve", sign_off, *SATO)
    desk.json("send", lesson, "designated-same-service", *ITO)
    desk.json("worker", "--once")
    assert refused(desk, "sign-off", "withdraw", sign_off, *WHY, *ITO) == "recall_lesson"

    taken = shaped("lessons-taken", desk.json("lessons", "recall", lesson, *WHY, *ITO))

    [recall] = taken["recalls"]
    assert "carrier:ntt-docomo" in {one["recipient"] for one in recall["recipients"]}
    assert taken["scopes"] == 1
    assert signed(desk, "show", sign_off)[0]["state"] == "recalled"
    confirm = ("lessons", "confirm", f"{lesson}.1", "deleted", *MORI)
    [seen] = shaped("lessons-recalls", desk.json(*confirm, *DOCOMO))
    assert [(one["recipient"], one["state"]) for one in seen["recipients"]] == [
        ("carrier:ntt-docomo", "deleted")
    ]
    assert refused(desk, *confirm, *DOCOMO) == "already_confirmed"
    assert desk.json("lessons", "recalls", *PUBLIC) == []
    said = desk.ask("lessons", "recalls", "--lang", "en").out
    assert "→ carrier:ntt-docomo  deleted" in said
    assert "recalled → (nothing)" in said
    assert refused(desk, "lessons", "recall", lesson, *WHY, *ITO) == "already_recalled"
    assert desk.ask("ledger", "verify").code == 0


# --- members only, meetings


def test_a_label_is_set_listed_and_lifted(desk: Desk) -> None:
    lesson = a_lesson(desk)
    share(desk, "set", lesson, "designated-same-service")

    shaped("members-only", desk.json("members-only", "set", lesson, *WHY, *ITO, *COMMITTEE))

    assert listed(desk, *DOCOMO)["lessons"] == []
    assert refused(desk, "share", "gate", lesson) == "members_only"
    [label] = desk.json("members-only", "list")
    assert (label["name"], label["told_by"]) == (lesson, "committee")
    desk.json("members-only", "lift", lesson, *WHY, *SATO)
    assert listed(desk, *DOCOMO)["lessons"] != []
    assert desk.json("members-only", "list") == []
    assert "lifted" in desk.ask("members-only", "list", lesson, "--lang", "en").out
    assert "nothing" in desk.ask("members-only", "list", "--lang", "en").out


def test_a_meeting_is_kept_with_the_cases_it_decided_on(desk: Desk, tmp_path: Path) -> None:
    agenda, minutes = tmp_path / "agenda.txt", tmp_path / "minutes.txt"
    agenda.write_text("1. 事案の検証", "utf-8")
    minutes.write_text("構成員から意見があった。", "utf-8")

    [held] = desk.json("meeting", "hold", "第42回検証会議", "--on", "2025-06-12", *ITO)
    meeting = held["id"]
    desk.json("meeting", "agenda", meeting, agenda, "--case", RECORD, *ITO)
    decided = f"{RECORD}=教訓として共有する"
    shown = desk.json("meeting", "minutes", meeting, minutes, "--decided", decided, *ITO)

    [found] = shaped("meeting", shown)
    assert [paper["sort"] for paper in found["papers"]] == ["agenda", "minutes"]
    assert all(paper["members_only"] for paper in found["papers"])
    assert found["papers"][1]["cases"] == [{"case": RECORD, "decision": "教訓として共有する"}]
    assert desk.json("meeting", "list", RECORD, *COMMITTEE) == [found]
    said = desk.ask("meeting", "show", meeting, "--history", "--lang", "ja").out
    assert "構成員から意見があった。" in said
    assert "枠内構成員限り" in said
    for viewer in (KDDI, PUBLIC, ("--as", "auditor")):
        for arguments in (("list",), ("show", meeting)):
            refusal = desk.ask("meeting", *arguments, *viewer, "--json")
            assert (refusal.code, refusal.error["code"]) == (2, "UnknownMeeting")
    assert [label["name"] for label in desk.json("members-only", "list")] == [
        f"{meeting}.agenda",
        f"{meeting}.minutes",
    ]


def test_what_cannot_be_read_of_a_paper_is_refused(desk: Desk, tmp_path: Path) -> None:
    [held] = desk.json("meeting", "hold", "会", "--on", "2025-06-12", *ITO)
    file = tmp_path / "paper.txt"
    file.write_bytes("議事".encode("cp932"))
    arguments = ("meeting", "minutes", held["id"], file)

    assert refused(desk, *arguments, *ITO) == "not_utf8"
    file.write_text("議事", "utf-8")
    assert refused(desk, *arguments, "--decided", RECORD, *ITO) == "no_decision"
    assert desk.json("meeting", "show", held["id"])[0]["papers"] == []
