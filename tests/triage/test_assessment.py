from datetime import date
from typing import Any

import pytest

from corpus.ids import FilingId, IncidentId
from corpus.regime import Wording
from triage.assessment import DECISIONS, Assessment, from_json, made_with, to_json
from triage.likeness.elsewhere import Standing
from triage.precedents import Difference, Precedent
from triage.reasons import Reason

NEAREST = Precedent(
    incident=IncidentId("2021-10-14-a"),
    title="題",
    score=0.1 + 0.2,
    differs_in=(Difference(facet="cause", here=("bug",), there=("typhoon", "flood")),),
)


def an_assessment(**fields: Any) -> Assessment:
    defaults: dict[str, Any] = {
        "filing": FilingId("F-1"),
        "incident": IncidentId("2022-07-02-a"),
        "title": "障害",
        "viewer": "secretariat",
        "as_of": date(2022, 7, 3),
        "position": 7,
        "novelty": 1 / 3,
        "substance": 1.0,
        "reasons": (Reason("novelty", 20.0, "2021-10-14-a 0.300"), Reason("users", 9.0, "約千人")),
        "nearest": (NEAREST,),
        "configuration": {"encoder": "static:x"},
        "new_in": None,
        "standing": Standing.NEW,
        "known_since": None,
    }
    return Assessment(**{**defaults, **fields})


def test_priority_is_the_sum_of_the_points_of_the_reasons() -> None:
    assert an_assessment().priority == 29.0
    assert an_assessment(reasons=()).priority == 0


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"as_of": None},
        {"nearest": (), "reasons": ()},
        {"new_in": Wording("新", "new")},
        {"standing": Standing.KNOWN_ELSEWHERE, "known_since": 2018},
    ],
    ids=str,
)
def test_what_is_stored_is_found_again_to_the_last_digit(fields: dict[str, Any]) -> None:
    assessment = an_assessment(**fields)

    assert from_json(to_json(assessment)) == assessment
    assert to_json(from_json(to_json(assessment))) == to_json(assessment)


def test_japanese_is_stored_as_it_is_written() -> None:
    assert "約千人" in to_json(an_assessment())


def test_what_it_is_made_with_does_not_change_with_what_people_decided() -> None:
    configuration = {"encoder": "static:x", "weights": "w1"}

    assert made_with({**configuration, DECISIONS: "7"}) == made_with(configuration)
    assert made_with({**configuration, "weights": "w2"}) != made_with(configuration)


def test_a_case_is_known_by_its_filing_and_its_incident() -> None:
    assert an_assessment().names == {"F-1", "2022-07-02-a"}
    assert an_assessment(filing=None, incident=None).names == frozenset()
