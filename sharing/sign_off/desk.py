"""Put a release up for sign-off, answer for its originator, approve it, take it back.

Every step is checked and kept in one transaction: of two who say the same at once, one is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.traits import TraitStore
from corpus.viewer import PUBLIC, Audience, Role, Viewer, carrier_audience
from sharing.errors import MayNotSignOff
from sharing.group import GroupId
from sharing.members_only import check_open
from sharing.persons import person_named, same_person
from sharing.reason import reason
from sharing.register import Register
from sharing.release import Release, content_hash_of
from sharing.scope import ScopeId
from sharing.scope_file import find_scope, load_scopes
from sharing.share import KeptShare
from sharing.sign_off.recalled import is_recalled
from sharing.sign_off.record import Deed, SignOff, SignOffId
from sharing.sign_off.states import ANSWERS, TAKES, Act
from sharing.sign_off.store import NEW, SignOffs
from sharing.sign_off.texts import Anonymising, Words, words_by_name, words_of
from sharing.store import ShareStore
from triage.lessons.lesson import LessonId
from triage.lessons.store import LessonStore

_NEEDS_WORDS = frozenset({Act.ASK_CHANGE, Act.DISPUTE, Act.EXCEPT, Act.WITHDRAW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who says something: as which viewer, which person, in which words, and when."""

    by: Viewer
    person: str
    words: str = ""
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What shall be put up: the text of a lesson for one of its scopes, to be answered by `due`.

    `named`: with the name of its originator, as a famous case cannot be told otherwise.
    """

    lesson: LessonId
    scope: ScopeId
    group: GroupId | None = None
    due: datetime
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffDesk:
    """Where persons sign the lessons of one database off."""

    db: Database
    shares: ShareStore
    words: Anonymising
    register: Register
    sign_offs: SignOffs
    was_sent: Callable[[Release], bool] = lambda _: False

    def put_up(self, wish: Wish, signer: Signer) -> SignOff:
        """Ask the originators of a lesson for their word on its text for one scope.

        Raises:
            UnknownLesson, UnknownScope: there is none for the signer.
            MayNotSignOff: that scope is not for the signer to put up.
            InputRefused: the lesson does not have the scope, the gate holds the text back, it is
                for members only, was put up already or recalled, or the date is past.
        """
        new = self._new(wish, signer)
        with transaction(self.db):
            if is_recalled(self.db, new.release.lesson):
                raise InputRefused("already_recalled", new.release.lesson)
            if self._share(wish, signer) is None:
                raise InputRefused("not_shared", wish.scope)
            for one in self.sign_offs.of_release(new.release):
                if TAKES[one.standing().state]:
                    raise InputRefused("already_put_up", one.id)
            return self.sign_offs.keep(new)

    def say(
        self, sign_off_id: SignOffId, act: Act, signer: Signer, *, names: bool = False
    ) -> SignOff:
        """Say `act` of a sign-off; `names`: an originator agrees to be named.

        Raises:
            UnknownSignOff: the signer sees none of that id.
            MayNotSignOff: that is not for the signer to say.
            InputRefused: it may not be said now, the same person signed before, the words or the
                name are missing or too long, or it names an originator that did not agree to that.
        """
        with transaction(self.db):
            found = self.sign_offs.seen(sign_off_id, signer.by)
            party = self._party(found, act, signer.by)
            stands = found.standing(signer.now)
            stands.check(act, party, found.id)
            self._check(found, act, names=names)
            person = person_named(signer.person)
            if act is Act.APPROVE and any(same_person(person, one) for one in stands.signed):
                raise InputRefused("same_person", found.id)
            deed = Deed(
                act=act,
                party=party,
                person=person,
                words=_words_said(act, signer.words),
                told_by=signer.by,
                at=signer.now,
            )
            return self.sign_offs.add(found, deed)

    def _check(self, found: SignOff, act: Act, *, names: bool) -> None:
        if act in {Act.ACCEPT, Act.APPROVE}:
            check_open(self.db, found.release.lesson)
        if found.named and (act is Act.EXCEPT or (act is Act.ACCEPT and not names)):
            raise InputRefused("names_originator", found.id)
        if names and not (found.named and act is Act.ACCEPT):
            raise InputRefused("names_nobody", found.id)
        if act is Act.RECALL or (act is Act.WITHDRAW and self.was_sent(found.release)):
            raise InputRefused("recall_lesson", found.id, lesson=found.release.lesson)

    @staticmethod
    def _party(found: SignOff, act: Act, viewer: Viewer) -> Audience | None:
        """As which originator `viewer` says `act`; None: as who keeps the sign-off."""
        if act in ANSWERS:
            party = found.party_of(viewer)
            if party is None:
                raise MayNotSignOff(f"{viewer}, {found.id}")
            return party
        if not found.keeps(viewer):
            raise MayNotSignOff(f"{viewer}, {found.id}")
        return None

    def _new(self, wish: Wish, signer: Signer) -> SignOff:
        """What is put up; it is not kept yet."""
        if wish.due <= signer.now:
            raise InputRefused("due_past", "due")
        person, why = person_named(signer.person), reason(signer.words)
        share = self._share(wish, signer)
        if share is None:
            raise InputRefused("not_shared", wish.scope)
        version = LessonId(f"{share.lesson.partition('.')[0]}.{share.share.version}")
        check_open(self.db, version)
        parties = self._parties(version, signer.by)
        words = self._words(version, share, parties, named=wish.named)
        return SignOff(
            id=NEW,
            release=Release(
                lesson=version,
                scope=share.share.scope,
                group=share.share.group,
                grain=share.share.grain,
                language=words.language,
                content_hash=content_hash_of(words.text),
            ),
            text=words.text,
            k=words.k,
            named=words.named,
            undecided=words.undecided,
            parties=parties,
            keeper=Audience(str(signer.by)),
            due=wish.due,
            why=why,
            person=person,
            told_by=signer.by,
            at=signer.now,
        )

    def _share(self, wish: Wish, signer: Signer) -> KeptShare | None:
        """The share that `wish` is about, as it stands; None: the lesson has none."""
        by = signer.by
        scope = find_scope(load_scopes(), wish.scope)
        if by.role is not (Role.SECRETARIAT if scope.ministry else Role.CARRIER):
            raise MayNotSignOff(f"{by}, {scope.id}")
        LessonStore(self.db).get(wish.lesson, by)
        wanted = wish.lesson.partition(".")[2]
        for one in self.shares.standing(wish.lesson, by, signer.now):
            if one.key == (wish.scope, wish.group) and wanted in {"", str(one.share.version)}:
                return one
        return None

    def _words(
        self, version: LessonId, share: KeptShare, parties: tuple[Audience, ...], *, named: bool
    ) -> Words:
        told = share.share
        if not named:
            return words_of(self.words, version, told.grain, told.k)
        ids = [Viewer.parse(party).carrier for party in parties]
        originators = [self.register.get(each) for each in ids if each is not None]
        return words_by_name(self.words, version, told.grain, told.k, originators)

    def _parties(self, version: LessonId, by: Viewer) -> tuple[Audience, ...]:
        """Who is asked: the carriers whose accident it was, as far as they see what is told of it.

        Where a carrier shares without the ministry, it answers for itself; nobody else is told.
        """
        if by.role is Role.CARRIER:
            return (Audience(str(by)),)
        account = LessonStore(self.db).get(version, by).lesson.account
        label = AccountStore(self.db).label_of(account)
        traits = TraitStore(self.db).of([label]).get(label)
        mine = {carrier_audience(one) for one in (traits.carriers if traits else ())}
        rows = self.db.execute("SELECT audience FROM account_audiences WHERE label = ?", (label,))
        laid = {row[0] for row in rows.fetchall()}
        return tuple(sorted(mine if PUBLIC in laid else mine & laid))


def _words_said(act: Act, words: str) -> str:
    return reason(words) if act in _NEEDS_WORDS or words.strip() else ""
