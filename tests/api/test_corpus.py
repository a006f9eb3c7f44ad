from pathlib import Path

import pytest

from api.schemas import SCHEMAS
from tests.api.asking import STARTER, Desk, ask
from tests.examples import a_record_line

KDDI = "2022-07-02-kddi-okinawa-cellular-volte-congestion"


def test_beginning_makes_a_workspace_with_every_past_incident() -> None:
    said = ask("--workspace", "deep/down/var", "init", "--json")

    rows = len(STARTER.read_bytes().splitlines())
    assert said.code == 0
    assert said.json == {
        "workspace": "deep/down/var",
        "added": rows,
        "replaced": 0,
        "unchanged": 0,
    }


def test_beginning_twice_changes_nothing(filed: Desk) -> None:
    before = [filed.ask("corpus", "export"), filed.ask("queue"), filed.ask("search", "火災")]

    again = filed.json("init")

    assert (again["added"], again["replaced"]) == (0, 0)
    assert before == [
        filed.ask("corpus", "export"),
        filed.ask("queue"),
        filed.ask("search", "火災"),
    ]


def test_the_record_goes_out_as_it_came_in(desk: Desk) -> None:
    assert desk.ask("corpus", "export").out.encode() == STARTER.read_bytes()


def test_the_record_goes_out_as_one_document(desk: Desk) -> None:
    rows = desk.json("corpus", "export")

    assert len(rows) == len(STARTER.read_bytes().splitlines())
    assert rows[0]["id"]


def test_taking_in_what_went_out_changes_nothing(desk: Desk) -> None:
    Path("out.jsonl").write_text(desk.ask("corpus", "export").out, "utf-8")

    answer = desk.json("corpus", "import", "out.jsonl")

    assert (answer["added"], answer["replaced"]) == (0, 0)
    assert "追加 0 件" in desk.ask("corpus", "import", "out.jsonl").out


def test_more_of_the_record_is_found_at_once(desk: Desk) -> None:
    line = a_record_line("2030-01-01-whale", narrative_ja="鯨が海底ケーブルに絡まった。")

    answer = desk.json("corpus", "import", "-", given=line.encode())
    [hit] = desk.json("search", "鯨が海底ケーブルに絡まった", "--k", "1")

    assert answer == {"added": 1, "replaced": 0, "unchanged": 0}
    assert hit["incident"] == "2030-01-01-whale"


BAD = {
    "not json": ("{", "not_json", "line 2"),
    "not an object": ("[]", "not_object", "line 2"),
    "no operator": ('{"id": "a", "started_at": null}', "missing_field", "line 2, operator"),
    "unknown field": (a_record_line("b", colour="red"), "unknown_field", "line 2, colour"),
    "bad id": (a_record_line("Ä B"), "bad_id", "line 2, id"),
    "same id": (a_record_line("2030-01-01-a"), "duplicate_id", "line 2, id"),
    "bad date": (a_record_line("b", started_at="someday"), "bad_date", "line 2, started_at"),
    "number": (a_record_line("b", affected_users=-1), "out_of_range", "line 2, affected_users"),
    "type": (a_record_line("b", trigger=7), "wrong_type", "line 2, trigger"),
    "too long": ('"' + "x" * 1_000_001, "too_long", "line 2"),
    "surrogate": ('{"id": "\\ud800"}', "missing_field", "line 2, operator"),
}


@pytest.mark.parametrize(("line", "code", "where"), BAD.values(), ids=BAD)
def test_a_line_that_cannot_be_taken_keeps_the_file_out(
    line: str, code: str, where: str, desk: Desk
) -> None:
    Path("bad.jsonl").write_text(f"{a_record_line('2030-01-01-a')}\n{line}\n", "utf-8")

    said = desk.ask("corpus", "import", "bad.jsonl", "--json")

    assert said.code == 3
    assert (said.error["code"], said.error["where"]) == (code, where)
    assert where in said.err
    assert desk.ask("corpus", "export").out.encode() == STARTER.read_bytes()


