import json
from pathlib import Path
from typing import Any

import pytest

from corpus.documents.write import KINDS, SUFFIXES
from tests.api.asking import FILINGS, Desk
from tests.api.docket.conftest import Kept
from tests.api.docket.facts import DOCOMO, KDDI, OUTAGE, OVER, SMALL, an_entry, shaped

NEAR_MISS: dict[str, Any] = {
    "occurred_at": "2025-06-10T10:00:00+09:00",
    "near_miss": {"could_not_stop": True},
    "equipment": {"functions": ["transmission"]},
}


def _kinds(answer: Any) -> list[str]:
    return [one["kind"] for one in answer["documents"]]


def _filed(desk: Desk, *paths: object) -> list[Any]:
    return list(desk.json("intake", *paths, *KDDI))


@pytest.mark.parametrize("whose", ["entry", "filing"])
def test_the_main_form_and_its_annex_are_written_from_one_record(kept: Kept, whose: str) -> None:
    answer = shaped("export", kept.desk.json("export", getattr(kept, whose), "--to", "out", *KDDI))

    assert _kinds(answer) == ["detailed_report", "annex"]
    for one in answer["documents"]:
        content = Path(one["file"]).read_bytes()
        assert (content[:2], len(content)) == (b"PK", one["bytes"])


def test_every_form_can_be_written(kept: Kept) -> None:
    forms = [argument for kind in KINDS for argument in ("--form", kind)]

    answer = kept.desk.json("export", kept.entry, *forms, "--docx", "--to", "out", *KDDI)

    assert _kinds(answer) == list(KINDS)
    assert {Path(one["file"]).suffix for one in answer["documents"]} == set(SUFFIXES.values())


@pytest.mark.parametrize(
    ("flags", "kinds"),
    [
        (("--docx",), ["detailed_report"]),
        (("--pptx",), ["annex"]),
        (("--xlsx",), ["annual_list"]),
        (("--form", "first_report", "--pptx"), ["first_report", "annex"]),
    ],
)
def test_a_format_is_the_form_that_fits(
    kept: Kept, flags: tuple[str, ...], kinds: list[str]
) -> None:
    assert _kinds(kept.desk.json("export", kept.entry, *flags)) == kinds


def test_what_is_filed_of_one_entry_is_one_accident_and_shows_as_done(kept: Kept) -> None:
    forms = ("--form", "first_report", "--docx", "--pptx")
    written = kept.desk.json("export", kept.entry, *forms, *KDDI)

    receipts = _filed(kept.desk, *(one["file"] for one in written["documents"]))

    assert len({tuple(one["incidents"]) for one in receipts}) == 1
    kept.desk.json("entry", "revise", kept.entry, "--about", receipts[0]["receipt"], *KDDI)
    due = kept.desk.json("due", "--done", *KDDI)["items"]
    done = {one["term"]: one["done"]["how"] for one in due if one["done"]}
    assert done == {"first": "filed", "detailed": "filed"}


def test_what_was_entered_since_stands_in_every_document(kept: Kept) -> None:
    [first] = _filed(kept.desk, *_exported(kept, "--form", "first_report"))
    kept.desk.json("entry", "revise", kept.entry, "--about", first["receipt"], *KDDI)
    services = [{"service": "voice", "users": 345_678, "intervals": OVER}]
    Path("later.json").write_text(json.dumps({**OUTAGE, "services": services}), "utf-8")
    kept.desk.json("entry", "revise", kept.entry, "later.json", *KDDI)

    for one in _filed(kept.desk, *_exported(kept, "--docx", "--pptx")):
        figures = kept.desk.json("corpus", "show", one["incidents"][0])["figures"]
        assert any("345,678" in each["told"] for each in figures)


def _exported(kept: Kept, *forms: str) -> list[str]:
    return [
        one["file"] for one in kept.desk.json("export", kept.entry, *forms, *KDDI)["documents"]
    ]


