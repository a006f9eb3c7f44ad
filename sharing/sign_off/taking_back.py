"""Take a lesson back: recall a version from those who got it, correct it, withdraw it whole.

A version that is taken back is not sent again. Whoever may have got it is asked to confirm that
it was deleted or replaced; what was never sent is withdrawn, not recalled.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.viewer import SECRETARIAT, Audience, Role, Viewer
from sharing.desk import SharingDesk
from sharing.errors import MayNotSignOff
from sharing.numbers import numbers_of
from sharing.persons import person_named
from sharing.reason import reason
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from sharing.share import Decider
from sharing.sign_off.desk import Signer
from sharing.sign_off.recall import Confirmation, Confirmed, Recall
from sharing.sign_off.recalled import RecallStore
from sharing.sign_off.record import Deed
from sharing.sign_off.states import TAKES, Act
from sharing.sign_off.store import SignOffs
from triage.errors import UnknownLesson
from triage.lessons.lesson import Lesson, LessonId
from triage.lessons.store import Kept, LessonStore


class Deliveries(Protocol):
    """What was sent, and what still waits to be."""

    def take_back(
        self, version: LessonId, scopes: Collection[ScopeId], now: datetime
    ) -> frozenset[Audience]:
        """Let nothing more of a version go to `scopes`; who may have got it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken back: the lesson as it stands now, what was recalled, and of how many scopes.

    `ended`: how many sign-offs ended with it.
    """

    lesson: LessonId
    recalls: tuple[Recall, ...]
    scopes: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    """Where lessons of one database are taken back."""

    db: Database
    sharing: SharingDesk
    sign_offs: SignOffs
    deliveries: Deliveries

    @property
    def recalls(self) -> RecallStore:
        """The recalls on record."""
        return RecallStore(self.db)

    def recall(self, lesson_id: LessonId, due: datetime, signer: Signer) -> Taken:
        """Take one version (or every version) of a lesson back from those who got it.

        Raises:
            UnknownLesson: there is none for the signer.
            MayNotSignOff: it is not for the signer to take back.
            InputRefused: it was never sent, is recalled already, the date is past, or the reason
                or the name is missing or too long.
        """
        with transaction(self.db):
            kept = self._kept(lesson_id, due, signer)
            named = numbers_of(lesson_id)[1]
            versions = [
                each.version
                for each in LessonStore(self.db).history(kept.id, signer.by)
                if named in {None, each.version}
            ]
            found = [self._recall(kept.id, each, None, due, signer) for each in versions]
            done = [one for one in found if one is not None]
            if not done:
                known = self.recalls.list(signer.by, lesson_id)
                raise InputRefused("already_recalled" if known else "never_sent", lesson_id)
            ended = sum(self._end(one.version, signer, sent=True) for one in done)
            scopes = self._unshared(kept.id, {one.version for one in done}, signer)
            recalls = tuple(done)
            return Taken(lesson=kept.version_id, recalls=recalls, scopes=scopes, ended=ended)

    def correct(self, lesson_id: LessonId, lesson: Lesson, due: datetime, signer: Signer) -> Taken:
        """Put a corrected version in the place of all before it, which are taken back.

        Raises:
            UnknownLesson, MayNotSignOff: as `recall`.
            MayNotReview: `lesson` is drawn from another account.
            InputRefused: nothing differs, the date is past, or the reason or the name is missing
                or too long.
        """
        with transaction(self.db):
            kept = self._kept(lesson_id, due, signer)
            new = LessonStore(self.db).revise(kept.id, lesson, signer.by, signer.now)
            if new.version <= kept.version:
                raise InputRefused("no_difference", kept.version_id)
            return self._taken(new, new.version_id, due, signer)

    def withdraw(self, lesson_id: LessonId, due: datetime, signer: Signer) -> Taken:
        """Take a lesson back whole: its scopes, its sign-offs, and every version that was sent.

        Raises:
            UnknownLesson, MayNotSignOff: as `recall`.
            InputRefused: there is nothing to take back, the date is past, or the reason or the
                name is missing or too long.
        """
        with transaction(self.db):
            kept = self._kept(lesson_id, due, signer)
            taken = self._taken(kept, None, due, signer)
            if not (taken.recalls or taken.scopes or taken.ended):
                raise InputRefused("nothing_to_withdraw", kept.id)
            return taken

    def confirm(
        self,
        version: LessonId,
        said: Confirmed,
        signer: Signer,
        recipient: Audience | None = None,
    ) -> Recall:
        """Confirm what was done with a version that was recalled, for the signer itself.

        Where `recipient` is no viewer (a maker, the public), whoever recalled it writes down what
        it was told, or did itself, in words.

        Raises:
            UnknownLesson: no such version was recalled from it, or by whom it is written down.
            MayNotSignOff: `recipient` answers for itself.
            InputRefused: it confirmed already, there is nothing to replace it by, or the name or
                the words are missing or too long.
        """
        mine = Audience(str(signer.by)) if recipient is None else recipient
        if recipient is not None:
            _check_written_down(recipient, signer)
        with transaction(self.db):
            found = [
                one for one in self.recalls.list(signer.by, version) if mine in one.recipients
            ]
            if not found or numbers_of(version)[1] is None:
                raise UnknownLesson(version)
            open_ones = [one for one in found if one.recipients[mine] is None]
            if not open_ones:
                raise InputRefused("already_confirmed", version)
            told = Confirmation(
                said=said,
                words=reason(signer.words) if signer.words.strip() else "",
                person=person_named(signer.person),
                told_by=signer.by,
                at=signer.now,
            )
            for one in open_ones:
                if said is Confirmed.REPLACED and one.replacement is None:
                    raise InputRefused("no_replacement", version)
                self.recalls.confirm(one, mine, told)
            return self.recalls.list(signer.by, version)[-1]

    def _kept(self, lesson_id: LessonId, due: datetime, signer: Signer) -> Kept:
        """The latest version of the lesson, which the signer may take back."""
        person_named(signer.person)
        reason(signer.words)
        if due <= signer.now:
            raise InputRefused("due_past", "due")
        if signer.by.role not in {Role.SECRETARIAT, Role.CARRIER}:
            raise MayNotSignOff(f"{signer.by}, {lesson_id}")
        store = LessonStore(self.db)
        return store.get(store.get(lesson_id, signer.by).id, signer.by)

    def _taken(
        self, kept: Kept, replacement: LessonId | None, due: datetime, signer: Signer
    ) -> Taken:
        """`kept`, all that was before `replacement` taken back (None: its own version too)."""
        last = kept.version if replacement is None else kept.version - 1
        found = {
            each: self._recall(kept.id, each, replacement, due, signer)
            for each in range(1, last + 1)
        }
        ended = sum(
            self._end(LessonId(f"{kept.id}.{each}"), signer, sent=one is not None)
            for each, one in found.items()
        )
        scopes = self._unshared(kept.id, {LessonId(f"{kept.id}.{each}") for each in found}, signer)
        recalls = tuple(one for one in found.values() if one is not None)
        return Taken(lesson=kept.version_id, recalls=recalls, scopes=scopes, ended=ended)

    def _recall(
        self,
        lesson: LessonId,
        version: int,
        replacement: LessonId | None,
        due: datetime,
        signer: Signer,
    ) -> Recall | None:
        """The recall of a version from those who may have got it; None: nobody did, or it is."""
        about = LessonId(f"{lesson}.{version}")
        reached = self.deliveries.take_back(about, _scopes_of(signer.by), signer.now)
        keeper = Audience(str(signer.by))
        known = any(one.keeper == keeper for one in self.recalls.list(signer.by, about))
        if not reached or known:
            return None
        new = Recall(
            version=about,
            replacement=replacement,
            recipients=dict.fromkeys(sorted(reached)),
            keeper=keeper,
            due=due,
            why=reason(signer.words),
            person=person_named(signer.person),
            told_by=signer.by,
            at=signer.now,
        )
        self.recalls.keep(new)
        return new.seen_by(signer.by)

    def _end(self, version: LessonId, signer: Signer, *, sent: bool) -> int:
        """End the sign-offs of a version that the signer keeps; how many ended."""
        act = Act.RECALL if sent else Act.WITHDRAW
        mine = [
            one
            for one in self.sign_offs.list(signer.by, version)
            if one.keeps(signer.by) and act in TAKES[one.standing().state]
        ]
        for one in mine:
            deed = Deed(
                act=act,
                party=None,
                person=person_named(signer.person),
                words=reason(signer.words),
                told_by=signer.by,
                at=signer.now,
            )
            self.sign_offs.add(one, deed)
        return len(mine)

    def _unshared(self, lesson: LessonId, versions: Collection[LessonId], signer: Signer) -> int:
        """Take back the scopes that the signer gave these versions; how many there were."""
        decider = Decider(by=signer.by, now=signer.now, why=reason(signer.words))
        standing = self.sharing.shares.standing(lesson, signer.by, signer.now)
        mine = [
            one
            for one in standing
            if one.lesson in versions and one.share.scope in _scopes_of(signer.by)
        ]
        for one in mine:
            self.sharing.withdraw(lesson, one.key, decider)
        return len(mine)


def _check_written_down(recipient: Audience, signer: Signer) -> None:
    """Pass where somebody else may write down what `recipient` said.

    Raises:
        MayNotSignOff: it answers for itself, or the signer did not take it back.
        InputRefused: the words are missing or too long.
    """
    role = recipient.partition(":")[0]
    if signer.by != SECRETARIAT or role in set(Role) - {Role.PUBLIC}:
        raise MayNotSignOff(f"{signer.by}, {recipient}")
    reason(signer.words)


def _scopes_of(viewer: Viewer) -> frozenset[ScopeId]:
    """The scopes that are the ministry's to take back from, or a carrier's own."""
    ministry = viewer == SECRETARIAT
    return frozenset(scope.id for scope in load_scopes().values() if scope.ministry is ministry)
