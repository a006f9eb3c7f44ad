import re
from typing import Any

from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, PUBLIC, RECORD, shaped

WHY = ("--why", "再発防止のため")
IIJ = ("--as", "carrier:iij")
SOFTBANK = ("--as", "carrier:softbank")


def a_lesson(desk: Desk, case: str = RECORD, *arguments: str) -> str:
    return str(desk.json("lessons", "draft", case, *arguments)[0]["id"])


def share(desk: Desk, action: str, *arguments: str, shape: str = "share") -> Any:
    why = WHY if shape == "share" else ()
    return shaped(shape, desk.json("share", action, *arguments, *why))


def listed(desk: Desk, *arguments: str) -> Any:
    return shaped("share-list", desk.json("share", "list", *arguments))


def test_a_lesson_is_shared_seen_in_its_grain_widened_and_withdrawn(desk: Desk) -> None:
    lesson = a_lesson(desk)
    assert listed(desk, *DOCOMO) == {"lessons": [], "entries": []}

    [kept] = share(desk, "set", lesson, "designated-same-service")

    assert [one["recipient"] for one in kept["recipients"]] == [
        "carrier:ntt-docomo",
        "carrier:softbank",
        "carrier:rakuten-mobile",
    ]
    [seen] = listed(desk, *DOCOMO)["lessons"]
    assert (seen["lesson"], seen["grain"], seen["fields"]["title"]) == (lesson, "designated", None)
    assert "account" not in seen["fields"]
    assert [one["scope"] for one in seen["through"]] == [None]
    assert "a limited circle" in desk.ask("share", "list", *DOCOMO, "--lang", "en").out
    assert listed(desk, *KDDI)["lessons"] == listed(desk, *PUBLIC)["lessons"] == []

    share(desk, "widen", lesson, "designated-same-service", "all-carriers")
    assert listed(desk, *IIJ)["lessons"][0]["grain"] == "carriers"
    assert len(listed(desk, lesson)["entries"]) == 2

    gone = share(desk, "withdraw", lesson)
    assert [one["act"] for one in gone] == ["withdraw", "withdraw"]
    assert listed(desk, *IIJ)["lessons"] == []


def test_people_edit_whom_it_reaches(desk: Desk) -> None:
    lesson = a_lesson(desk)
    share(desk, "set", lesson, "named", "--carrier", "iij", "--grain", "designated", "--k", "3")

    share(desk, "add", lesson, "named", "carrier:softbank")
    [kept] = share(desk, "remove", lesson, "named", "carrier:iij")

    assert [one["recipient"] for one in kept["recipients"]] == ["carrier:softbank"]
    assert [one["act"] for one in kept["edits"]] == ["add", "remove"]
    assert listed(desk, *IIJ)["lessons"] == []
    said = desk.ask("share", "list", lesson, "--lang", "en").out
    assert "→ carrier:softbank" in said
    assert "hidden among 3" in said


def test_whom_it_would_reach_is_told_with_reasons(desk: Desk) -> None:
    lesson = a_lesson(desk)

    found = share(desk, "recipients", lesson, "designated", shape="share-recipients")

    assert {one["why"]["ja"] for one in found} == {"指定公共機関"}
    assert listed(desk)["entries"] == []
    said = desk.ask("share", "recipients", lesson, "makers", "--maker", "ACME", "--lang", "en").out
    assert said == "    → maker:ACME  makes or runs the affected equipment\n"


def test_a_proposal_is_followed(desk: Desk) -> None:
    lesson = a_lesson(desk)

    refused = desk.ask("share", "propose", lesson, "kddi", *WHY, "--json")
    assert (refused.code, refused.error["code"]) == (3, "proposal_wants")
    assert refused.error["wants"] == "own_equipment, serious"
    held = ("--holds", "serious", "--holds", "own_equipment")
    [kept] = share(desk, "propose", lesson, "kddi", *held)

    assert (kept["preset"], kept["grain"]) == ("kddi", "committee")


def test_a_viewer_reads_what_it_sees_with_words_that_were_rewritten(desk: Desk) -> None:
    lesson = a_lesson(desk)
    whole = shaped("share-preview", desk.json("share", "preview", lesson))
    assert (whole["grain"], whole["words"]) == ("full", "written")
    assert "KDDI" in str(whole["fields"])

    share(desk, "set", lesson, "named", "--carrier", "softbank")

    read = shaped("share-preview", desk.json("share", "preview", lesson, *SOFTBANK))
    assert read["grain"] == "carriers"
    assert read["words"] in {"rewritten", "none"}
    assert not re.search("KDDI|沖縄セルラー|2022-07-02", str(read["fields"]) + str(read["text"]))
    same = desk.json("share", "preview", lesson, "--grain", "carriers")
    assert same["fields"].keys() == read["fields"].keys()
    lines = desk.ask("share", "preview", lesson, *SOFTBANK, "--lang", "en").out
    assert "grain carriers" in lines
    assert "tag: " in lines


