"""A few pairs of worlds; for more: ``python -m tests.worlds.run --pairs 10000``."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.worlds import faults
from tests.worlds.pairs import VIEWERS, Tally, compared
from tests.worlds.shown import Shown
from tests.worlds.stage import MISSING, Picking
from tests.worlds.tables import (
    command_paths,
    load_hidden,
    load_ways,
    path_of,
    split,
    viewer_named,
)

PAIRS = 40
PLANTED = ("how many accounts there are", "an error that tells what is hidden")


@pytest.fixture(scope="module")
def tally(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    return compared(PAIRS, tmp_path_factory.mktemp("worlds"), seed=2026)


def test_one_hidden_thing_more_changes_nothing(tally: Tally) -> None:
    told = [(each.hidden, each.viewer, each.asked.arguments) for each in tally.differences]

    assert told == []
    assert tally.pairs == PAIRS


def test_many_ways_out_are_compared_and_most_answer(tally: Tally) -> None:
    ways = {path for _, _, path in tally.seen}

    assert len(ways) > PAIRS
    assert sum(tally.answered[path] > 0 for path in ways) > len(ways) / 2


def test_every_command_is_covered_or_excused() -> None:
    ways, paths = load_ways(), command_paths()

    assert ways.forgotten(paths) == frozenset()
    assert set(ways.excused) <= paths
    assert all(path_of(each, paths) for each in (*ways.reads, *ways.writes))


def test_a_command_that_is_new_is_noticed() -> None:
    assert load_ways().forgotten(command_paths() | {"spill"}) == {"spill"}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_leak_is_found(planted: str, tmp_path: Path) -> None:
    way = faults.way_of(planted, faults.LEAKS[planted])

    assert compared(12, tmp_path, seed=7, alone=(way,)).differences


def test_something_is_hidden_from_every_viewer() -> None:
    knowing = {who for each in load_hidden() for who in each.knows}

    assert all(any(viewer not in each.knows for each in load_hidden()) for viewer in VIEWERS)
    assert knowing - set(VIEWERS) == set(map(viewer_named, ("softbank", "iij")))


def test_an_order_that_chance_made_is_no_difference() -> None:
    one = Shown(0, '[{"id": "<new 0>", "n": 1}, {"id": "<new 1>", "n": 2}]', "", ())
    other = replace(one, out='[{"id": "<new 0>", "n": 2}, {"id": "<new 1>", "n": 1}]')

    assert one.same_as(other)
    assert not one.same_as(replace(one, code=1))
    assert not one.same_as(replace(other, out=other.out.replace("2", "3")))


def test_ranks_without_new_ids_count() -> None:
    one = Shown(0, '[{"id": "L-1"}, {"id": "L-2"}]', "", ())

    assert not one.same_as(replace(one, out='[{"id": "L-2"}, {"id": "L-1"}]'))


def test_a_place_in_a_command_is_filled_with_what_can_be_named() -> None:
    import random

    picking = Picking(
        chance=random.Random(1),
        ids={"F own": "F-1", "G hidden": "G-2"},
        words={"k": ("3",)},
        missing=MISSING,
    )

    assert picking.fill(split("x {F own} --k {k} {out}/f")) == ("x", "F-1", "--k", "3", "{out}/f")
    assert {picking.fill(("{G}",))[0] for _ in range(60)} == {"G-2", MISSING["G"]}
    assert picking.fill(("{L}",)) == (MISSING["L"],)
