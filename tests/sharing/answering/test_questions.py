from dataclasses import dataclass

from corpus.ids import CarrierId
from sharing.answering.answer import Answer
from sharing.answering.questions import Item, Question, Questions
from sharing.facts import Named
from sharing.fields import text_of
from sharing.grain import Grain
from sharing.release import Release
from sharing.sign_off.states import Act
from tests.sharing.answering.examples import ASKED, Desk, a_release
from tests.sharing.examples import DOCOMO, IIJ, KDDI
from tests.sharing.sign_off.examples import Bureau, Script, happened_to, signer
from triage.lessons.store import Kept

BLANK = (Item(), Item())
WORDED = (
    Item(who="担当1", what="何を1", how="どう1"),
    Item(who="担当2", what="何を2", how="どう2"),
)


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class SignedWords:
    """The one release that was signed off, and its words."""

    release: Release
    text: str

    def approved(self, release: Release) -> Text | None:
        return Text(self.text) if release == self.release else None


@dataclass(frozen=True)
class Asked:
    """A carrier that was asked about a lesson which `scope` lays before it."""

    desk: Desk
    kept: Kept
    answer: Answer
    text: str

    @classmethod
    def through(cls, scope: str | None) -> "Asked":
        desk = Desk()
        kept = desk.lesson()
        if scope:
            desk.share(kept.id, scope)
        text = text_of(kept.lesson, Grain.CARRIERS)
        [answer] = desk.ask(kept.version_id, IIJ, text=text)
        return cls(desk, kept, answer, text)

    def read(self, signed: str | None = None, words: str | None = None) -> Question:
        release = a_release(self.kept.version_id, text=signed or self.text)
        told = SignedWords(release, words or self.text)
        return Questions(db=self.desk.db, shares=self.desk.shares, signed=told).of(
            self.answer, ASKED
        )


def test_a_carrier_reads_the_words_that_were_signed_off() -> None:
    asked = Asked.through("all-carriers")

    told = asked.read()

    assert told.title == asked.kept.lesson.title
    assert told.items == WORDED


def test_words_that_were_not_signed_off_are_not_read() -> None:
    told = Asked.through("all-carriers").read(signed="他の文")

    assert (told.title, told.items) == ("", BLANK)


def test_a_carrier_that_no_longer_sees_the_lesson_reads_no_words() -> None:
    told = Asked.through(None).read()

    assert (told.title, told.items) == ("", BLANK)


def test_a_carrier_that_sees_less_than_was_signed_reads_no_words() -> None:
    assert Asked.through("public").read().items == BLANK


def test_words_that_do_not_fall_into_fields_leave_them_empty() -> None:
    told = Asked.through("all-carriers").read(words="一つの文")

    assert (told.title, told.items) == ("", BLANK)


def test_the_words_of_a_real_sign_off_are_read_once_it_is_approved() -> None:
    asked = Asked.through(None)
    desk, lesson = asked.desk, asked.kept
    bureau = Bureau(office=desk, script=Script(text=asked.text))
    happened_to(bureau, "2022-07-02-a", KDDI)
    desk.share(lesson.id, "named", named=Named(carriers=(CarrierId("ntt-docomo"),)))
    [answer] = desk.ask(lesson.version_id, DOCOMO, scope="named", text=asked.text)
    questions = Questions(db=desk.db, shares=desk.shares, signed=bureau.sign_offs)
    put_up = bureau.put_up(lesson.id)
    bureau.say(put_up, Act.ACCEPT, signer("鈴木", KDDI))
    assert questions.of(answer, ASKED).items == BLANK

    approved = bureau.say(put_up, Act.APPROVE, signer("佐藤"))

    assert approved.release == answer.ask.release
    assert questions.of(answer, ASKED).items == WORDED
    assert questions.of(answer, ASKED).title == lesson.lesson.title
