"""Groups (集まり) of carriers that lessons are shared in: who belongs, by whose word.

A group is known to who keeps it and to the carriers that were asked in; one that has the
ministry, to the secretariat and the committee as well. A carrier belongs when it was asked in and
agreed, and as long as it has not left. Where `members_hidden`, members do not learn who else does.
Rows are only ever added. Numbers are drawn at random: a row of them would tell of other groups.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import Role, Viewer
from sharing.errors import MayNotShare, UnknownGroup
from sharing.group import Act, Group, GroupId
from sharing.moments import written
from sharing.register import Register
from triage.lessons.store import DRAWN_FROM, random_number

_WRITTEN = re.compile(r"G-([1-9]\d{0,9})", re.ASCII)
_TRIES = 32
LONGEST = 200
"""Characters of a title."""
_KEEPERS = frozenset({Role.SECRETARIAT, Role.CARRIER})
_MINISTRY = frozenset({Role.SECRETARIAT, Role.COMMITTEE})


class GroupStore:
    """The groups in one database."""

    def __init__(
        self, db: Database, register: Register, draw: Callable[[int], int] = random_number
    ) -> None:
        self._db = db
        self._register = register
        self._draw = draw

    def make(
        self, title: str, by: Viewer, now: datetime, *, hidden: bool, ministry: bool
    ) -> Group:
        """A new group kept by `by`; a carrier that makes one belongs to it.

        Raises:
            MayNotShare: `by` keeps no groups.
            InputRefused: the title is missing or too long; the secretariat is the ministry's.
        """
        if by.role not in _KEEPERS:
            raise MayNotShare(str(by))
        if not title.strip():
            raise InputRefused("empty_text", "title")
        if len(title) > LONGEST:
            raise InputRefused("too_long", "title")
        if not ministry and by.role is Role.SECRETARIAT:
            raise InputRefused("ministry_keeps", "title")
        with transaction(self._db):
            number = self._free_number()
            self._db.conn.execute(
                "INSERT INTO sharing_groups(number, title, keeper, members_hidden, ministry, at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (number, title.strip(), str(by), hidden, ministry, written(now)),
            )
            group_id = GroupId(f"G-{number}")
            if by.carrier is not None:
                self._say(group_id, (by.carrier, Act.JOINED), by, now)
            return self.get(group_id, by, now)

    def get(self, group_id: GroupId, viewer: Viewer, now: datetime) -> Group:
        """The group as `viewer` knows it at `now`.

        Raises:
            UnknownGroup: no group that this viewer may see has that id.
        """
        for group in self._groups(viewer, now, "g.number = :number", _number(group_id)):
            return group
        raise UnknownGroup(group_id)

    def list(self, viewer: Viewer, now: datetime) -> tuple[Group, ...]:
        """The groups that `viewer` may see, by title."""
        return tuple(self._groups(viewer, now, "1", None))

    def ask(self, group_id: GroupId, carrier: CarrierId, by: Viewer, now: datetime) -> Group:
        """Ask `carrier` into a group; it belongs once it agrees.

        Raises:
            UnknownGroup: `by` may not see it, or there is none.
            MayNotShare: `by` does not keep it.
            UnknownCarrier: there is no such carrier.
            InputRefused: it was asked already, or belongs.
        """
        with transaction(self._db):
            self._kept(group_id, by, now)
            self._register.get(carrier)
            if self._last(group_id, now).get(carrier) in {Act.ASKED, Act.JOINED}:
                raise InputRefused("already_in_group", group_id)
            self._say(group_id, (carrier, Act.ASKED), by, now)
            return self.get(group_id, by, now)

    def remove(self, group_id: GroupId, carrier: CarrierId, by: Viewer, now: datetime) -> Group:
        """Take `carrier` out of a group, or take back that it was asked.

        Raises:
            UnknownGroup: `by` may not see it, or there is none.
            MayNotShare: `by` does not keep it.
            InputRefused: it neither belongs nor was asked.
        """
        with transaction(self._db):
            self._kept(group_id, by, now)
            if self._last(group_id, now).get(carrier) not in {Act.ASKED, Act.JOINED}:
                raise InputRefused("not_in_group", group_id)
            self._say(group_id, (carrier, Act.REMOVED), by, now)
            return self.get(group_id, by, now)

    def join(self, group_id: GroupId, by: Viewer, now: datetime) -> Group:
        """Agree to belong to a group that one was asked into.

        Raises:
            UnknownGroup: `by` may not see it, or there is none.
            InputRefused: it was not asked, or belongs already.
        """
        with transaction(self._db):
            if self.get(group_id, by, now).mine is not Act.ASKED or by.carrier is None:
                raise InputRefused("not_asked", group_id)
            self._say(group_id, (by.carrier, Act.JOINED), by, now)
            return self.get(group_id, by, now)

    def leave(self, group_id: GroupId, by: Viewer, now: datetime) -> None:
        """Belong to a group no longer, or decline to: it is not seen again.

        Raises:
            UnknownGroup: `by` may not see it, or there is none.
            InputRefused: it neither belongs nor was asked.
        """
        with transaction(self._db):
            self.get(group_id, by, now)
            mine = self._last(group_id, now).get(by.carrier) if by.carrier else None
            if by.carrier is None or mine not in {Act.ASKED, Act.JOINED}:
                raise InputRefused("not_in_group", group_id)
            self._say(group_id, (by.carrier, Act.LEFT), by, now)

    def members(self, group_id: GroupId, now: datetime) -> tuple[CarrierId, ...]:
        """Who belongs at `now`. Internal: it takes no viewer, and is shown to none."""
        return _who(self._last(group_id, now), Act.JOINED)

    def _kept(self, group_id: GroupId, by: Viewer, now: datetime) -> Group:
        group = self.get(group_id, by, now)
        if group.keeper != by:
            raise MayNotShare(str(by))
        return group

    def _groups(
        self, viewer: Viewer, now: datetime, where: str, number: int | None
    ) -> Iterable[Group]:
        rows = self._db.execute(
            f"""SELECT number, title, keeper, members_hidden, ministry FROM sharing_groups g
                WHERE {where} AND at <= :now ORDER BY title, number""",
            {"number": number, "now": written(now)},
        )
        for row in rows.fetchall():
            group = self._known(row, viewer, now)
            if group is not None:
                yield group

    def _known(self, row: tuple[Any, ...], viewer: Viewer, now: datetime) -> Group | None:
        """The group of a row, as `viewer` knows it; None: it does not."""
        said = self._last(GroupId(f"G-{row[0]}"), now)
        keeper, mine = Viewer.parse(row[2]), said.get(viewer.carrier) if viewer.carrier else None
        oversees = keeper == viewer or (bool(row[4]) and viewer.role in _MINISTRY)
        if not oversees and mine not in {Act.ASKED, Act.JOINED}:
            return None
        told = oversees or (mine is Act.JOINED and not row[3])
        return Group(
            id=GroupId(f"G-{row[0]}"),
            title=row[1],
            keeper=keeper,
            members_hidden=bool(row[3]),
            ministry=bool(row[4]),
            members=_who(said, Act.JOINED) if told else None,
            asked=_who(said, Act.ASKED) if oversees else None,
            mine=mine,
        )

    def _last(self, group_id: GroupId, now: datetime) -> dict[CarrierId, Act]:
        """What was said last of each carrier, up to `now`."""
        rows = self._db.execute(
            "SELECT carrier, act FROM sharing_group_members WHERE grp = ? AND at <= ? ORDER BY id",
            (_number(group_id), written(now)),
        )
        return {CarrierId(carrier): Act(act) for carrier, act in rows}

    def _say(
        self, group_id: GroupId, said: tuple[CarrierId, Act], by: Viewer, now: datetime
    ) -> None:
        carrier, act = said
        self._db.conn.execute(
            "INSERT INTO sharing_group_members(grp, carrier, act, told_by, at) "
            "VALUES (?, ?, ?, ?, ?)",
            (_number(group_id), carrier, act, str(by), written(now)),
        )

    def _free_number(self) -> int:
        below = DRAWN_FROM
        while True:
            for _ in range(_TRIES):
                number = self._draw(below)
                sql = "SELECT 1 FROM sharing_groups WHERE number = ?"
                if self._db.execute(sql, (number,)).fetchone() is None:
                    return number
            below *= 10


def _number(group_id: GroupId) -> int:
    found = _WRITTEN.fullmatch(group_id)
    if found is None:
        raise UnknownGroup(group_id)
    return int(found[1])


def _who(said: dict[CarrierId, Act], act: Act) -> tuple[CarrierId, ...]:
    return tuple(sorted(carrier for carrier, last in said.items() if last is act))
