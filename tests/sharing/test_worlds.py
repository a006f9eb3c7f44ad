"""One share, group, member or lesson more that a viewer may not see changes nothing it observes.

For more worlds: KYOKUN_WORLDS=10000 .venv/bin/python -m pytest tests/sharing/test_worlds.py
"""

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.viewer import SECRETARIAT, Viewer, audiences_of
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from sharing.share import KeptShare
from tests.sharing.examples import IIJ
from tests.sharing.worlds import (
    AFTER,
    BEGINNING,
    HIDDEN,
    MINISTRY,
    SHARING,
    Step,
    World,
    a_step,
    steps,
    steps_in_a_group,
    steps_of_members,
    steps_of_shares,
)

WORLDS = int(os.environ.get("KYOKUN_WORLDS", "40"))
VIEWERS = [
    Viewer.parse(each)
    for each in (
        "public",
        "auditor",
        "secretariat",
        "committee",
        "carrier:kddi",
        "carrier:iij",
        "carrier:optage",
        "carrier:softbank",
    )
]


def is_hidden_from(viewer: Viewer, step: Step, given: Any, world: World) -> bool:
    """Whether what `step` gave is not for `viewer` to see, by what is said of each kind of it."""
    if step.by == viewer:
        return False
    if step.act == "draft":
        return viewer not in MINISTRY or not (step.flag or step.by in MINISTRY)
    if step.act == "gather":
        return not given.ministry or viewer not in MINISTRY
    if step.act in SHARING:
        return is_hidden_share(viewer, given if isinstance(given, tuple) else (given,), world)
    return is_hidden_member(viewer, step, world)


def is_hidden_share(viewer: Viewer, given: tuple[KeptShare, ...], world: World) -> bool:
    mine, rows = audiences_of(viewer), world.office.db.query
    for kept in given:
        number, scope = int(kept.lesson.split(".")[0][2:]), kept.share.scope
        told = {"lesson": number, "scope": scope}
        of = "share IN (SELECT id FROM lesson_shares WHERE lesson = :lesson AND scope = :scope)"
        if viewer == kept.told_by or (viewer in MINISTRY and load_scopes()[scope].ministry):
            return False
        for table in ("lesson_share_recipients", "lesson_share_edits"):
            found = rows(f"SELECT audience FROM {table} WHERE {of}", told)
            if mine & {row["audience"] for row in found}:
                return False
    return True


def is_hidden_member(viewer: Viewer, step: Step, world: World) -> bool:
    group = world.group(step)
    sql = "SELECT keeper, members_hidden, ministry FROM sharing_groups WHERE number = ?"
    keeper, hidden, ministry = world.office.db.execute(sql, (int(group[2:]),)).fetchone()
    sql = "SELECT carrier FROM sharing_group_members WHERE grp = ?"
    known = {row[0] for row in world.office.db.execute(sql, (int(group[2:]),))}
    oversees = str(viewer) == keeper or (ministry and viewer in MINISTRY)
    concerned = viewer == step.carrier and step.act in {"ask", "remove"}
    return not oversees and not concerned and bool(hidden or viewer.carrier not in known)


def two_worlds(
    before: list[Step], hidden: Step, after: list[Step], viewer: Viewer
) -> tuple[Any, Any]:
    """What `viewer` observes in a world without the `hidden` step, and in one with it."""
    shown: list[dict[str, Any]] = []
    for world in (World(), World()):
        for number, step in enumerate([*BEGINNING, *before]):
            world.happen(number, step)
        if shown:
            given = world.happen(HIDDEN, hidden)
            assume(given is not None and is_hidden_from(viewer, hidden, given, world))
        mine = range(AFTER, AFTER + len(after))
        for number, step in zip(mine, after, strict=True):
            world.happen(number, replace(step, by=viewer))
        shown.append(world.shown_to(viewer, mine))
    return shown[0], shown[1]


def quickly(examples: int) -> settings:
    unhealthy = [HealthCheck.filter_too_much, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=unhealthy)


@quickly(WORLDS)
@given(
    before=st.lists(steps(), max_size=6),
    hidden=steps(),
    after=st.lists(steps(), max_size=4),
    viewer=st.sampled_from(VIEWERS),
)
def test_what_is_hidden_changes_nothing_that_is_observed(
    before: list[Step], hidden: Step, after: list[Step], viewer: Viewer
) -> None:
    without, with_it = two_worlds(before, hidden, after, viewer)

    assert with_it == without


@quickly(WORLDS // 2)
@given(
    before=st.lists(steps_of_members(), max_size=3),
    hidden=steps_of_members(),
    after=st.lists(steps_in_a_group(), min_size=1, max_size=3),
)
def test_who_else_belongs_changes_nothing_for_a_member_that_is_not_to_know(
    before: list[Step], hidden: Step, after: list[Step]
) -> None:
    without, with_it = two_worlds(before, hidden, after, IIJ)

    assert with_it == without


@quickly(WORLDS // 2)
@given(
    before=st.lists(steps_of_shares(), max_size=3),
    hidden=steps_of_shares(),
    viewer=st.sampled_from(VIEWERS),
)
def test_what_others_share_changes_nothing(
    before: list[Step], hidden: Step, viewer: Viewer
) -> None:
    without, with_it = two_worlds(before, hidden, [], viewer)

    assert with_it == without


@pytest.mark.parametrize("viewer", VIEWERS, ids=str)
def test_what_is_seen_does_change_what_is_observed(viewer: Viewer) -> None:
    world = World()
    for number, step in enumerate(BEGINNING):
        world.happen(number, step)
    before = world.shown_to(viewer, ())
    assert world.happen(HIDDEN, a_step("set", SECRETARIAT, scope=ScopeId("public")))

    assert world.shown_to(viewer, ()) != before
