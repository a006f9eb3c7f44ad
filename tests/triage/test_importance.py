"""The importance matrix, as the ministry's slide has it."""

from typing import Any

import pytest

from corpus.regime import Mark
from corpus.service import Service
from triage.importance import Importance, importance_of, matrix, weight_of
from triage.written import as_json


@pytest.mark.parametrize(
    ("service", "axis", "level"),
    [
        (Service.EMERGENCY_VOICE, "life", "very_high"),
        (Service.EMERGENCY_VOICE, "substitutability", "very_low"),
        (Service.MOBILE_DATA, "base", "yes"),
        (Service.VOICE, "base", "no"),
        (Service.MESSAGING, "life", "high"),
        (Service.EMAIL, "life", "mid"),
        (Service.SEARCH, "two_way", "none"),
        (Service.SNS, "substitutability", "high"),
        (Service.MESSAGING, "scale", "varies"),
    ],
)
def test_a_cell_says_what_the_slide_says(service: Service, axis: str, level: str) -> None:
    found = importance_of(service)
    assert found is not None
    assert {cell.axis: cell.level for cell in found.cells}[axis] == level


def test_weights_follow_the_order_of_the_slide() -> None:
    order = [Service.EMERGENCY_VOICE, Service.MOBILE_DATA, Service.MESSAGING, Service.SEARCH]
    weights = [weight_of([service]) for service in order]

    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)
    assert all(0 <= each.weight <= 1 for each in matrix())
    assert weight_of([Service.SEARCH, Service.EMERGENCY_VOICE]) == weights[0]


def test_the_harder_to_replace_the_weightier() -> None:
    voice, search = importance_of(Service.VOICE), importance_of(Service.SEARCH)
    assert voice is not None
    assert search is not None

    def replaceable(found: Importance) -> float:
        return next(cell.weight for cell in found.cells if cell.axis == "substitutability")

    assert replaceable(voice) > replaceable(search)


def test_a_service_without_a_column_is_marked_or_left_out() -> None:
    sms = importance_of(Service.SMS)
    assert sms is not None
    assert (sms.column, sms.derived, sms.source.mark) == ("messaging", True, Mark.DERIVED)
    assert importance_of(Service.OTHER) is None
    assert weight_of([Service.OTHER]) == 0


def test_the_shares_of_the_axes_make_one_whole() -> None:
    from triage.importance import _matrix

    assert sum(axis["share"] for axis in _matrix()["axes"]) == pytest.approx(1)


def test_the_matrix_as_json_has_words_in_both_languages() -> None:
    written: Any = as_json(matrix())
    assert written[0]["cells"][0]["said"] == {"ja": "極めて高い", "en": "very high"}
    assert len(written) == len(list(Service)) - 1
