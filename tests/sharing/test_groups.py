from collections.abc import Callable

import pytest

from corpus.errors import InputRefused, UnknownCarrier
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Viewer
from sharing.errors import MayNotShare, UnknownGroup
from sharing.group import Act, Group, GroupId
from sharing.groups import LONGEST, GroupStore
from tests.examples import NOW
from tests.sharing.examples import (
    COMMITTEE,
    DOCOMO,
    EVERYONE,
    IIJ,
    KDDI,
    LATER,
    MINEO,
    SHARED,
    Office,
)


@pytest.fixture
def groups() -> GroupStore:
    return Office().groups


def made(
    groups: GroupStore, by: Viewer = KDDI, *members: Viewer, hidden: bool = False, **told: bool
) -> GroupId:
    """A group kept by `by`, to which `members` belong too."""
    ministry = told.get("ministry", by == SECRETARIAT)
    group = groups.make("学びの会", by, NOW, hidden=hidden, ministry=ministry)
    for member in members:
        groups.ask(group.id, carrier(member), by, NOW)
        groups.join(group.id, member, NOW)
    return group.id


def carrier(viewer: Viewer) -> CarrierId:
    assert viewer.carrier is not None
    return viewer.carrier


def test_a_carrier_that_makes_a_group_belongs_to_it(groups: GroupStore) -> None:
    group = groups.make(" 学びの会 ", KDDI, NOW, hidden=False, ministry=False)

    assert group == Group(
        id=GroupId("G-1"),
        title="学びの会",
        keeper=KDDI,
        members_hidden=False,
        ministry=False,
        members=(CarrierId("kddi"),),
        asked=(),
        mine=Act.JOINED,
    )


def test_the_secretariat_keeps_groups_and_belongs_to_none(groups: GroupStore) -> None:
    group = groups.make("会", SECRETARIAT, NOW, hidden=True, ministry=True)

    assert (group.members, group.mine) == ((), None)


@pytest.mark.parametrize("by", [COMMITTEE, EVERYONE, Viewer.parse("auditor")])
def test_others_keep_no_groups(groups: GroupStore, by: Viewer) -> None:
    with pytest.raises(MayNotShare, match=str(by)):
        groups.make("会", by, NOW, hidden=False, ministry=True)


