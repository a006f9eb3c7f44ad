"""Decide who gets a lesson: set a scope, widen it, withdraw it, edit whom it reaches.

Nothing that a decider may not see changes what it is told: what it oversees is all that counts.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.japan import JST
from corpus.viewer import Audience, Role
from sharing.door import Share
from sharing.errors import MayNotShare
from sharing.facts import facts_of
from sharing.group import Act as Membership
from sharing.group import GroupId
from sharing.groups import GroupStore
from sharing.members_only import check_open
from sharing.presets import check_conditions, conditions_told, wanted_by
from sharing.reason import reason
from sharing.recipients import Recipient, check_recipient, reaches, recipients_of
from sharing.register import Register
from sharing.scope import Asks, Scope, ScopeId
from sharing.scope_file import find_preset, find_scope, load_presets, load_scopes
from sharing.share import Act, Decider, Edit, EditAct, KeptShare, Proposed, Wanted
from sharing.standing import says_the_same
from sharing.store import ShareStore
from sharing.terms import terms_of
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId
from triage.lessons.store import Kept, LessonStore

_MINISTRY = frozenset({Audience(Role.SECRETARIAT), Audience(Role.COMMITTEE)})

Key = tuple[ScopeId, GroupId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingDesk:
    """Where people decide who gets the lessons of one database; who `opted_out` gets none."""

    db: Database
    register: Register
    groups: GroupStore
    shares: ShareStore
    opted_out: frozenset[CarrierId] = frozenset()

    def recipients(
        self, lesson_id: LessonId, wanted: Wanted, decider: Decider
    ) -> tuple[Recipient, ...]:
        """Whom `wanted` would reach; nothing is kept.

        Raises:
            UnknownLesson, UnknownScope, UnknownGroup, UnknownCarrier: there is none for it.
            MayNotShare: the decider may not decide that scope.
            InputRefused: it cannot be done as it is wanted.
        """
        drafted, scope = self._drafted(lesson_id, wanted.scope, decider)
        if self._hidden(wanted.group, decider):
            raise InputRefused("members_hidden", scope.id)
        return self._reached(drafted, scope, wanted, decider)

    def set(self, lesson_id: LessonId, wanted: Wanted, decider: Decider) -> KeptShare:
        """Give a lesson a scope, or change the terms of one that it has.

        Raises:
            UnknownLesson, UnknownScope, UnknownGroup, UnknownCarrier, MayNotShare: as
                `recipients`.
            InputRefused: as `recipients`; or it has that scope already, as it is wanted.
        """
        with transaction(self.db):
            return self._set(self._new(lesson_id, wanted, decider), wanted, decider)

    def propose(
        self, lesson_id: LessonId, proposed: Proposed, decider: Decider
    ) -> tuple[KeptShare, ...]:
        """Give a lesson the scopes of a preset, all or none.

        Raises:
            UnknownPreset: nothing of that name was proposed.
            UnknownLesson, UnknownGroup, UnknownCarrier, MayNotShare: as `recipients`.
            InputRefused: as `set`; or a condition of the proposal does not hold.
        """
        preset = find_preset(load_presets(), proposed.preset)
        with transaction(self.db):
            drafted, _ = self._drafted(lesson_id, preset.steps[0].scope, decider)
            facts = facts_of(self.db, drafted.lesson, decider.by, self.register, proposed.named)
            found = conditions_told(drafted.lesson, facts, self.register, _day(decider))
            check_conditions(preset, proposed, found)
            told = []
            for step in preset.steps:
                wanted = wanted_by(step, proposed, decider.now)
                new = replace(self._new(lesson_id, wanted, decider), preset=preset.id)
                told.append(self._set(new, wanted, decider))
            return tuple(told)

    def widen(self, lesson_id: LessonId, of: Key, wanted: Wanted, decider: Decider) -> KeptShare:
        """Give a lesson a scope that reaches all that the scope `of` does, and more.

        Raises:
            UnknownLesson, UnknownScope, UnknownGroup, UnknownCarrier, MayNotShare: as
                `recipients`.
            InputRefused: as `set`; or it does not have the scope `of`, or that is no wider.
        """
        with transaction(self.db):
            new = replace(self._new(lesson_id, wanted, decider), act=Act.WIDEN, widened=of[0])
            before = self._standing(lesson_id, of, decider)
            if before.recipients is None or self._hidden(wanted.group, decider):
                raise InputRefused("members_hidden", of[0])
            wider, narrow = new.recipients or {}, before.recipients
            if not reaches(wider, narrow) or reaches(narrow, wider):
                raise InputRefused("not_wider", of[0], scope=wanted.scope)
            return self._set(new, wanted, decider)

    def withdraw(
        self, lesson_id: LessonId, of: Key | None, decider: Decider
    ) -> tuple[KeptShare, ...]:
        """Take back one scope of a lesson, or all (None) that the decider may take back.

        Raises:
            UnknownLesson, UnknownScope: there is none for it.
            MayNotShare: it may not decide that scope, or not about that lesson.
            InputRefused: the lesson does not have it, or has it no longer.
        """
        with transaction(self.db):
            if of is not None:
                self._drafted(lesson_id, of[0], decider)
                found = [self._standing(lesson_id, of, decider)]
            else:
                found = self._all_standing(lesson_id, decider)
            return tuple(self._withdraw(one, decider) for one in found)

    def edit(
        self, lesson_id: LessonId, of: Key, change: tuple[EditAct, Audience], decider: Decider
    ) -> KeptShare:
        """Add a recipient to a scope of a lesson, or take one away; it is kept, with the reason.

        Raises:
            UnknownLesson, UnknownScope, UnknownCarrier: there is none for it.
            MayNotShare: the decider may not decide that scope.
            InputRefused: the lesson does not have the scope, whom it reaches is not for people to
                say, or it is as they say already.
        """
        act, audience = change
        with transaction(self.db):
            _, scope = self._drafted(lesson_id, of[0], decider)
            kept = self._standing(lesson_id, of, decider)
            if scope.audiences or scope.asks is Asks.GROUP:
                raise InputRefused("no_edits", scope.id)
            check_recipient(audience, scope, self.register)
            if act is EditAct.ADD:
                check_open(self.db, kept.lesson)
            if act is EditAct.ADD and audience in kept.share.recipients:
                raise InputRefused("already_recipient", scope.id, recipient=audience)
            if act is EditAct.REMOVE and audience not in kept.share.recipients:
                raise InputRefused("not_recipient", scope.id, recipient=audience)
            edit = Edit(
                act=act,
                audience=audience,
                why=reason(decider.why),
                told_by=decider.by,
                at=decider.now,
            )
            self.shares.edit(kept, edit)
            return self._standing(lesson_id, of, decider)

    def _drafted(
        self, lesson_id: LessonId, scope_id: ScopeId, decider: Decider
    ) -> tuple[Kept, Scope]:
        """The lesson, and a scope, that the decider may decide about."""
        scope = find_scope(load_scopes(), scope_id)
        if decider.by.role not in scope.set_by:
            raise MayNotShare(f"{decider.by}, {scope.id}")
        return self._whole(lesson_id, decider), scope

    def _whole(self, lesson_id: LessonId, decider: Decider) -> Kept:
        """The lesson, which the decider must see whole."""
        try:
            return LessonStore(self.db).get(lesson_id, decider.by)
        except UnknownLesson:
            self.shares.seen(lesson_id, decider.by, decider.now)
        raise MayNotShare(f"{decider.by}, {lesson_id}")

    def _new(self, lesson_id: LessonId, wanted: Wanted, decider: Decider) -> KeptShare:
        """The entry that `wanted` makes; it is not kept yet."""
        drafted, scope = self._drafted(lesson_id, wanted.scope, decider)
        terms = terms_of(scope, wanted, decider.now)
        found = self._reached(drafted, scope, wanted, decider)
        if not _MINISTRY.issuperset(one.audience for one in found):
            check_open(self.db, drafted.id)
        share = Share(
            scope=scope.id,
            group=wanted.group,
            version=drafted.version,
            grain=terms.grain,
            k=terms.k,
            release=terms.release,
            recipients=frozenset(one.audience for one in found),
            disclosed=scope.disclosed,
        )
        mine = frozenset({Audience(str(decider.by))})
        return KeptShare(
            lesson=drafted.version_id,
            act=Act.SET,
            share=share,
            widened=None,
            preset=None,
            why=reason(decider.why),
            told_by=decider.by,
            at=decider.now,
            recipients={one.audience: one.why for one in found},
            overseers=mine | _MINISTRY if scope.ministry else mine,
        )

    def _set(self, new: KeptShare, wanted: Wanted, decider: Decider) -> KeptShare:
        for before in self.shares.standing(new.lesson, decider.by, decider.now):
            if before.key == new.key and says_the_same(before, new, wanted):
                raise InputRefused("already_shared", new.share.scope)
        self.shares.keep(new, new.overseers)
        return self._standing(new.lesson, new.key, decider)

    def _withdraw(self, kept: KeptShare, decider: Decider) -> KeptShare:
        withdrawn = replace(
            kept.reaching({}),
            act=Act.WITHDRAW,
            why=reason(decider.why),
            told_by=decider.by,
            at=decider.now,
            widened=None,
            preset=None,
            edits=(),
            stands=False,
        )
        self.shares.keep(withdrawn, kept.overseers)
        return withdrawn

    def _standing(self, lesson_id: LessonId, of: Key, decider: Decider) -> KeptShare:
        """The entry of a scope that stands, as the decider oversees it."""
        found = [
            one for one in self.shares.entries(decider.by, decider.now, lesson_id) if one.key == of
        ]
        if not found or not found[-1].stands:
            raise InputRefused("already_withdrawn" if found else "not_shared", of[0])
        return found[-1]

    def _all_standing(self, lesson_id: LessonId, decider: Decider) -> list[KeptShare]:
        """All that the decider oversees and may decide of a lesson."""
        self._whole(lesson_id, decider)
        scopes = load_scopes()
        mine = [
            one
            for one in self.shares.entries(decider.by, decider.now, lesson_id)
            if one.share.scope in scopes and decider.by.role in scopes[one.share.scope].set_by
        ]
        standing = [one for one in mine if one.stands]
        if not standing:
            raise InputRefused("already_withdrawn" if mine else "not_shared", lesson_id)
        return standing

    def _reached(
        self, drafted: Kept, scope: Scope, wanted: Wanted, decider: Decider
    ) -> tuple[Recipient, ...]:
        named = wanted.named
        if wanted.group is not None and scope.asks is Asks.GROUP:
            self._check_group(wanted.group, scope, decider)
            named = replace(named, members=self.groups.members(wanted.group, decider.now))
        facts = facts_of(self.db, drafted.lesson, decider.by, self.register, named)
        facts = replace(facts, opted_out=self.opted_out)
        return recipients_of(scope, facts, self.register, _day(decider))

    def _check_group(self, group_id: GroupId, scope: Scope, decider: Decider) -> None:
        group = self.groups.get(group_id, decider.by, decider.now)
        if group.ministry != scope.ministry:
            raise InputRefused("wrong_group", scope.id, group=group_id)
        if decider.by.role is Role.CARRIER and group.mine is not Membership.JOINED:
            raise MayNotShare(f"{decider.by}, {group_id}")

    def _hidden(self, group_id: GroupId | None, decider: Decider) -> bool:
        """Whether the decider is not to know who belongs to the group."""
        if group_id is None:
            return False
        return self.groups.get(group_id, decider.by, decider.now).members is None


def _day(decider: Decider) -> date:
    """The day in Japan on which it is decided: by it go the classes of carriers."""
    return decider.now.astimezone(JST).date()
