import pytest

from tests.triage.likeness.examples import WEIGHTS
from triage.likeness.elsewhere import Placed, Standing, known_of

NEAR, FAR = 5.0, 0.5


def at(deviation: float, country: str | None = "JP", year: int | None = 2020) -> Placed:
    return Placed(score=0.5, deviation=deviation, country=country, year=year)


@pytest.mark.parametrize(
    ("nearest", "standing", "since"),
    [
        ([], Standing.NEW, None),
        ([at(FAR), at(FAR, "US")], Standing.NEW, None),
        ([at(NEAR), at(NEAR)], Standing.KNOWN, None),
        ([at(NEAR, None), at(NEAR, None)], Standing.KNOWN, None),
        ([at(NEAR, "US", 2018), at(NEAR, "GB", 2016)], Standing.KNOWN_ELSEWHERE, 2016),
        ([at(NEAR, "US", 2018), at(FAR, "GB", 2016)], Standing.KNOWN_ELSEWHERE, 2018),
        ([at(NEAR, "US", None), at(FAR)], Standing.KNOWN_ELSEWHERE, None),
        ([at(NEAR, "US"), at(NEAR), at(NEAR)], Standing.KNOWN, None),
    ],
    ids=[
        "nothing before",
        "nothing near",
        "near at home",
        "near, country unknown",
        "near abroad twice",
        "far abroad earlier",
        "near abroad, year unknown",
        "near in both",
    ],
)
def test_where_a_case_was_met_before(
    nearest: list[Placed], standing: Standing, since: int | None
) -> None:
    found = known_of(nearest, WEIGHTS)
    assert (found.standing, found.since) == (standing, since)


def test_probabilities_at_home_and_abroad_are_told_apart() -> None:
    found = known_of([at(NEAR, "US"), at(FAR)], WEIGHTS)
    assert found.abroad == WEIGHTS.shared.probability(NEAR / 2)
    assert found.at_home == WEIGHTS.shared.probability(FAR / 2)


def test_home_is_the_country_that_asks() -> None:
    cases = [at(NEAR, "US"), at(NEAR, "US")]
    assert known_of(cases, WEIGHTS, home="US").standing is Standing.KNOWN
