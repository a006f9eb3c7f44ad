from pathlib import Path

import pytest

from api.schemas import SCHEMAS
from tests.api.asking import FILINGS, Desk

OF_THE_LINE = {"state", "state_newer", "expected_found", "expected_share"}
KDDI = "2022-07-02-kddi-okinawa-cellular-volte-congestion"


def test_the_queue_stands_by_priority_and_each_priority_is_the_sum_of_its_reasons(
    filed: Desk,
) -> None:
    queue = filed.json("queue")

    priorities = [one["priority"] for one in queue]
    assert len(queue) > 2
    assert priorities == sorted(priorities, reverse=True)
    for one in queue:
        assert one["priority"] == pytest.approx(sum(each["points"] for each in one["reasons"]))
        assert one["nearest"]
    SCHEMAS["queue"].model_validate(queue)


def test_the_queue_in_words_says_what_programs_read(filed: Desk) -> None:
    queue = filed.json("queue")
    text = filed.ask("queue", "--lang", "en").out

    assert [line.split()[1] for line in text.splitlines() if line[:4].strip().isdigit()] == [
        one["report"] for one in queue
    ]
    for one in queue:
        assert f"priority {one['priority']:.1f}, novelty {one['novelty']:.2f}" in text
        assert all(each["evidence"] in text for each in one["reasons"])
        assert one["nearest"][0]["incident"] in text


@pytest.mark.parametrize(("n", "shown"), [(0, 0), (1, 1), (10**9, 4)])
def test_the_queue_is_cut_from_the_top(n: int, shown: int, filed: Desk) -> None:
    assert filed.json("queue", "--n", n) == filed.json("queue")[:shown]


def test_fewer_than_none_cannot_be_shown(filed: Desk) -> None:
    said = filed.ask("queue", "--n", "-1", "--json")

    assert (said.code, said.error["code"]) == (3, "negative")


def test_an_empty_queue_says_so(desk: Desk) -> None:
    assert desk.json("queue") == []
    assert desk.json("triage") == []
    assert "no filing waits" in desk.ask("queue").out
    assert "no filing waits" in desk.ask("triage", "--all").out


def test_others_do_not_see_what_was_filed(filed: Desk) -> None:
    assert filed.json("queue", "--as", "public") == []
    assert len(filed.json("queue", "--as", "committee")) == len(filed.json("queue"))


def test_one_filing_is_judged_by_its_receipt(filed: Desk) -> None:
    report = filed.json("queue")[0]["report"]

    one = filed.json("triage", "--report", report)

    assert one["report"] == report
    SCHEMAS["triage"].model_validate(one)
    assert report in filed.ask("triage", "--report", report).out


def test_all_are_judged_again_and_come_out_the_same(filed: Desk) -> None:
    queue = filed.json("queue")

    again = filed.json("triage", "--all")

    SCHEMAS["triage"].model_validate(again)
    by_report = {one["report"]: one for one in again}
    assert by_report == {
        one["report"]: {key: told for key, told in one.items() if key not in OF_THE_LINE}
        for one in queue
    }


def test_only_accidents_before_a_day_count(filed: Desk) -> None:
    report = filed.json("queue")[0]["report"]

    one = filed.json("triage", "--report", report, "--as-of", "2012-01-01")

    assert one["as_of"] == "2012-01-01"
    assert one["nearest"]
    assert all(each["incident"] < "2012-01-01" for each in one["nearest"])


@pytest.mark.parametrize("viewer", ["secretariat", "public"])
def test_a_filing_that_there_is_not_or_may_not_be_seen_is_wrong_use(
    viewer: str, filed: Desk
) -> None:
    report = filed.json("queue")[0]["report"] if viewer == "public" else "F-0"

    said = filed.ask("triage", "--report", report, "--as", viewer, "--json")

    assert (said.code, said.error["code"]) == (2, "UnknownFiling")


def test_a_text_is_judged_and_not_kept(filed: Desk) -> None:
    queue = filed.json("queue")
    text = FILINGS / "softbank-2018-12-06-detailed.docx"

    one = filed.json("triage", "--text", text)

    assert one["report"] is None
    assert one["nearest"]
    SCHEMAS["triage"].model_validate(one)
    assert filed.ask("triage", "--text", text).out.startswith("-  ")
    assert filed.json("queue") == queue


def test_a_text_that_says_little_is_marked(desk: Desk, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("障害がありました。", "utf-8")

    said = desk.ask("triage", "--text", short, "--lang", "en")

    assert said.code == 0
    assert "! it says too little" in said.out


@pytest.mark.parametrize(
    ("name", "code"),
    [("none.txt", "missing"), (".", "not_a_file"), ("many.csv", "not_one_report")],
)
def test_a_text_that_cannot_be_judged_is_refused(name: str, code: str, desk: Desk) -> None:
    many = (FILINGS / "annual-fy2025.csv").read_bytes().splitlines(keepends=True)[:12]
    Path("many.csv").write_bytes(b"".join(many))

    said = desk.ask("triage", "--text", name, "--json")

    assert (said.code, said.error["code"]) == (3, code)
