import json
from pathlib import Path

import pytest

from tests.api.docket.conftest import Kept
from tests.api.docket.facts import DOCOMO, KDDI, OUTAGE, RECORD, SMALL, an_entry, shaped


def test_entering_facts_says_at_once_what_is_due(kept: Kept) -> None:
    entry = shaped("entry", kept.desk.json("entry", "show", kept.entry, *KDDI))

    home, abroad = entry["duty"]
    assert (home["regime"], home["reportable"], home["as"]) == ("jp-2025-04", "yes", "serious")
    assert home["due"]["detailed"] == "2025-07-10"
    assert abroad["regime"] == "us-nors"
    assert (entry["carrier"], entry["area"], entry["version"]) == ("kddi", "東京都", 1)
    assert entry["facts"] == OUTAGE


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "ja",
            ("報告が要る: 重大な事故", "第一報(速報): 速やかに", "詳報: 2025-07-10", "厚く書く"),
        ),
        ("en", ("must be reported: serious accident", "first report: promptly", "in depth: ")),
    ],
)
def test_the_duty_is_told_in_words(kept: Kept, lang: str, lines: tuple[str, ...]) -> None:
    said = kept.desk.ask("entry", "show", kept.entry, "--lang", lang)

    assert said.code == 0
    assert all(line in said.out for line in lines)


def test_a_date_is_told_once_under_the_name_that_the_regime_gives_it(kept: Kept) -> None:
    abroad = kept.desk.ask("entry", "show", kept.entry, "--lang", "en").out.split("us-nors")[1]

    assert abroad.count("2025-06-10 12:12") == 1


def test_what_is_missing_is_named(kept: Kept) -> None:
    facts = {**SMALL, "services": [{"service": "voice", "duration_minutes": 70}]}

    said = kept.desk.ask(
        "entry", "add", "-", *KDDI, "--lang", "en", given=json.dumps(facts).encode()
    )

    assert "open: a fact is missing" in said.out
    assert "to find out: $.services[0].users" in said.out
    assert "users not known, minutes 70" in said.out


def test_a_reason_that_a_person_owes_is_asked_for(kept: Kept) -> None:
    facts = {
        "occurred_at": "2025-06-10T10:00:00+09:00",
        "near_miss": {"could_not_stop": True, "noticed_promptly": False},
    }

    said = kept.desk.ask("entry", "add", "-", *KDDI, given=json.dumps(facts).encode())

    assert "  ? " in said.out
    assert "$.near_miss" in said.out


def test_an_accident_older_than_the_first_regime_is_kept_without_a_duty(kept: Kept) -> None:
    facts = {**SMALL, "occurred_at": "1999-06-10T10:00:00+09:00"}

    entry = an_entry(kept.desk, facts)

    assert entry["duty"] == []
    assert "no duty" in kept.desk.ask("entry", "show", entry["id"]).out
    assert kept.desk.ask("export", entry["id"], "--json").code == 3


def test_revising_keeps_what_is_not_given(kept: Kept) -> None:
    entry = shaped(
        "entry", kept.desk.json("entry", "revise", kept.entry, "--area", "神奈川県", *KDDI)
    )

    assert (entry["version"], entry["area"], entry["regimes"]) == (2, "神奈川県", ["us-nors"])
    assert entry["facts"] == OUTAGE


def test_a_revision_says_what_it_changed(kept: Kept) -> None:
    Path("later.json").write_text(json.dumps({**OUTAGE, "cause": {"kind": "human_error"}}))
    asked = ("later.json", "--why", "原因が分かった", "--voluntary", "--about", RECORD)
    kept.desk.json("entry", "revise", kept.entry, *asked, *KDDI)

    entry = shaped("entry", kept.desk.json("entry", "show", kept.entry, "--history", *KDDI))

    first, second = entry["history"]
    assert first["changes"] == []
    assert second["why"] == "原因が分かった"
    assert second["changes"] == [
        {"path": "$.cause.kind", "before": "unknown_software_bug", "after": "human_error"}
    ]
    assert (entry["voluntary"], entry["incidents"]) == (True, [RECORD])
    told = kept.desk.ask("entry", "show", kept.entry, "--history", *KDDI, "--lang", "ja").out
    assert "$.cause.kind: unknown_software_bug → human_error" in told
    assert "自主的な報告" in told


def test_voluntary_can_be_taken_back(kept: Kept) -> None:
    kept.desk.json("entry", "revise", kept.entry, "--voluntary", *KDDI)

    assert not kept.desk.json("entry", "revise", kept.entry, "--no-voluntary", *KDDI)["voluntary"]