def test_stretches_are_told_as_stretches(kept: Kept) -> None:
    over = [
        {"start": "2025-06-10T13:00:00+09:00"},
        {"start": "2025-06-10T10:00:00+09:00", "end": "2025-06-10T11:00:00+09:00"},
    ]
    told = [{"service": "voice", "users": 40_000, "intervals": over}]
    entry = an_entry(kept.desk, {**SMALL, "occurred_at": OUTAGE["occurred_at"], "services": told})

    said = kept.desk.json("export", entry["id"], "--xlsx", *KDDI)

    assert _kinds(said) == ["annual_list"]


@pytest.mark.parametrize(
    "services", [[], [{"service": "voice"}], [{"service": "sms", "users": 3}]]
)
def test_little_is_written_as_little(kept: Kept, services: list[dict[str, Any]]) -> None:
    told = {"occurred_at": OUTAGE["occurred_at"], "services": services}
    entry = an_entry(kept.desk, told, "--as", "secretariat")

    assert _kinds(kept.desk.json("export", entry["id"], "--docx")) == ["detailed_report"]


def test_a_carrier_that_nobody_registered_goes_by_its_id(kept: Kept) -> None:
    entry = an_entry(kept.desk, {**SMALL, "carrier": {"id": "village-net"}}, "--as", "secretariat")

    assert kept.desk.json("export", entry["id"], "--docx")["report"] == entry["id"]


@pytest.mark.parametrize("voluntary", [(), ("--voluntary",)])
def test_the_cause_decides_how_deep_it_goes(kept: Kept, voluntary: tuple[str, ...]) -> None:
    kept.desk.json("entry", "revise", kept.entry, *voluntary, *KDDI)

    answer = kept.desk.json("export", kept.entry, "--as-per-annex")

    assert answer["cause"] == "unknown_software_bug"
    assert answer["voluntary"] == bool(voluntary)
    assert {one["depth"] for one in answer["depth"]} == {"thick", "thin"}
    said = kept.desk.ask("export", kept.entry, "--cause", "human_error", "--lang", "en").out
    assert "in depth: regular education and training" in said


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        (NEAR_MISS, ["near_miss", "near_miss_annex"]),
        (
            {**SMALL, "equipment": {"kind": "base_station", "terminal_side": True}},
            ["simplified", "annex"],
        ),
        (SMALL, ["detailed_report", "annex"]),
    ],
)
def test_the_duty_decides_the_form(kept: Kept, facts: dict[str, Any], kinds: list[str]) -> None:
    entry = an_entry(kept.desk, facts)

    assert _kinds(kept.desk.json("export", entry["id"])) == kinds


def test_a_filing_goes_by_what_its_carrier_entered_on_it(kept: Kept) -> None:
    before = kept.desk.json("export", kept.filing)
    an_entry(kept.desk, SMALL)
    an_entry(kept.desk, {**SMALL, "cause": {"kind": "human_error"}}, "--about", kept.filing)

    after = kept.desk.json("export", kept.filing)

    assert (before["cause"], after["cause"]) == ("unknown", "human_error")


def test_a_filing_whose_entry_is_older_than_any_regime_is_written(kept: Kept) -> None:
    facts = {**SMALL, "occurred_at": "1999-06-10T10:00:00+09:00"}
    an_entry(kept.desk, facts, "--about", kept.filing)

    assert kept.desk.json("export", kept.filing)["cause"] == "unknown"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("発生日時: 2025年6月1日 10時00分", ["first_report", "annex"]),
        ("発生日時: 1999年6月1日 10時00分", ["first_report", "annex"]),
        ("発生日時: 調査中", ["first_report", "annex"]),
    ],
)
def test_a_first_report_stays_a_first_report(kept: Kept, text: str, kinds: list[str]) -> None:
    told = f"電気通信事故報告（速報・第一報）\n事業者名: KDDI株式会社\n{text}\n"
    Path("first.txt").write_text(told, "utf-8")
    [receipt] = _filed(kept.desk, "first.txt")

    assert _kinds(kept.desk.json("export", receipt["receipt"])) == kinds