def test_what_is_not_seen_is_as_if_it_were_not_there(desk: Desk) -> None:
    lesson = a_lesson(desk)
    missing = lesson[:-1] + str((int(lesson[-1]) + 1) % 10)

    def said(*words: str) -> tuple[int, str]:
        told = desk.ask("share", *words, *IIJ, "--json")
        return told.code, told.out.replace(lesson, "L").replace(missing, "L")

    for words in (["list"], ["preview"], ["preview", "--grain", "public"]):
        one, other = (said(words[0], each, *words[1:]) for each in (lesson, missing))
        assert one == other
        assert one[0] == 2
    assert "UnknownLesson" in one[1]


def test_who_may_not_decide_is_told(desk: Desk) -> None:
    told = desk.ask("share", "set", a_lesson(desk), "public", *WHY, *KDDI, "--json")

    assert (told.code, told.error["code"]) == (2, "MayNotShare")


def test_unknown_scopes_presets_and_groups_are_wrong_use(desk: Desk) -> None:
    lesson = a_lesson(desk)
    codes = [
        desk.ask("share", *words, *WHY, "--json").error["code"]
        for words in (
            ("set", lesson, "mars"),
            ("propose", lesson, "mars"),
            ("set", lesson, "circle", "--group", "G-1"),
            ("set", lesson, "named", "--carrier", "mars"),
        )
    ]

    assert codes == ["UnknownScope", "UnknownPreset", "UnknownGroup", "UnknownCarrier"]


def test_a_release_in_the_past_is_refused(desk: Desk) -> None:
    lesson = a_lesson(desk)
    told = desk.ask("share", "set", lesson, "public", "--release", "2020-01-01", *WHY, "--json")

    assert (told.code, told.error["code"]) == (3, "release_past")


def test_a_group_shares_without_the_ministry(desk: Desk) -> None:
    [group] = shaped("groups", desk.json("groups", "new", "学びの会", "--without-ministry", *KDDI))
    name = group["group"]
    desk.json("groups", "ask", name, "iij", *KDDI)
    [joined] = desk.json("groups", "join", name, *IIJ)
    assert joined["members"] == ["iij", "kddi"]
    assert desk.json("groups", "list") == []
    lesson = a_lesson(desk, RECORD, *KDDI)

    [kept] = share(desk, "set", lesson, "voluntary", "--group", name, *KDDI)

    assert [one["recipient"] for one in kept["recipients"]] == ["carrier:iij", "carrier:kddi"]
    assert listed(desk, *IIJ)["lessons"][0]["through"][0]["group"] == name
    assert listed(desk) == {"lessons": [], "entries": []}
    assert f"voluntary {name}" in desk.ask("share", "list", *IIJ).out


def test_groups_are_kept_asked_into_and_left(desk: Desk) -> None:
    [group] = desk.json("groups", "new", "会", "--members-hidden")
    name = group["group"]
    desk.json("groups", "ask", name, "iij")

    told = desk.ask("groups", "list", *IIJ, "--lang", "en").out
    assert "kept by secretariat" in told
    assert "who belongs is hidden" in told
    assert "asked: iij" in desk.ask("groups", "list", "--lang", "en").out
    desk.json("groups", "join", name, *IIJ)
    [after] = desk.json("groups", "remove", name, "iij")
    assert after["members"] == []
    gone = desk.ask("groups", "leave", name, *IIJ, "--json")
    assert (gone.code, gone.error["code"]) == (2, "UnknownGroup")
    desk.json("groups", "ask", name, "iij")
    assert desk.json("groups", "leave", name, *IIJ) == []
    assert "no group" in desk.ask("groups", "list", *IIJ, "--lang", "en").out


def test_an_entry_in_a_group_with_hidden_members_names_nobody(desk: Desk) -> None:
    [group] = desk.json("groups", "new", "会", "--members-hidden", "--without-ministry", *KDDI)
    desk.json("groups", "ask", group["group"], "iij", *KDDI)
    desk.json("groups", "join", group["group"], *IIJ)
    assert "kept from the ministry" in desk.ask("groups", "list", *IIJ, "--lang", "en").out
    lesson = a_lesson(desk, RECORD, *IIJ)

    [kept] = share(desk, "set", lesson, "voluntary", "--group", group["group"], *IIJ)

    assert kept["recipients"] is None
    assert "who belongs is hidden" in desk.ask("share", "list", *IIJ, "--lang", "en").out


def test_where_nothing_is_shared_that_is_said(desk: Desk) -> None:
    assert desk.ask("share", "list", "--lang", "en").out == "no lesson is shared\n"
