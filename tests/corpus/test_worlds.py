"""One more case that a viewer may not see changes nothing that it observes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.worlds import HIDDEN, Step, World, account_ids, steps

VIEWERS = [
    Viewer.parse(each) for each in ("public", "auditor", "carrier:kddi", "carrier:softbank")
]


@settings(max_examples=60, deadline=None)
@given(
    happened=st.lists(steps, min_size=1, max_size=7),
    hidden=steps.filter(lambda step: not step.is_record and step.carrier != "kddi"),
    place=st.integers(0, 7),
)
def test_a_hidden_case_changes_nothing(happened: list[Step], hidden: Step, place: int) -> None:
    without, with_it = World(), World()
    for number, step in enumerate(happened):
        without.happen(f"n-{number}", step)
        if number == place:
            with_it.happen(HIDDEN, hidden)
        with_it.happen(f"n-{number}", step)
    if place >= len(happened):
        with_it.happen(HIDDEN, hidden)

    for viewer in VIEWERS:
        assert with_it.seen_by(viewer) == without.seen_by(viewer)
    assert with_it.seen_by(SECRETARIAT) != without.seen_by(SECRETARIAT)


FILED = Step(
    is_record=False, carrier="kddi", hours=0, area="全国", number=4, names=None, said=None
)


@pytest.mark.parametrize("viewer", VIEWERS[:3])
def test_a_public_case_is_seen_by_all(viewer: Viewer) -> None:
    from dataclasses import replace

    world = World()
    before = world.seen_by(viewer)
    world.happen("n-0", replace(FILED, is_record=True))

    assert world.seen_by(viewer) != before
    assert account_ids(world) == {"n-0"}


def test_an_own_case_is_seen_by_its_carrier_alone() -> None:
    world, empty = World(), World()
    world.happen("n-0", FILED)

    differing = [viewer for viewer in VIEWERS if world.seen_by(viewer) != empty.seen_by(viewer)]
    assert differing == [Viewer.parse("carrier:kddi")]
