"""Two regimes over the record: how many more reports a year, and which."""

import pytest

from corpus.ids import IncidentId
from corpus.japan import JST
from corpus.record import Record
from corpus.regime_file import find_regime
from tests.triage.duty_examples import NOW, PROPOSED
from triage.duty.clocks import fiscal_year
from triage.whatif import case_of, contrast, estimates


def a_record(name: str, **told: object) -> Record:
    fields = {
        "country": "JP",
        "started_at": "2022-07-02T01:35:00+09:00",
        "service_kinds": ("mobile_data",),
        "minutes": 60,
        "users": 100_000,
    }
    return Record(id=IncidentId(name), line="", **{**fields, **told})  # type: ignore[arg-type]


def test_an_accident_between_the_two_lines_is_one_more_report() -> None:
    found = contrast(
        [a_record("between"), a_record("below", users=99_999), a_record("above", minutes=120)],
        find_regime(NOW),
        find_regime(PROPOSED),
    )
    [year] = found.years
    assert (year.year, year.cases, year.before, year.after) == (2022, 3, 1, 2)
    assert (year.more, year.fewer) == (("between",), ())
    assert (found.before, found.after) == (NOW, PROPOSED)


def test_the_other_way_round_it_is_one_fewer() -> None:
    [year] = contrast([a_record("between")], find_regime(PROPOSED), find_regime(NOW)).years
    assert (year.more, year.fewer) == ((), ("between",))


def test_what_is_not_known_is_counted_apart() -> None:
    records = [a_record("users", users=None), a_record("minutes", minutes=None)]
    [year] = contrast(records, find_regime(NOW), find_regime(PROPOSED)).years
    assert (year.before, year.after) == (0, 0)
    # 60 minutes of mobile data need 1,000,000 users now, 100,000 then: users decide in both
    assert (year.undetermined_before, year.undetermined_after) == (2, 2)


def test_users_that_only_decide_the_annual_list_are_not_open() -> None:
    record = a_record("short", minutes=55, users=None)
    [year] = contrast([record], find_regime(NOW), find_regime(PROPOSED)).years
    assert (year.undetermined_before, year.undetermined_after) == (0, 0)


def test_a_foreign_regime_can_be_held_against_a_japanese_one() -> None:
    record = a_record("voice", service_kinds=("voice",), minutes=30, users=30_000)
    [year] = contrast([record], find_regime(NOW), find_regime("us-nors")).years
    assert year.more == ("voice",)


def test_only_japanese_accidents_with_a_day_are_judged() -> None:
    records = [a_record("abroad", country="US"), a_record("no-day", started_at="2022-07")]
    found = contrast(records, find_regime(NOW), find_regime(PROPOSED))
    assert (found.years, found.left_out) == ((), 1)


@pytest.mark.parametrize(
    ("started", "year"),
    [
        ("2022-03-31T23:59:00+09:00", 2021),
        ("2022-04-01T00:00:00+09:00", 2022),
        ("2022-03-31T15:00:00+00:00", 2022),
        ("2022-12-31", 2022),
    ],
)
def test_a_fiscal_year_runs_from_april(started: str, year: int) -> None:
    case = case_of(a_record("one", started_at=started))
    assert case is not None
    assert fiscal_year(case.facts.occurred_at.astimezone(JST).date()) == year


def test_messaging_is_taken_as_free_and_each_service_once() -> None:
    case = case_of(a_record("one", service_kinds=("messaging", "email", "email")))
    assert case is not None
    assert [(hit.service, hit.fee) for hit in case.facts.services] == [
        ("messaging", "free"),
        ("email", "paid"),
    ]


def test_the_ministrys_estimate_stands_beside() -> None:
    data, free = estimates()
    assert data.average == pytest.approx(3.4)
    assert free.average == pytest.approx(1.6)
    assert sum(data.now.values()) / 5 == 6
    assert data.more.keys() == free.more.keys() == {2019, 2020, 2021, 2022, 2023}
    assert contrast([], find_regime(NOW), find_regime(PROPOSED)).limits


def test_a_service_that_crosses_anew_counts_although_the_accident_was_told_before() -> None:
    both = a_record("mie", service_kinds=("emergency_voice", "mobile_data"), minutes=118)
    [year] = contrast([both], find_regime(NOW), find_regime(PROPOSED)).years
    assert (year.more, year.services_more) == ((), ("mie",))
    [back] = contrast([both], find_regime(PROPOSED), find_regime(NOW)).years
    assert back.services_more == ()
