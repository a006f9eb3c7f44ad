"""Lessons that are put up for sign-off, and the people who sign."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from corpus.account import Language
from corpus.accounts import AccountStore
from corpus.carriers import CarrierRegister
from corpus.ids import AccountId, CarrierId
from corpus.traits import Traits, TraitStore
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.anonymise import Anonymised, Why
from sharing.facts import Named
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.lattice import Step
from sharing.release import Release
from sharing.scope import ScopeId
from sharing.sign_off.desk import Signer, SignOffDesk, Wish
from sharing.sign_off.record import SignOff
from sharing.sign_off.states import Act
from sharing.sign_off.store import SignOffs
from sharing.sign_off.taking_back import TakingBack
from tests.sharing.examples import KDDI, SHARED, Office
from triage.lessons.lesson import LessonId

UP = SHARED + timedelta(hours=1)
"""When releases are put up."""
DUE = UP + timedelta(days=14)
LATE = DUE + timedelta(days=1)
LESSON = LessonId("L-1")
NAMED, DESIGNATED, VOLUNTARY = map(ScopeId, ("named", "designated", "voluntary"))


@dataclass
class Script:
    """Gives the words that a test wants, as the anonymiser would."""

    text: str | None = "手順書を二人で確かめる。"
    why: Why | None = None
    asked: list[tuple[LessonId, Grain, int]] = field(default_factory=list)

    def anonymised(self, lesson_version: LessonId, grain: Grain, k: int) -> Anonymised:
        self.asked.append((lesson_version, grain, k))
        by_name = k == 1 and self.why is Why.FAMOUS
        text = "手順書を二人で確かめる。" if by_name else self.text
        return Anonymised(
            grain=grain,
            language=Language.JA,
            text=text,
            why=None if by_name else self.why,
            replaced=(),
            undecided=(),
            suspects=(),
            named=0.1,
            k=k,
            step=Step.GRAIN,
            steps=(),
            loss=0.0,
        )


@dataclass
class Post:
    """An outbox in which a test says who got what."""

    sent: dict[tuple[LessonId, ScopeId], frozenset[Audience]] = field(default_factory=dict)
    stopped: list[LessonId] = field(default_factory=list)

    def take_back(
        self, version: LessonId, scopes: Collection[ScopeId], now: datetime
    ) -> frozenset[Audience]:
        self.stopped.append(version)
        got = [
            who for (one, scope), who in self.sent.items() if one == version and scope in scopes
        ]
        return frozenset().union(*got)

    def was_sent(self, release: Release) -> bool:
        return bool(self.sent.get((release.lesson, release.scope)))


@dataclass
class Bureau:
    """An office where lessons are signed off; the accident was KDDI's unless told otherwise."""

    office: Office = field(default_factory=Office)
    script: Script = field(default_factory=Script)
    post: Post = field(default_factory=Post)

    @property
    def sign_offs(self) -> SignOffs:
        return SignOffs(self.office.db, self.office.draw)

    @property
    def desk(self) -> SignOffDesk:
        return SignOffDesk(
            db=self.office.db,
            shares=self.office.shares,
            words=self.script,
            register=CarrierRegister.load(),
            sign_offs=self.sign_offs,
            was_sent=self.post.was_sent,
        )

    @property
    def taking_back(self) -> TakingBack:
        return TakingBack(
            db=self.office.db,
            sharing=self.office.desk,
            sign_offs=self.sign_offs,
            deliveries=self.post,
        )

    def drafted(self, *originators: Viewer, account: str = "2022-07-02-a") -> LessonId:
        """A lesson of the secretariat, of an accident of `originators`."""
        kept = self.office.drafted(account)
        happened_to(self, account, *originators)
        return kept.id

    def shared(self, *originators: Viewer) -> LessonId:
        """A lesson for IIJ, named."""
        lesson = self.drafted(*originators)
        self.office.share(lesson, NAMED, named=Named(carriers=(CarrierId("iij"),)))
        return lesson

    def put_up(
        self, lesson: LessonId = LESSON, by: Viewer = SECRETARIAT, group: GroupId | None = None
    ) -> SignOff:
        scope = NAMED if group is None else VOLUNTARY
        wish = Wish(lesson=lesson, scope=scope, group=group, due=DUE)
        return self.desk.put_up(wish, signer("事務 一郎", by))

    def asked(self, *originators: Viewer) -> SignOff:
        """A release that waits for the word of `originators` (KDDI)."""
        return self.put_up(self.shared(*(originators or (KDDI,))))

    def say(self, of: SignOff, act: Act, told: Signer, *, names: bool = False) -> SignOff:
        return self.desk.say(of.id, act, told, names=names)

    def accepted(self, *originators: Viewer) -> SignOff:
        found = self.asked(*originators)
        for one in originators or (KDDI,):
            found = self.say(found, Act.ACCEPT, signer(f"{one} の人", one))
        return self.sign_offs.seen(found.id, SECRETARIAT)

    def approved(self, *originators: Viewer) -> SignOff:
        return self.say(self.accepted(*originators), Act.APPROVE, signer("事務 二郎"))


def signer(
    person: str, by: Viewer = SECRETARIAT, words: str = "理由", now: datetime = UP
) -> Signer:
    return Signer(by=by, person=person, words=words, now=now)


def happened_to(bureau: Bureau, account: str, *carriers: Viewer) -> None:
    """Let the accident of `account` be one of `carriers`."""
    db = bureau.office.db
    traits = Traits(
        named="",
        carriers=frozenset(one.carrier for one in carriers if one.carrier is not None),
        day=None,
        started=None,
        area=None,
        services=frozenset(),
        users=None,
        minutes=None,
    )
    TraitStore(db).write(AccountStore(db).label_of(AccountId(account)), traits)
