from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from corpus.account import SECTION, Language
from corpus.viewer import SECRETARIAT
from sharing.door import SeenLesson
from sharing.fields import text_of
from sharing.grain import Grain
from sharing.preview import Words, preview
from sharing.rendering import Rendering
from tests.sharing.examples import EVERYONE, SHARED, Office
from triage.lessons.lesson import LessonId

BOTH = (Language.JA, Language.EN)


@dataclass
class Kept:
    """Renderings by language, of one version and grain."""

    texts: Mapping[Language, str]

    def rendering(
        self, lesson_version: LessonId, grain: Grain, language: Language, k: int
    ) -> Rendering | None:
        if (lesson_version, grain, k) != ("L-1.1", Grain.PUBLIC, 4) or language not in self.texts:
            return None
        return Rendering(
            grain=grain, language=language, text=self.texts[language], replaced=(), key={}
        )


@pytest.fixture
def office() -> Office:
    office = Office()
    office.share(office.drafted(title="KDDI の題").id, "public")
    return office


def seen(office: Office) -> SeenLesson:
    return office.shares.seen(LessonId("L-1"), EVERYONE, SHARED)


def rewritten(office: Office) -> str:
    whole = office.shares.read_at(LessonId("L-1"), Grain.PUBLIC, SECRETARIAT, SHARED)
    assert whole.grain is Grain.PUBLIC
    from triage.lessons.store import LessonStore

    lesson = LessonStore(office.db).get(LessonId("L-1"), SECRETARIAT).lesson
    return text_of(lesson, Grain.PUBLIC).replace("KDDI", "〔事業者A〕")


def test_rewritten_words_stand_in_the_fields(office: Office) -> None:
    told = preview(seen(office), Kept({Language.JA: rewritten(office)}), BOTH)

    assert (told.words, told.text) == (Words.REWRITTEN, None)
    assert told.fields["title"] == "〔事業者A〕 の題"
    assert told.lesson.fields["title"] is None


def test_words_that_do_not_fall_into_fields_are_given_as_one(office: Office) -> None:
    told = preview(seen(office), Kept({Language.JA: f"教訓{SECTION}二つ"}), BOTH)

    assert (told.words, told.text) == (Words.REWRITTEN, "教訓\n二つ")
    assert told.fields["title"] is None


def test_the_first_language_that_there_is_counts(office: Office) -> None:
    renderings = Kept({Language.EN: "in English", Language.JA: "日本語"})

    assert preview(seen(office), renderings, BOTH).text == "日本語"
    assert preview(seen(office), renderings, (Language.EN,)).text == "in English"


@pytest.mark.parametrize("renderings", [None, Kept({})])
def test_without_a_rendering_there_are_no_words(office: Office, renderings: Kept | None) -> None:
    told = preview(seen(office), renderings, BOTH)

    assert (told.words, told.text, told.fields.get("title")) == (Words.NONE, None, None)
    assert told.fields["tag"]


def test_words_that_are_held_back_among_several_take_the_codes_with_them(office: Office) -> None:
    held = preview(seen(office), Kept({}), BOTH)

    assert held.lesson.k > 1
    assert held.fields.keys() == {"phase", "tag"}


def test_who_sees_it_whole_reads_it_as_it_was_written(office: Office) -> None:
    whole = office.shares.seen(LessonId("L-1"), SECRETARIAT, SHARED)

    told = preview(whole, Kept({Language.JA: "x"}), BOTH)

    assert (told.words, told.fields["title"]) == (Words.WRITTEN, "KDDI の題")
