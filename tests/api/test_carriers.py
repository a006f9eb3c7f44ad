import pytest

from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, PUBLIC, shaped

MAIL = ("--contact", "noc@example.jp", "--channel", "mail")


def test_the_register_is_listed_by_kind(desk: Desk) -> None:
    listed = shaped("carriers-list", desk.json("carriers", "list", "--kind", "mvno"))

    assert {"iij", "soracom"} <= {one["id"] for one in listed}
    assert all("mvno" in (one["kind"], *one["also"]) for one in listed)
    everyone = desk.json("carriers", "list")
    assert len(everyone) > len(listed)
    assert "NTT docomo" in desk.ask("carriers", "list", "--lang", "en").out


def test_what_was_set_is_shown_with_its_history(desk: Desk) -> None:
    assert desk.json("carriers", "show", "kddi")["history"] == []
    shown = shaped("carriers-show", desk.json("carriers", "set", "kddi", *MAIL))
    again = desk.json("carriers", "set", "kddi", "--opt-out", "--no-contacts", "--channel", "none")

    assert shown["settings"]["contacts"] == ["noc@example.jp"]
    assert [one["settings"] for one in again["history"]] == [shown["settings"], again["settings"]]
    assert again["settings"] == {
        "contacts": [],
        "channel": "none",
        "opted_out": True,
        "buys_of": [],
    }
    assert not desk.json("carriers", "set", "kddi", "--opt-in")["settings"]["opted_out"]


def test_a_carrier_sets_its_own_and_no_other(desk: Desk) -> None:
    assert desk.json("carriers", "set", "kddi", *MAIL, *KDDI)["settings"]["channel"] == "mail"

    said = desk.ask("carriers", "set", "kddi", "--opt-out", *DOCOMO, "--json")

    assert (said.code, said.error["code"]) == (2, "MayNotSet")
    assert not desk.json("carriers", "show", "kddi")["settings"]["opted_out"]


@pytest.mark.parametrize("viewer", [DOCOMO, PUBLIC, ("--as", "committee")])
def test_what_others_see_is_the_same_whatever_is_set(desk: Desk, viewer: tuple[str, str]) -> None:
    before = [desk.ask("carriers", "show", one, *viewer).out for one in ("kddi", "ztv", "iij")]

    desk.json("carriers", "set", "kddi", *MAIL, "--opt-out")
    desk.json("carriers", "set", "ztv", "--buys-of", "iij")

    after = [desk.ask("carriers", "show", one, *viewer).out for one in ("kddi", "ztv", "iij")]
    assert after == before
    assert desk.json("carriers", "show", "kddi", *viewer)["settings"] is None


def test_the_secretariat_sees_who_buys_of_whom(desk: Desk) -> None:
    desk.json("carriers", "set", "ztv", "--buys-of", "iij")

    shown = desk.json("carriers", "show", "iij")

    assert "ztv" in shown["customers"]
    desk.json("carriers", "set", "ztv", "--buys-of-none")
    assert "ztv" not in desk.json("carriers", "show", "iij")["customers"]


def test_people_are_told_how_a_carrier_wants_to_be_told(desk: Desk) -> None:
    desk.json("carriers", "set", "kddi", *MAIL, "--opt-out")

    said = desk.ask("carriers", "show", "kddi", "--lang", "en").out

    assert "contacts: noc@example.jp" in said
    assert "is told by mail" in said
    assert "does not want lessons of others" in said
    assert "noc@example.jp" not in desk.ask("carriers", "show", "kddi", *DOCOMO).out


def test_an_address_that_is_none_is_refused(desk: Desk) -> None:
    said = desk.ask("carriers", "set", "kddi", "--contact", "nothing", "--json")

    assert (said.code, said.error["code"]) == (3, "bad_mail")


def test_a_carrier_that_is_not_registered_is_wrong_use(desk: Desk) -> None:
    assert desk.ask("carriers", "show", "nobody").code == 2


def test_a_file_adds_carriers_that_filings_can_then_name(desk: Desk) -> None:
    rows = (
        "id,name_ja,name_en,kind,country,contacts\n"
        "kou,甲電気通信,Kou Telecom,isp,JP,noc@kou.example\n"
        "kddi,,,,,\n"
        "nobody,,,,,\n"
    ).encode("cp932")

    said = desk.ask("carriers", "import", "-", "--json", given=rows)

    added, unchanged, refused = shaped("carriers-import", said.json)
    assert said.code == 3
    assert (added["added"], added["changed"], added["refused"]) == (True, True, None)
    assert (unchanged["added"], unchanged["changed"]) == (False, False)
    assert refused["refused"]["code"] == "unknown_carrier"
    filing = desk.workspace.parent / "kou.txt"
    filing.write_text("事業者名:甲電気通信株式会社\n発生日時:2025年4月1日10時\n", "utf-8")
    [receipt] = desk.json("intake", filing)
    assert receipt["carrier"] == "kou"


def test_a_file_that_is_taken_whole_is_answered_with_0(desk: Desk) -> None:
    said = desk.ask("carriers", "import", "-", "--lang", "en", given=b"id,channel\nkddi,none\n")

    assert (said.code, said.out, said.err) == (0, "line 2: settings of kddi changed\n", "")
