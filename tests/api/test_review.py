from typing import Any

import pytest

from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, RECORD, shaped

WHY = ("--why", "波及が異なる", "--reviewer", "佐藤")
OTHER = "2021-10-14-ntt-docomo-iot-location-registration"


def in_queue(desk: Desk, filing: str) -> Any:
    [found] = [one for one in desk.json("queue") if one["report"] == filing]
    return found


def of_kddi(desk: Desk) -> str:
    return str(desk.json("queue", *KDDI)[0]["report"])


def test_what_was_decided_binds_the_queue_from_the_next_run_on(filed: Desk) -> None:
    filing = of_kddi(filed)
    before = in_queue(filed, filing)
    assert 0 < before["novelty"] < 1

    decided = shaped("review", filed.json("review", "novel", filing, *WHY))

    assert (decided["said"], decided["case"], decided["stands"]) == ("novel", filing, True)
    after = in_queue(filed, filing)
    assert (after["novelty"], after["standing"]) == (1.0, "new")
    filed.json("review", "not-novel", filing, *WHY)
    again = in_queue(filed, filing)
    assert (again["novelty"], again["standing"], again["new_in"]) == (0.0, "known", None)
    assert "novelty" not in {reason["source"] for reason in again["reasons"]}


def test_what_is_not_the_same_is_no_precedent(filed: Desk) -> None:
    filing = of_kddi(filed)
    near = [one["incident"] for one in in_queue(filed, filing)["nearest"]]

    filed.json("review", "not-same", filing, near[0], *WHY)

    assert near[0] not in [one["incident"] for one in in_queue(filed, filing)["nearest"]]


def test_decisions_stay_on_record_when_another_takes_their_place(filed: Desk) -> None:
    filing = of_kddi(filed)
    filed.json("review", "accept", filing, *WHY)
    filed.json("review", "defer", filing, *WHY)
    filed.json("review", "same", RECORD, OTHER, *WHY)

    found = shaped("review-list", filed.json("review", "list"))

    assert [(one["said"], one["stands"]) for one in found] == [
        ("accept", False),
        ("defer", True),
        ("same", True),
    ]
    assert filed.json("review", "list", filing) == found[:2]
    said = filed.ask("review", "list", "--lang", "en").out
    assert said.count("replaced by a later decision") == 1
    assert f"{RECORD} ⇔ {OTHER}: the same mechanism" in said


def test_nobody_else_sees_a_decision_or_takes_one(filed: Desk) -> None:
    filing = of_kddi(filed)
    filed.json("review", "novel", filing, *WHY)

    assert filed.json("review", "list", *KDDI) == []
    assert "no decision" in filed.ask("review", "list", *KDDI, "--lang", "en").out
    refused = filed.ask("review", "novel", filing, *WHY, *KDDI, "--json")
    assert (refused.code, refused.error["code"]) == (2, "MayNotReview")
    assert filed.ask("review", "list", filing, *DOCOMO, "--json").error["code"] == "UnknownFiling"


@pytest.mark.parametrize(
    ("arguments", "code", "fault"),
    [
        (("same", RECORD, RECORD, *WHY), 3, "same_case"),
        (("novel", RECORD, "--why", " ", "--reviewer", "佐藤"), 3, "no_text"),
        (("novel", "F-0", *WHY), 2, "UnknownFiling"),
        (("same", RECORD, *WHY), 2, "arguments"),
        (("novel", RECORD, "--why", "x"), 2, "arguments"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    desk: Desk, arguments: tuple[str, ...], code: int, fault: str
) -> None:
    said = desk.ask("review", *arguments, "--json")

    assert (said.code, said.error["code"]) == (code, fault)
    assert desk.json("review", "list") == []


def test_two_reviewers_agree_so_far(desk: Desk) -> None:
    for said, other in (("novel", "not-novel"), ("novel", "novel")):
        case = RECORD if said != other else OTHER
        desk.json("review", said, case, *WHY)
        desk.json("review", other, case, "--why", "前例がある", "--reviewer", "鈴木")

    found = shaped("review-kappa", desk.json("review", "kappa", "佐藤", "鈴木"))

    by_question = {one["question"]: one for one in found}
    assert by_question["novelty"] | {"low": None, "high": None} == {
        "question": "novelty",
        "reviewers": ["佐藤", "鈴木"],
        "cases": 2,
        "share": 0.5,
        "kappa": 0.0,
        "low": None,
        "high": None,
    }
    assert by_question["state"]["cases"] == 0
    said = desk.ask("review", "kappa", "佐藤", "鈴木", "--lang", "en").out
    assert "novelty: 2 cases, kappa 0.00 (" in said
    assert "what is done with it: 0 cases, kappa has no value" in said
    late = desk.json("review", "kappa", "佐藤", "鈴木", "--since", "2199-01-01")
    assert [one["cases"] for one in late] == [0, 0, 0]
