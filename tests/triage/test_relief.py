"""Relief by roaming: between two bounds, unknown areas apart, bad tables refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.carriers import CarrierRegister
from corpus.ids import CarrierId
from triage.errors import FactsRefused
from triage.relief import (
    NOTO,
    Affected,
    Coverage,
    Stricken,
    parse_stricken,
    relief,
)
from triage.written import as_json

A, B, C = CarrierId("a"), CarrierId("b"), CarrierId("c")


def stricken(*coverage: Coverage, area: str = "輪島市", users: int = 100) -> Stricken:
    return Stricken(affected=(Affected(carrier=A, area=area, users=users),), coverage=coverage)


def table(carrier: CarrierId, capacity: int | None = None, **shares: float) -> Coverage:
    return Coverage(carrier=carrier, shares=shares, capacity=capacity)


def test_the_share_lies_between_the_best_helper_and_all_together() -> None:
    found = relief(stricken(table(B, 輪島市=0.3), table(C, 輪島市=0.5)))
    [area] = found.areas

    assert (area.low, area.high, area.helpers) == (0.5, 0.8, (B, C))
    assert (found.share_low, found.share_high) == (0.5, 0.8)
    assert (found.covered_low, found.users, found.users_unknown) == (50, 100, 0)


def test_a_carrier_does_not_help_its_own_users() -> None:
    found = relief(stricken(table(A, 輪島市=1.0), table(B, 輪島市=0.2)))
    assert (found.areas[0].low, found.areas[0].high) == (0.2, 0.2)


def test_an_area_that_no_table_names_is_counted_apart() -> None:
    found = relief(stricken(table(B, 珠洲市=1.0)))

    assert not found.areas[0].known
    assert (found.users, found.users_unknown) == (0, 100)
    assert (found.share_low, found.share_high) == (None, None)


def test_a_helper_that_says_nothing_may_cover_everything() -> None:
    [area] = relief(stricken(table(B, 輪島市=0.3), table(C, 珠洲市=1.0))).areas
    assert (area.low, area.high, area.silent) == (0.3, 1.0, (C,))


@pytest.mark.parametrize(
    ("capacities", "room", "servable"),
    [
        ((10, 20), 30, 30),
        ((100, 100), 200, 50),
        ((10, None), None, None),
        ((None, None), None, None),
    ],
)
def test_room_is_known_only_where_every_helper_says_so(
    capacities: tuple[int | None, int | None], room: int | None, servable: int | None
) -> None:
    first, second = capacities
    found = relief(stricken(table(B, first, 輪島市=0.5), table(C, second, 輪島市=0.5)))
    assert (found.capacity, found.servable) == (room, servable)


shares = st.dictionaries(st.sampled_from("pqr"), st.floats(0, 1), max_size=3)
worlds = st.builds(
    Stricken,
    affected=st.lists(
        st.builds(
            Affected,
            carrier=st.sampled_from([A, B]),
            area=st.sampled_from("pqr"),
            users=st.integers(0, 10_000),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
    coverage=st.tuples(
        st.builds(Coverage, carrier=st.just(A), shares=shares),
        st.builds(Coverage, carrier=st.just(B), shares=shares),
    ),
)


@given(worlds, shares)
def test_one_more_helper_never_makes_relief_less(world: Stricken, more: dict[str, float]) -> None:
    before = relief(world)
    helped = relief(
        Stricken(
            affected=world.affected,
            coverage=(*world.coverage, Coverage(carrier=C, shares=more)),
        )
    )
    assert sum(each.users for each in world.affected) == before.users + before.users_unknown
    for old, new in zip(before.areas, helped.areas, strict=True):
        assert 0 <= old.low <= old.high <= 1
        assert new.low >= old.low
        assert new.known >= old.known
    assert helped.covered_low >= before.covered_low - 1e-6
    if before.share_low is not None and before.share_high is not None:
        known = [each for each in before.areas if each.known]
        assert before.share_low <= before.share_high + 1e-9
        assert min(each.low for each in known) - 1e-9 <= before.share_low
        assert before.share_high <= max(each.high for each in known) + 1e-9


def test_the_worked_example_is_marked_as_made_up() -> None:
    found = relief(parse_stricken(NOTO.read_bytes()))
    written: Any = as_json(found)

    assert found.illustrative
    assert "仮の値" in written["note"]
    assert found.users_unknown == 100  # an island that no table names
    assert found.share_low is not None
    assert found.share_high is not None
    assert 0 < found.share_low < found.share_high < 1
    named = {each.carrier for each in found.areas}
    assert named <= CarrierRegister.load().carriers.keys()
    itoigawa = next(each for each in found.areas if each.area == "新潟県糸魚川市")
    assert (itoigawa.low, itoigawa.high) == (1.0, 1.0)


def row(**more: Any) -> dict[str, Any]:
    return {"carrier": "a", "area": "輪島市", "users": 1, **more}


def covered(*areas: Any, **more: Any) -> dict[str, Any]:
    return {"carrier": "b", "areas": list(areas), **more}


REFUSED: list[tuple[Any, str, str]] = [
    ([], "$", "wrong_type"),
    ({}, "$.affected", "missing"),
    ({"affected": [], "coverage": []}, "$.affected", "empty"),
    ({"affected": [row()]}, "$.coverage", "missing"),
    ({"affected": [row(users=-1)], "coverage": []}, "$.affected[0].users", "negative"),
    ({"affected": [row(users=1.5)], "coverage": []}, "$.affected[0].users", "wrong_type"),
    ({"affected": [row(), row()], "coverage": []}, "$.affected[1].area", "repeated_row"),
    (
        {"affected": [{"area": "x", "users": 1}], "coverage": []},
        "$.affected[0].carrier",
        "missing",
    ),
    ({"affected": [row(name="x")], "coverage": []}, "$.affected[0].name", "unknown_key"),
    (
        {"affected": [row()], "coverage": [covered({"area": "x", "share": 1.1})]},
        "$.coverage[0].areas[0].share",
        "out_of_range",
    ),
    (
        {"affected": [row()], "coverage": [covered({"area": "x"})]},
        "$.coverage[0].areas[0].share",
        "missing",
    ),
    (
        {"affected": [row()], "coverage": [covered(*[{"area": "x", "share": 1}] * 2)]},
        "$.coverage[0].areas[1].area",
        "repeated_area",
    ),
    (
        {"affected": [row()], "coverage": [covered(), covered()]},
        "$.coverage[1].carrier",
        "repeated_table",
    ),
    (
        {"affected": [row()], "coverage": [covered(capacity=-1)]},
        "$.coverage[0].capacity",
        "negative",
    ),
]


@pytest.mark.parametrize(("told", "path", "code"), REFUSED)
def test_a_bad_table_is_refused_with_its_path(told: Any, path: str, code: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        parse_stricken(json.dumps(told))
    assert (path, code) in [(fault.path, fault.code) for fault in refused.value.faults]