@pytest.mark.parametrize(
    ("title", "by", "ministry", "code"),
    [
        (" ", KDDI, True, "empty_text"),
        ("会" * (LONGEST + 1), KDDI, True, "too_long"),
        ("会", SECRETARIAT, False, "ministry_keeps"),
    ],
)
def test_a_group_that_cannot_be_is_refused(
    groups: GroupStore, title: str, by: Viewer, ministry: bool, code: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        groups.make(title, by, NOW, hidden=False, ministry=ministry)
    assert refused.value.code == code


def test_who_was_asked_knows_the_group_and_belongs_once_it_agrees(groups: GroupStore) -> None:
    group = made(groups)
    groups.ask(group, carrier(IIJ), KDDI, NOW)

    before = groups.get(group, IIJ, NOW)
    assert (before.mine, before.members, before.asked) == (Act.ASKED, None, None)
    assert groups.members(group, NOW) == ("kddi",)

    after = groups.join(group, IIJ, NOW)
    assert (after.mine, after.members, after.asked) == (Act.JOINED, ("iij", "kddi"), None)


def test_members_do_not_learn_who_belongs_where_that_is_hidden(groups: GroupStore) -> None:
    group = made(groups, KDDI, IIJ, hidden=True)

    assert groups.get(group, IIJ, NOW).members is None
    assert groups.get(group, KDDI, NOW).members == ("iij", "kddi")


def test_a_group_without_the_ministry_is_unknown_to_it(groups: GroupStore) -> None:
    group = made(groups, KDDI, IIJ)

    for viewer in (SECRETARIAT, COMMITTEE, DOCOMO, EVERYONE):
        with pytest.raises(UnknownGroup, match=group):
            groups.get(group, viewer, NOW)
        assert groups.list(viewer, NOW) == ()


def test_a_group_with_the_ministry_is_known_to_it(groups: GroupStore) -> None:
    group = made(groups, KDDI, IIJ, hidden=True, ministry=True)

    for viewer in (SECRETARIAT, COMMITTEE):
        assert groups.get(group, viewer, NOW).members == ("iij", "kddi")
    assert [one.id for one in groups.list(SECRETARIAT, NOW)] == [group]


def test_who_left_knows_the_group_no_longer(groups: GroupStore) -> None:
    group = made(groups, KDDI, IIJ)

    groups.leave(group, IIJ, SHARED)

    with pytest.raises(UnknownGroup):
        groups.get(group, IIJ, SHARED)
    assert groups.members(group, SHARED) == ("kddi",)
    assert groups.members(group, NOW) == ("iij", "kddi")
    assert groups.get(group, IIJ, NOW).mine is Act.JOINED


def test_who_was_taken_out_may_be_asked_again(groups: GroupStore) -> None:
    group = made(groups, KDDI, IIJ)

    assert groups.remove(group, carrier(IIJ), KDDI, SHARED).members == ("kddi",)
    assert groups.ask(group, carrier(IIJ), KDDI, LATER).asked == ("iij",)


def test_a_group_is_not_there_before_it_was_made(groups: GroupStore) -> None:
    group = groups.make("会", KDDI, SHARED, hidden=False, ministry=False)

    assert groups.list(KDDI, NOW) == ()
    with pytest.raises(UnknownGroup):
        groups.get(group.id, KDDI, NOW)


Does = Callable[[GroupStore, GroupId], object]


@pytest.mark.parametrize(
    ("does", "code"),
    [
        (lambda groups, group: groups.ask(group, carrier(IIJ), KDDI, NOW), "already_in_group"),
        (lambda groups, group: groups.ask(group, carrier(KDDI), KDDI, NOW), "already_in_group"),
        (lambda groups, group: groups.remove(group, carrier(DOCOMO), KDDI, NOW), "not_in_group"),
        (lambda groups, group: groups.join(group, IIJ, NOW), "not_asked"),
        (lambda groups, group: groups.join(group, KDDI, NOW), "not_asked"),
    ],
)
def test_what_makes_no_sense_is_refused(groups: GroupStore, does: Does, code: str) -> None:
    group = made(groups, KDDI, IIJ)

    with pytest.raises(InputRefused) as refused:
        does(groups, group)
    assert (refused.value.code, refused.value.where) == (code, group)


def test_a_keeper_that_left_has_left(groups: GroupStore) -> None:
    group = made(groups, KDDI)
    groups.leave(group, KDDI, NOW)

    with pytest.raises(InputRefused, match="not_in_group"):
        groups.leave(group, KDDI, NOW)


def test_the_secretariat_leaves_no_group(groups: GroupStore) -> None:
    group = made(groups, SECRETARIAT)

    with pytest.raises(InputRefused, match="not_in_group"):
        groups.leave(group, SECRETARIAT, NOW)
    with pytest.raises(InputRefused, match="not_asked"):
        groups.join(group, SECRETARIAT, NOW)


@pytest.mark.parametrize("written", ["G-7", "G-0", "G-", "L-1", "G-1.1", "G-٣", ""])
def test_a_group_that_is_not_there_is_not_known(groups: GroupStore, written: str) -> None:
    with pytest.raises(UnknownGroup):
        groups.get(GroupId(written), KDDI, NOW)


def test_only_its_keeper_says_who_is_asked(groups: GroupStore) -> None:
    group = made(groups, KDDI, IIJ, ministry=True)

    for by in (IIJ, SECRETARIAT):
        with pytest.raises(MayNotShare):
            groups.ask(group, carrier(DOCOMO), by, NOW)
        with pytest.raises(MayNotShare):
            groups.remove(group, carrier(IIJ), by, NOW)


def test_who_is_asked_must_be_registered(groups: GroupStore) -> None:
    with pytest.raises(UnknownCarrier):
        groups.ask(made(groups), CarrierId("mars"), KDDI, NOW)


def test_numbers_that_are_taken_are_not_given_again() -> None:
    numbers = iter([5, 5, 5, 9])
    office = Office(draw=lambda below: next(numbers))

    assert [made(office.groups), made(office.groups, MINEO)] == ["G-5", "G-9"]


def test_where_all_numbers_are_taken_more_are_drawn_from() -> None:
    office, asked = Office(), list[int]()

    def draw(below: int) -> int:
        asked.append(below)
        return 1 if below == 10_000 else 2

    office.draw = draw
    assert [made(office.groups), made(office.groups)] == ["G-1", "G-2"]
    assert set(asked) == {10_000, 100_000}