def test_a_reading_that_a_person_wrote_is_written_as_documents(kept: Kept) -> None:
    reading = {
        "carrier_named": "KDDI株式会社",
        "occurred": {"at": "2025-06-10T10:00:00+09:00"},
        "intervals": [{"start": {"at": "2025-06-10T10:00:00+09:00"}}],
        "services": [{"service": "voice", "users": {"value": 120_000}, "minutes": {"low": 60}}],
        "sections": {"cause": "交換機の一つが同じ信号を繰り返し送った。"},
        "unread": [{"label": "備考", "text": "なし", "why": "unknown_label", "where": "p1"}],
    }
    Path("mine.json").write_text(json.dumps(reading), "utf-8")

    answer = kept.desk.json("export", "mine.json", "--to", "out")

    assert answer["report"] == "mine"
    [one] = _filed(kept.desk, answer["documents"][0]["file"])
    assert one["incidents"][0].startswith("2025-06-10-")
    given = b"\xef\xbb\xbf" + json.dumps(reading).encode()
    assert kept.desk.json("export", "-", given=given)["report"] == "report"


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        ("{", "not_json", "bad.json"),
        ("[]", "not_object", "bad.json"),
        ('{"surplus": 1}', "unknown_field", "$.surplus"),
        ('{"subject": 1}', "wrong_type", "$.subject"),
        ('{"occurred": {}}', "missing_field", "$.occurred.at"),
        ('{"occurred": {"at": "2025-06-10T10:00"}}', "wrong_type", "$.occurred.at"),
        ('{"services": [{"service": "voice", "users": {"value": -1}}]}', "negative", "$.services"),
        ('{"services": [{"service": "poetry"}]}', "wrong_type", "$.services[0].service"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    kept: Kept, content: str, code: str, where: str
) -> None:
    Path("bad.json").write_text(content, "utf-8")

    said = kept.desk.ask("export", "bad.json", "--json")

    assert (said.code, said.error["code"]) == (3, code)
    assert said.error["where"].startswith(where)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("none.json",), 3),
        (("F-01K0000000000000000000000",), 2),
        (("ENTRY", "--form", "poem"), 2),
        (("ENTRY", "--to", "file"), 2),
        (("ENTRY", *DOCOMO), 2),
    ],
)
def test_what_cannot_be_written_is_told(kept: Kept, arguments: tuple[str, ...], code: int) -> None:
    Path("file").touch()
    asked = [kept.entry if each == "ENTRY" else each for each in arguments]

    assert kept.desk.ask("export", *asked, "--json").code == code


def test_the_burden_of_a_report_is_measured(kept: Kept) -> None:
    answer = shaped("burden", kept.desk.json("burden", kept.filing))

    assert 0 < answer["free_text_touched"] <= answer["free_text"] < answer["items"]
    assert answer["minutes_typed_apart"] > answer["minutes"]
    said = kept.desk.ask("burden", kept.filing, "--lang", "en").out
    assert "typed for each document" in said


def test_the_burden_of_each_form_is_counted(kept: Kept) -> None:
    forms = shaped("burden", kept.desk.json("burden"))

    assert [one["form"] for one in forms] == list(KINDS)
    [one] = shaped("burden", kept.desk.json("burden", "--form", "simplified"))
    assert one["free"] < one["items"]
    said = kept.desk.ask("burden", "--lang", "en").out
    assert f"simplified: {one['items']} items" in said


def test_a_sample_filing_is_written_again_as_it_was_read(kept: Kept) -> None:
    path = FILINGS / "okinawa-2025-09-18-cable-ship-nearmiss.docx"
    [receipt] = kept.desk.json("intake", path)

    assert len(kept.desk.json("export", receipt["receipt"])["documents"]) == 2
