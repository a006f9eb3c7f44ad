"""Calibrations made of decisions, on the command line."""

import pytest

from api.settings import Settings
from api.wiring import opened
from corpus.ids import AccountId
from corpus.viewer import SECRETARIAT
from tests.api.asking import Desk
from tests.api.docket.facts import KDDI, PUBLIC, shaped
from tests.api.test_review import OTHER
from tests.examples import NOW
from triage.review.decision import Deciding, Said
from triage.review.store import DecisionStore

WHY = ("--why", "確かめた", "--reviewer", "佐藤")


@pytest.fixture
def reviewed(filed: Desk) -> Desk:
    """A desk where people hold cases to be the same that search finds far apart, and no others."""
    cases = [one["incident"] for one in filed.json("search", "障害", "--k", 60, *PUBLIC)]
    pairs = list(zip(cases[::2], cases[1::2], strict=True))
    with opened(Settings(workspace=filed.workspace)) as db:
        for said, told in (
            (Said.SAME, pairs),
            (Said.NOT_SAME, zip(cases, cases[7:], strict=False)),
        ):
            for one, other in told:
                DecisionStore(db).decide(
                    Deciding(
                        said=said,
                        account=AccountId(one),
                        other=AccountId(other),
                        by=SECRETARIAT,
                        reviewer="佐藤",
                        why="調べた",
                    ),
                    NOW,
                )
    return filed


def test_too_few_decisions_make_nothing(filed: Desk) -> None:
    found = shaped("review-calibrate", filed.json("review", "calibrate"))

    assert (found["version"], found["may_be_used"], found["in_use"]) == (None, False, False)
    assert (found["pair"]["examples"], found["shared"]["examples"]) == (0, 0)
    said = filed.ask("review", "calibrate", "--lang", "en").out
    assert "make nothing that may take the place" in said
    assert "novelty: too few decisions of each kind to say (0)" in said
    assert filed.json("review", "calibrations") == []
    assert "no calibration is on record" in filed.ask("review", "calibrations").out


def test_a_calibration_that_is_no_worse_is_used_and_named_by_what_is_judged(
    reviewed: Desk,
) -> None:
    before = reviewed.json("queue")
    tried = shaped("review-calibrate", reviewed.json("review", "calibrate"))
    assert tried["may_be_used"]
    assert not tried["in_use"]
    assert reviewed.json("queue") == before

    used = reviewed.json("review", "calibrate", "--use", *WHY)

    assert used["in_use"]
    assert used["version"] == tried["version"]
    assert used["pair"]["new"] <= used["pair"]["old"]
    after = reviewed.json("queue")
    assert {one["configuration"]["weights"] for one in before} == {used["base"]}
    assert {one["configuration"]["weights"] for one in after} == {used["version"]}
    kept = shaped("review-calibrations", reviewed.json("review", "calibrations"))
    assert [(one["version"], one["in_use"]) for one in kept] == [(used["version"], True)]
    [other] = reviewed.json("queue", *KDDI)
    assert other["configuration"]["weights"] == used["base"]
    text = reviewed.ask("review", "calibrations", "--lang", "en").out
    assert f"in use: calibration {used['version']}" in text
    assert "same mechanism: squared error" in text

    back = shaped("review-release", reviewed.json("review", "release", *WHY))

    assert back["version"] == used["base"]
    again = reviewed.json("queue")
    assert [one["novelty"] for one in again] == [one["novelty"] for one in before]


def test_what_is_not_shown_to_be_no_worse_is_not_used(filed: Desk) -> None:
    filed.json("review", "same", "2022-07-02-kddi-okinawa-cellular-volte-congestion", OTHER, *WHY)

    said = filed.ask("review", "calibrate", "--use", *WHY, "--json")

    assert said.code == 1
    assert said.json["in_use"] is False
    assert filed.json("review", "calibrations") == []


@pytest.mark.parametrize("given", [(), WHY[:2], WHY[2:]], ids=str)
def test_who_uses_it_says_who_and_why(given: tuple[str, ...], filed: Desk) -> None:
    said = filed.ask("review", "calibrate", "--use", *given, "--json")

    assert (said.code, said.error["code"]) == (2, "use_needs_reason")


def test_others_go_back_to_nothing(filed: Desk) -> None:
    said = filed.ask("review", "release", *WHY, *KDDI, "--json")

    assert said.error["code"] == "MayNotReview"
