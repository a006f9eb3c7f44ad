"""Statistics for publication, and attacks on them."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ids import CarrierId
from sharing.exposure import Rule
from sharing.statistics import Cell, Counted, Edition, Layout, Why, publish
from tests.sharing.attacks import behind, bounds, subtract, tables

YEARS, SERVICES = ("2024", "2025"), ("sms", "voice")
VALUES = {"year": YEARS, "service": SERVICES}
ALL: Cell = ()
BOTH = ((), ("year",), ("service",), ("year", "service"))
LAYOUT = Layout(values=VALUES, groupings=BOTH)
BASE = [cell for cell in LAYOUT.cells() if len(cell) == 2]
RULE = Rule(k=3, share=1.0)
NAMES = "abcdef"


def one(id: str, whose: str, year: str = "2024", service: str = "voice") -> Counted:
    return Counted(
        id=id,
        carriers=frozenset(map(CarrierId, whose)),
        values={"year": frozenset({year}), "service": frozenset({service})},
    )


def many(whose: str, year: str = "2024", service: str = "voice") -> list[Counted]:
    return [one(f"{year}-{service}-{n}", each, year, service) for n, each in enumerate(whose)]


def cell(**values: str) -> Cell:
    return tuple((key, values[key]) for key in VALUES if key in values)


def told(edition: Edition, **values: str) -> Any:
    return edition.told[cell(**values)]


def test_a_cell_of_enough_carriers_is_told() -> None:
    edition = publish("a", many("abc"), LAYOUT, RULE)
    assert told(edition, year="2024", service="voice").value == 3
    assert edition.public()[ALL] == 3


def test_a_cell_of_few_carriers_is_withheld_however_much_they_have() -> None:
    edition = publish("a", many("aaabbb"), LAYOUT, RULE)
    assert set(edition.public().values()) == {None}
    assert {each.why for each in edition.told.values()} == {Why.FEW}


def test_an_empty_cell_is_withheld_like_one_of_few() -> None:
    edition = publish("a", many("abc"), LAYOUT, RULE)
    assert told(edition, year="2025", service="sms").value is None


def test_a_cell_that_one_carrier_dominates_is_withheld() -> None:
    counted = many("aaaaaaabc")
    assert told(publish("a", counted, LAYOUT, Rule(k=3, share=0.7)), year="2024").why is (
        Why.DOMINATED
    )
    assert told(publish("a", counted, LAYOUT, Rule(k=3, share=0.8)), year="2024").value == 9


def test_an_incident_of_nobody_known_counts_for_nobody() -> None:
    counted = [*many("ab"), one("x", "")]
    assert publish("a", counted, LAYOUT, RULE).public()[ALL] is None


def test_what_a_margin_would_tell_of_few_is_withheld_too() -> None:
    counted = [*many("abc"), *many("a", service="sms")]
    edition = publish("a", counted, LAYOUT, RULE)
    assert told(edition, year="2024", service="sms").why is Why.FEW
    assert told(edition, year="2024", service="voice").why is Why.SUBTRACTION
    assert told(edition, year="2024").value == 4
    assert not list(subtract([edition], RULE.k))


def test_a_remainder_of_enough_carriers_does_not_cost_a_cell() -> None:
    services = ("sms", "voice", "email", "search")
    layout = Layout(values={"service": services}, groupings=((), ("service",)))
    counted = [*many("abc"), *many("d", service="sms"), *many("e", service="email")]
    counted += many("f", service="search")
    edition = publish("a", counted, layout, RULE)
    assert edition.public()[ALL] == 6
    assert edition.public()[(("service", "voice"),)] == 3


def test_a_remainder_that_one_carrier_dominates_is_not_told() -> None:
    counted = [*many("abcdef"), *many("aaaaaaaabc", service="sms")]
    layout = Layout(values={"service": SERVICES}, groupings=((), ("service",)))
    edition = publish("a", counted, layout, Rule(k=3, share=0.7))
    assert edition.told[(("service", "sms"),)].why is Why.DOMINATED
    shown = {each for each, value in edition.public().items() if value is not None}
    assert len(shown) == 1


def test_a_late_report_of_one_carrier_does_not_show() -> None:
    first = publish("a", many("abc"), LAYOUT, RULE)
    second = publish("b", [*many("abc"), one("late", "d")], LAYOUT, RULE, [first])
    assert second.public() == first.public()
    assert told(second, year="2024").why is Why.DIFFERENCE
    assert told(second, year="2024").since == "a"


def test_late_reports_of_enough_carriers_show() -> None:
    late = [one(f"late-{each}", each) for each in "def"]
    first = publish("a", many("abc"), LAYOUT, RULE)
    second = publish("b", [*many("abc"), *late], LAYOUT, RULE, [first])
    assert second.public()[ALL] == 6


def test_what_is_unchanged_is_told_again() -> None:
    first = publish("a", many("abc"), LAYOUT, RULE)
    second = publish("b", many("abc"), LAYOUT, RULE, [first])
    assert second.public() == first.public()
    assert {each.why for each in second.told.values() if each.value} == {None}


def test_a_cell_that_was_withheld_waits_until_the_difference_is_of_many() -> None:
    first = publish("a", many("ab"), LAYOUT, RULE)
    second = publish("b", many("abc"), LAYOUT, RULE, [first])
    assert first.public()[ALL] is None
    assert second.public()[ALL] == 3


def test_a_third_edition_is_kept_from_both_before() -> None:
    first = publish("a", many("abc"), LAYOUT, RULE)
    added = [*many("abc"), one("x", "d"), one("y", "e")]
    second = publish("b", added, LAYOUT, RULE, [first])
    third = publish("c", [*added, one("z", "f")], LAYOUT, RULE, [first, second])
    assert second.public()[ALL] == 3
    assert third.public()[ALL] == 6
    fourth = publish("d", [*added, one("z", "f"), one("w", "a")], LAYOUT, RULE, [first, third])
    assert (fourth.public()[ALL], fourth.told[ALL].since) == (6, "c")


def test_a_repeated_number_names_the_edition_that_first_told_it() -> None:
    first = publish("a", many("abc"), LAYOUT, RULE)
    second = publish("b", [*many("abc"), one("x", "d")], LAYOUT, RULE, [first])
    third = publish("c", [*many("abc"), one("x", "d")], LAYOUT, RULE, [first, second])
    assert third.told[ALL].since == "a"


def test_what_an_earlier_edition_gave_away_does_not_stop_the_next() -> None:
    loose = publish("a", many("ab"), LAYOUT, Rule(k=2, share=1.0))
    assert loose.public()[ALL] == 2
    later = [*many("ab"), *many("cde", service="sms")]
    second = publish("b", later, LAYOUT, RULE, [loose])
    assert second.public()[ALL] == 5


incidents = st.lists(
    st.tuples(
        st.sets(st.sampled_from(NAMES), min_size=1, max_size=2).map(sorted),
        st.sampled_from(YEARS),
        st.sampled_from(SERVICES),
    ),
    max_size=14,
)


def counted_of(rows: Sequence[Any]) -> list[Counted]:
    return [one(f"i{n}", "".join(whose), *where) for n, (whose, *where) in enumerate(rows)]


@settings(max_examples=150, deadline=None)
@given(incidents)
def test_no_subtraction_of_margins_tells_of_few_carriers(rows: Sequence[Any]) -> None:
    edition = publish("a", counted_of(rows), LAYOUT, RULE)
    assert not list(subtract([edition], RULE.k))


@settings(max_examples=120, deadline=None)
@given(incidents, st.data())
def test_no_subtraction_of_editions_tells_of_few_carriers(
    rows: Sequence[Any], data: st.DataObject
) -> None:
    first = publish("a", counted_of(rows), LAYOUT, RULE)
    changed = [each for each in first.counted if data.draw(st.integers(0, 4))]
    added = [
        one(f"n{n}", "".join(whose), *where)
        for n, (whose, *where) in enumerate(data.draw(incidents))
    ]
    second = publish("b", [*changed, *added], LAYOUT, RULE, [first])
    assert not list(subtract([first, second], RULE.k))


@settings(max_examples=60, deadline=None)
@given(incidents, st.integers(0, 13))
def test_no_bound_pins_down_a_cell_of_few_carriers(rows: Sequence[Any], gone: int) -> None:
    first = publish("a", counted_of(rows), LAYOUT, RULE)
    rest = [each for n, each in enumerate(first.counted) if n != gone]
    second = publish("b", rest, LAYOUT, RULE, [first])
    for editions in ([first], [first, second]):
        latest = editions[-1]
        for where, said in latest.public().items():
            if said is None and 0 < len(behind(latest.counted, where)) < RULE.k:
                least, most = bounds(editions, BASE, where)
                assert most - least > 1e-6, (where, least, most)


@settings(max_examples=60, deadline=None)
@given(incidents)
def test_more_than_one_table_of_whole_numbers_fits(rows: Sequence[Any]) -> None:
    edition = publish("a", counted_of(rows[:8]), LAYOUT, RULE)
    shown = {each: value for each, value in edition.public().items() if value is not None}
    if not shown:
        return
    sums = [[int(set(where) <= set(base)) for base in BASE] for where in shown]
    fitting = list(tables(sums, list(shown.values()), most=8))
    for n, where in enumerate(BASE):
        if edition.public()[where] is None and 0 < len(behind(edition.counted, where)) < RULE.k:
            assert len({table[n] for table in fitting}) > 1


def test_the_attackers_find_what_is_not_protected() -> None:
    counted = [*many("abc"), *many("a", service="sms")]
    naive = Edition(
        id="a",
        counted=tuple(counted),
        told={
            where: each
            for where, each in publish("a", counted, LAYOUT, Rule(k=1, share=1.0)).told.items()
            if len(where) < 2 or where == cell(year="2024", service="voice")
        },
    )
    assert frozenset("ab") in set(subtract([naive], 3))
    assert bounds([naive], BASE, cell(year="2024", service="sms")) == pytest.approx((1, 1))


def test_counts_of_three_dimensions_with_all_margins_are_safe() -> None:
    values = {**VALUES, "cause": ("power", "software")}
    groupings = (*BOTH, ("cause",), ("year", "cause"), ("service", "cause"))
    layout = Layout(values=values, groupings=(*groupings, ("year", "service", "cause")))
    counted = [
        Counted(
            id=f"{n}",
            carriers=frozenset({CarrierId(NAMES[n % 7 % 6])}),
            values={
                "year": frozenset({YEARS[n // 3 % 2]}),
                "service": frozenset({SERVICES[n // 2 % 2], SERVICES[n // 5 % 2]}),
                "cause": frozenset({("power", "software")[n // 7 % 2]}),
            },
        )
        for n in range(120)
    ]
    edition = publish("a", counted, layout, RULE)
    assert any(len(where) == 3 and value is not None for where, value in edition.public().items())
    assert not list(subtract([edition], RULE.k))
