from corpus.account import Language
from corpus.viewer import SECRETARIAT
from sharing.channels.signed import SignedWords, signed_for
from sharing.grain import Grain
from sharing.scope import ScopeId
from tests.sharing.channels.examples import LESSON, SENT, Mailroom
from triage.lessons.lesson import LessonId


def test_only_words_that_were_signed_off_are_given() -> None:
    room = Mailroom()
    release = room.shared()
    words = SignedWords(sign_offs=room.sign_offs)
    version = release.lesson

    found = words.rendering(version, release.grain, Language.JA, 1)

    assert found is not None
    assert found.text == room.sign_offs.list(SECRETARIAT)[0].text
    assert words.rendering(version, Grain.PUBLIC, Language.JA, 1) is None
    assert words.rendering(version, release.grain, Language.EN, 1) is None
    assert words.rendering(version, release.grain, Language.JA, 99) is None
    assert words.rendering(LessonId("L-1.2"), release.grain, Language.JA, 1) is None


def test_what_was_signed_for_one_scope_is_not_given_for_another() -> None:
    room = Mailroom()
    release = room.shared()

    def given(scope: str) -> bool:
        words = SignedWords(sign_offs=room.sign_offs, scope=ScopeId(scope))
        return words.rendering(release.lesson, release.grain, Language.JA, 1) is not None

    assert given("named")
    assert not given("all-carriers")


def test_a_share_with_other_terms_was_not_signed() -> None:
    room = Mailroom()
    room.shared()
    room.office.share(LESSON, "all-carriers")

    standing = room.office.shares.standing(LESSON, SECRETARIAT, SENT)
    signed = {one.share.scope: signed_for(room.sign_offs, one) is not None for one in standing}

    assert signed == {"named": True, "all-carriers": False}
