from pathlib import Path

import pytest

from tests.api.docket.conftest import Kept
from tests.api.docket.facts import DOCOMO, KDDI, OUTAGE, SMALL, an_entry, shaped

FIRST = "jp-2025-04/serious/first"
DETAILED = "jp-2025-04/serious/detailed"
NOTICE = "jp-2025-04/clock/user_notice"


def _states(answer: dict[str, list[dict[str, str]]], entry: str) -> dict[str, str]:
    return {one["key"]: one["state"] for one in answer["items"] if one["case"] == entry}


def test_what_is_due_is_listed_as_of_a_moment(kept: Kept) -> None:
    answer = shaped("due", kept.desk.json("due", "--as-of", "2025-06-20", *KDDI))

    assert answer["as_of"] == "2025-06-20T00:00:00+09:00"
    states = _states(answer, kept.entry)
    assert (states[FIRST], states[DETAILED], states[NOTICE]) == ("waiting", "open", "overdue")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_due_list_tells_what_to_do_next(kept: Kept, lang: str) -> None:
    said = kept.desk.ask("due", "--as-of", "2025-06-20T12:00", "--lang", lang)

    assert {"ja": "2025-07-10 (あと 20 日)", "en": "2025-07-10 (20 days left)"}[lang] in said.out
    assert f"{kept.entry}  {DETAILED}  kddi" in said.out
    assert {"ja": "速やかに", "en": "promptly"}[lang] in said.out


def test_what_is_late_is_overdue_and_nothing_else(kept: Kept) -> None:
    answer = shaped("overdue", kept.desk.json("overdue", "--as-of", "2025-06-20"))

    assert set(_states(answer, kept.entry).values()) == {"waiting", "overdue"}
    assert DETAILED not in _states(answer, kept.entry)


@pytest.mark.parametrize("command", ["due", "overdue"])
def test_the_moment_is_now_unless_told(kept: Kept, command: str) -> None:
    assert _states(kept.desk.json(command), kept.entry)[DETAILED] == "overdue"


@pytest.mark.parametrize(
    ("command", "says"), [("due", "nothing is due"), ("overdue", "nothing is late")]
)
def test_an_empty_list_says_so(kept: Kept, command: str, says: str) -> None:
    assert says in kept.desk.ask(command, *DOCOMO, "--lang", "en").out


@pytest.mark.parametrize("written", ["soon", "2025-13-01", "2025-W10", "20250610", "0001-01-01"])
def test_a_moment_that_is_none_is_wrong_use(kept: Kept, written: str) -> None:
    assert kept.desk.ask("due", "--as-of", written).code == 2


def test_done_is_kept_and_can_be_undone(kept: Kept) -> None:
    asked = ("done", kept.entry, FIRST, "--at", "2025-06-10T11:00", *KDDI)
    marked = shaped("done", kept.desk.json(*asked))

    assert marked["done_at"] == "2025-06-10T11:00:00+09:00"
    assert FIRST not in _states(kept.desk.json("due", "--as-of", "2025-06-20"), kept.entry)
    told = kept.desk.ask("due", "--as-of", "2025-06-20", "--done", "--lang", "en").out
    assert "[done 2025-06-10 11:00 carrier:kddi]" in told
    undone = shaped("done", kept.desk.json("done", kept.entry, FIRST, "--undo", *KDDI))
    assert undone["done_at"] is None
    assert FIRST in _states(kept.desk.json("due", "--as-of", "2025-06-20"), kept.entry)


def test_done_now_is_said_in_words(kept: Kept) -> None:
    assert FIRST in kept.desk.ask("done", kept.entry, FIRST, "--lang", "en").out
    assert "not done" in kept.desk.ask("done", kept.entry, FIRST, "--undo", "--lang", "en").out


@pytest.mark.parametrize(
    ("key", "more", "code"),
    [
        ("jp-2025-04/serious/never", (), 3),
        (FIRST, ("--at", "2999-01-01"), 2),
        (FIRST, ("--at", "2199-01-01"), 3),
        (FIRST, ("--as", "public"), 2),
        ("guidance/1/0", (), 2),
    ],
)
def test_what_cannot_be_marked_is_refused(
    kept: Kept, key: str, more: tuple[str, ...], code: int
) -> None:
    assert kept.desk.ask("done", kept.entry, key, *more, "--json").code == code


def test_what_is_due_goes_out_as_a_calendar(kept: Kept) -> None:
    answer = shaped("due", kept.desk.json("due", "--as-of", "2025-06-20", "--ics", "due.ics"))

    calendar = Path("due.ics").read_bytes()
    assert calendar.startswith(b"BEGIN:VCALENDAR")
    assert calendar.count(b"BEGIN:VEVENT") == answer["events"] > 0
    assert "第一報" in calendar.decode()
    english = kept.desk.ask("due", "--as-of", "2025-06-20", "--ics", "-", "--lang", "en").out
    assert "first report" in english
    assert kept.desk.ask("due", "--ics", "-", "--json").code == 2
    assert "due.ics" in kept.desk.ask("due", "--ics", "due.ics").out


def test_what_may_be_due_is_marked_as_open(kept: Kept) -> None:
    an_entry(kept.desk, {**SMALL, "services": [{"service": "voice", "duration_minutes": 70}]})

    said = kept.desk.ask("due", "--as-of", "2025-06-20", "--lang", "en")

    assert "depends on a fact not yet known" in said.out


def test_a_date_that_an_option_moved_says_what_the_law_says(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    from triage.docket import options

    told = options.OPTIONS.read_text("utf-8").replace("active = false", "active = true")
    Path("options.toml").write_text(told, "utf-8")
    monkeypatch.setattr(
        "api.wiring.load_options", lambda: options.load_options(Path("options.toml"))
    )

    said = kept.desk.ask("due", "--as-of", "2025-06-20", "--lang", "en")

    assert "by the law 2025-07-10" in said.out


def test_filings_that_tell_too_little_are_named(kept: Kept) -> None:
    Path("letter.txt").write_text(
        "電気通信事故報告（速報・第一報）\n事業者名: KDDI株式会社\n件名: 通信障害\n", "utf-8"
    )
    [receipt] = kept.desk.json("intake", "letter.txt", *KDDI)

    assert kept.desk.json("due")["unjudged"] == [receipt["receipt"]]
    assert receipt["receipt"] in kept.desk.ask("due").out


def test_every_case_has_a_label_and_flags(kept: Kept) -> None:
    found = shaped("flags", kept.desk.json("flags", *KDDI))

    labels = {one["case"]: one["label"] for one in found}
    assert labels == {kept.entry: "serious", kept.filing: "undetermined"}
    said = kept.desk.ask("flags", "--lang", "en").out
    assert "likely, by the figures of the whole accident" in said
    assert "to find out" in said
    assert "no cases" in kept.desk.ask("flags", *DOCOMO, "--lang", "en").out


def test_a_parent_is_shown_beside_its_flag(kept: Kept) -> None:
    facts = {**OUTAGE, "cause": {"equipment_owner": "other_carrier"}}
    entry = an_entry(kept.desk, facts)["id"]
    record = "2022-07-02-kddi-okinawa-cellular-volte-congestion"
    kept.desk.json("entry", "parent", entry, record, *KDDI)

    said = kept.desk.ask("flags", "--lang", "en").out

    assert f"parent accident: {record}" in said