def test_a_record_that_is_not_unicode_is_refused(desk: Desk) -> None:
    said = desk.ask("corpus", "import", "-", "--json", given="題".encode("cp932"))

    assert (said.code, said.error["code"], said.error["byte"]) == (3, "bad_encoding", 0)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("none.jsonl", "missing"),
        (".", "not_a_file"),
        ("/", "not_a_file"),
        ("\0", "not_a_file"),
        ("x" * 300, "not_a_file"),
    ],
)
def test_a_record_that_cannot_be_opened_is_refused(path: str, code: str, desk: Desk) -> None:
    said = desk.ask("corpus", "import", path, "--json")

    assert (said.code, said.error["code"]) == (3, code)


@pytest.mark.parametrize("viewer", ["secretariat", "public", "carrier:kddi"])
def test_an_incident_is_shown_as_each_may_see_it(viewer: str, filed: Desk) -> None:
    shown = filed.json("corpus", "show", KDDI, "--as", viewer)

    SCHEMAS["corpus-show"].model_validate(shown)
    assert shown["incident"] == KDDI
    assert f"title: {shown['title']}" in filed.ask("corpus", "show", KDDI, "--as", viewer).out


def test_an_incident_of_a_filing_is_shown_to_its_carrier_only(filed: Desk) -> None:
    carrier = "ntt-docomo"
    whose = ("--as", f"carrier:{carrier}")
    [filing] = filed.json("queue", *whose)
    incident = filing["incident"]

    own = filed.json("corpus", "show", incident, *whose)
    other = filed.ask("corpus", "show", incident, "--as", "carrier:ntt-east", "--json")

    assert [one["carrier"] for one in own["filings"]] == [carrier] * len(own["filings"])
    assert own["figures"]
    assert (other.code, other.error["code"]) == (2, "UnknownIncident")


@pytest.mark.parametrize("said", ["belongs", "also", "apart"])
def test_what_a_person_decides_is_offered_no_more(said: str, filed: Desk) -> None:
    offers = filed.json("corpus", "offers")
    first = offers[0]
    assert first["filing"] in filed.ask("corpus", "offers").out

    answer = filed.json(
        "corpus", "decide", first["filing"], first["incident"], said, "--why", "同じ日"
    )

    assert answer == {"filing": first["filing"], "incident": first["incident"], "said": said}
    assert first not in filed.json("corpus", "offers")
    about = filed.json("corpus", "show", first["incident"])["filings"]
    assert (first["filing"] in {one["filing"] for one in about}) == (said != "apart")


def test_nothing_is_offered_where_nothing_was_filed(desk: Desk) -> None:
    assert desk.json("corpus", "offers") == []
    assert "nothing to decide" in desk.ask("corpus", "offers", "--lang", "en").out


@pytest.mark.parametrize(
    ("filing", "incident", "why", "code", "ended"),
    [
        ("F-0", KDDI, "x", "UnknownFiling", 2),
        (None, "2000-01-01-nothing", "x", "UnknownIncident", 2),
        (None, KDDI, " ", "no_reason", 3),
    ],
)
def test_a_decision_that_cannot_be_kept_is_refused(  # noqa: PLR0913, PLR0917
    filing: str | None, incident: str, why: str, code: str, ended: int, filed: Desk
) -> None:
    [first, *_] = filed.json("corpus", "offers")

    said = filed.ask(
        "corpus", "decide", filing or first["filing"], incident, "belongs", "--why", why, "--json"
    )

    assert (said.code, said.error["code"]) == (ended, code)
    assert first in filed.json("corpus", "offers")


def test_a_decision_is_told_in_words(filed: Desk) -> None:
    [first, *_] = filed.json("corpus", "offers")

    said = filed.ask(
        "corpus", "decide", first["filing"], first["incident"], "apart", "--why", "別の日"
    )

    assert (said.code, said.err) == (0, "")
    assert first["filing"] in said.out