def test_facts_that_were_not_told_before_are_shown_as_such(kept: Kept) -> None:
    Path("more.json").write_text(json.dumps({**OUTAGE, "partial_suspension": True}))
    kept.desk.json("entry", "revise", kept.entry, "more.json", *KDDI)

    said = kept.desk.ask("entry", "show", kept.entry, "--history")

    assert "$.partial_suspension: - → True" in said.out


def test_entries_are_listed_without_their_facts(kept: Kept) -> None:
    listed = shaped("entries", kept.desk.json("entry", "list", *KDDI))

    assert [one["id"] for one in listed] == [kept.entry]
    assert kept.entry in kept.desk.ask("entry", "list").out


def test_who_has_none_is_told_so(kept: Kept) -> None:
    assert kept.desk.json("entry", "list", *DOCOMO) == []
    assert "no entries" in kept.desk.ask("entry", "list", *DOCOMO, "--lang", "en").out


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (b"{", "not_json", "$"),
        (b"\xff", "not_json", "$"),
        (b'{"occurred_at": "2025-06-10T10:00"}', "no_offset", "$.occurred_at"),
        (
            b'{"occurred_at": "2025-06-10T10:00+09:00", "carrier": {"id": "\\ud800"}}',
            "wrong_type",
            "$.carrier.id",
        ),
        (
            b'{"occurred_at": "2025-06-10T10:00+09:00", "carrier": {"id": "softbank"}}',
            "named_carrier",
            "$.carrier.id",
        ),
    ],
)
def test_facts_that_cannot_be_are_refused(
    kept: Kept, content: bytes, code: str, where: str
) -> None:
    said = kept.desk.ask("entry", "add", "-", *KDDI, "--json", given=content)

    assert said.code == 3
    assert (said.error["code"], said.error["where"]) == (code, where)
    assert len(kept.desk.json("entry", "list")) == 1


def test_facts_may_begin_with_a_byte_order_mark(kept: Kept) -> None:
    given = b"\xef\xbb\xbf" + json.dumps(SMALL).encode()

    assert kept.desk.json("entry", "add", "-", *KDDI, given=given)["version"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--regime", "jp-1990"), 3),
        (("--about", "F-01K0000000000000000000000"), 2),
        (("--about", "2099-01-01-nothing"), 2),
        (("--area", ""), 3),
        (("--why", "440100123456789"), 3),
        (("--as", "public"), 2),
    ],
)
def test_what_does_not_fit_the_facts_is_refused(
    kept: Kept, facts_file: Path, arguments: tuple[str, ...], code: int
) -> None:
    said = kept.desk.ask("entry", "add", facts_file, *arguments, "--json")

    assert said.code == code
    assert said.error["message"]


def test_evidence_stands_beside_the_counts(kept: Kept) -> None:
    before = kept.desk.json("entry", "show", kept.entry)["duty"]
    asked = ("background_only", "夜間の自動更新", "--service", "mobile_data", "--share", "0.4")

    [one] = shaped("entry-evidence", kept.desk.json("entry", "evidence", kept.entry, *asked))
    kept.desk.ask("entry", "evidence", kept.entry, "not_perceived", "気づいた人はいない", *KDDI)

    assert one["share"] == 0.4
    shown = kept.desk.json("entry", "show", kept.entry)
    assert (len(shown["evidence"]), shown["duty"]) == (2, before)
    told = kept.desk.ask("entry", "show", kept.entry, "--lang", "en").out
    assert "evidence (background traffic only, mobile data, 40%): 夜間の自動更新" in told
    assert "evidence (not perceived by users): 気づいた人はいない" in told


def test_a_share_above_one_is_refused(kept: Kept) -> None:
    asked = ("background_only", "x", "--share", "1.4")

    assert kept.desk.ask("entry", "evidence", kept.entry, *asked).code == 3


def test_an_entry_is_linked_to_its_parent(kept: Kept) -> None:
    linked = shaped("entry-parent", kept.desk.json("entry", "parent", kept.entry, RECORD, *KDDI))

    children = shaped("entries", kept.desk.json("entry", "children", RECORD, *KDDI))
    assert linked == {"entry": kept.entry, "parent": RECORD}
    assert [one["id"] for one in children] == [kept.entry]
    assert RECORD in kept.desk.ask("entry", "show", kept.entry).out
    assert kept.entry in kept.desk.ask("entry", "children", RECORD).out
    assert kept.desk.json("entry", "children", RECORD, *DOCOMO) == []
    assert "kyokun" not in kept.desk.ask("entry", "children", RECORD, *DOCOMO).out
