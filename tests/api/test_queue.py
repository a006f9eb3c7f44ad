"""The queue with what people decided of its cases, and what reading on is expected to find."""

from datetime import datetime

import pytest

from corpus.japan import JST
from tests.api.asking import Desk
from tests.api.docket.facts import KDDI, shaped

WHY = ("--why", "広く影響した", "--reviewer", "佐藤")


def test_each_line_says_what_reading_down_to_it_is_expected_to_find(filed: Desk) -> None:
    queue = shaped("queue", filed.json("queue"))

    novelties = [one["novelty"] for one in queue]
    for at, one in enumerate(queue, start=1):
        assert one["expected_found"] == pytest.approx(sum(novelties[:at]))
        assert one["expected_share"] == pytest.approx(sum(novelties[:at]) / sum(novelties))
    assert queue[-1]["expected_share"] == pytest.approx(1.0)


def test_the_share_of_the_first_few_is_told_below_them(filed: Desk) -> None:
    [first, *rest] = filed.json("queue")

    said = filed.ask("queue", "--n", 1, "--lang", "en").out

    share = f"{first['expected_share']:.0%}"
    assert said.splitlines()[-1] == (
        f"reading these 1 of {1 + len(rest)} is expected to find {share} of the novel cases"
    )


def test_what_was_accepted_is_marked_and_what_was_filed_is_left_out(filed: Desk) -> None:
    [first, second, *rest] = (one["report"] for one in filed.json("queue"))
    filed.json("review", "accept", first, *WHY)
    filed.json("review", "file", second, *WHY)

    queue = shaped("queue", filed.json("queue"))

    assert [one["report"] for one in queue] == [first, *rest]
    assert [one["state"] for one in queue] == ["accept", *[None] * len(rest)]
    assert not any(one["state_newer"] for one in queue)
    assert "■ taken up by the committee" in filed.ask("queue", "--lang", "en").out
    [left] = filed.json("queue", "--state", "file")
    assert (left["report"], left["state"]) == (second, "file")
    assert [one["report"] for one in filed.json("queue", "--state", "undecided")] == rest
    assert len(filed.json("queue", "--state", "all")) == 2 + len(rest)


def test_a_carrier_sees_no_state(filed: Desk) -> None:
    [of_kddi] = filed.json("queue", *KDDI)
    filed.json("review", "file", of_kddi["report"], *WHY)

    assert filed.json("queue", *KDDI) == [of_kddi]


def test_a_month_is_a_list_of_its_own(filed: Desk) -> None:
    queue = filed.json("queue")
    shown = filed.json("corpus", "show", queue[0]["incident"])["filings"][0]["received_at"]
    month = datetime.fromisoformat(shown).astimezone(JST).strftime("%Y-%m")

    assert filed.json("queue", "--month", "1999-01") == []
    assert filed.json("queue", "--month", month) == queue


@pytest.mark.parametrize("month", ["2026", "2026-13", "2026-10-01", "october"])
def test_what_is_no_month_is_wrong_use(month: str, filed: Desk) -> None:
    assert filed.ask("queue", "--month", month, "--json").code == 2


def test_a_decision_since_shows_on_a_later_filing(filed: Desk) -> None:
    said = filed.json("queue", *KDDI)[0]
    filings = filed.json("corpus", "show", said["incident"])["filings"]
    earlier = next(one["filing"] for one in filings if one["filing"] != said["report"])
    filed.json("review", "defer", earlier, *WHY)

    [line] = [one for one in filed.json("queue") if one["report"] == said["report"]]

    assert (line["state"], line["state_newer"]) == ("defer", True)
    assert "came after the one" in filed.ask("queue", "--lang", "en").out
