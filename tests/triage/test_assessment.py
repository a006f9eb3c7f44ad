from datetime import date
from typing import Any

import pytest

from corpus.ids import FilingId, IncidentId
from triage.assessment import Assessment, from_json, to_json
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
    }
    return Assessment(**{**defaults, **fields})


def test_priority_is_the_sum_of_the_points_of_the_reasons() -> None:
    assert an_assessment().priority == 29.0
    assert an_assessment(reasons=()).priority == 0


@pytest.mark.parametrize("fields", [{}, {"as_of": None}, {"nearest": (), "reasons": ()}], ids=str)
def test_what_is_stored_is_found_again_to_the_last_digit(fields: dict[str, Any]) -> None:
    assessment = an_assessment(**fields)

    assert from_json(to_json(assessment)) == assessment
    assert to_json(from_json(to_json(assessment))) == to_json(assessment)


def test_japanese_is_stored_as_it_is_written() -> None:
    assert "約千人" in to_json(an_assessment())
