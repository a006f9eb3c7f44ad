"""The anonymiser is tested elsewhere: here stands what is asked of it, and what it gives."""

import pytest

from corpus.account import SECTION, Language
from corpus.viewer import PUBLIC, SECRETARIAT
from sharing.anonymise import Anonymiser
from sharing.fields import text_of
from sharing.grain import Grain
from sharing.preview import Words, preview
from sharing.renderings import LessonRenderings
from tests.corpus.steps import on_record
from tests.examples import NOW
from tests.sharing.examples import IIJ, SHARED, Office
from tests.triage.lessons.examples import a_lesson
from triage.errors import UnknownLesson
from triage.lessons.lesson import Coded, LessonId, Statement, Viewpoint
from triage.lessons.source import Role
from triage.lessons.store import LessonStore

SAID = "KDDIの多摩ネットワークセンターで手順書を更新し、二人で確認する"


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser.load()


@pytest.fixture
def office() -> Office:
    """An office with one lesson, of an accident of KDDI."""
    office = Office()
    account = on_record(office.db, operator="KDDI", narrative_ja=SAID)
    lesson = a_lesson(
        account=account,
        title="KDDI: 手順書の誤り",
        statements=(Statement(role=Role.MEASURE, said=SAID, quotations=()),),
        viewpoints=(Viewpoint(who="責任者", what=f"次の点検:{SAID}", how="訓練", quotations=()),),
        why_not_serious=None,
    )
    LessonStore(office.db, office.draw).keep([lesson], SECRETARIAT, NOW)
    return office


def test_words_are_rewritten_and_fall_into_their_fields(
    office: Office, anonymiser: Anonymiser
) -> None:
    from corpus.ids import CarrierId
    from sharing.facts import Named

    office.share(LessonId("L-1"), "named", named=Named(carriers=(CarrierId("iij"),)))
    seen = office.shares.seen(LessonId("L-1"), IIJ, SHARED)

    told = preview(seen, LessonRenderings(office.db, lambda: anonymiser), Language)

    assert told.words in {Words.REWRITTEN, Words.NONE}
    assert "KDDI" not in str(told.fields) + str(told.text)
    assert "多摩" not in str(told.fields) + str(told.text)


def test_a_rendering_is_of_the_words_that_the_grain_is_told(
    office: Office, anonymiser: Anonymiser
) -> None:
    renderings = LessonRenderings(office.db, lambda: anonymiser)

    found = renderings.rendering(LessonId("L-1.1"), Grain.DESIGNATED, Language.JA, 1)

    lesson = LessonStore(office.db).get(LessonId("L-1"), SECRETARIAT).lesson
    assert found is not None
    assert (found.grain, found.language, dict(found.key)) == (Grain.DESIGNATED, Language.JA, {})
    assert found.text.count(SECTION) == text_of(lesson, Grain.DESIGNATED).count(SECTION)
    assert "KDDI" not in found.text
    assert "手順書" in found.text
    assert found.replaced


def test_words_are_in_the_language_they_were_written_in(
    office: Office, anonymiser: Anonymiser
) -> None:
    renderings = LessonRenderings(office.db, lambda: anonymiser)

    assert renderings.rendering(LessonId("L-1.1"), Grain.PUBLIC, Language.EN, 4) is None


def test_words_that_cannot_hide_the_carrier_are_held_back(office: Office) -> None:
    from tests.sharing.examples import put

    put(office.db, "2024-01-01-x", PUBLIC)
    lesson = a_lesson(account="2024-01-01-x", title="題", statements=(), viewpoints=())
    [kept] = LessonStore(office.db, office.draw).keep([lesson], SECRETARIAT, NOW)
    renderings = LessonRenderings(office.db)

    assert renderings.rendering(kept.version_id, Grain.PUBLIC, Language.JA, 10_000) is None


@pytest.mark.parametrize("written", ["L-9.1", "L-1.9", "L-1", "x"])
def test_a_version_that_is_not_there_has_no_words(office: Office, written: str) -> None:
    with pytest.raises(UnknownLesson):
        LessonRenderings(office.db).rendering(LessonId(written), Grain.PUBLIC, Language.JA, 4)


def test_a_lesson_of_a_shared_base_is_rewritten(office: Office, anonymiser: Anonymiser) -> None:
    account = on_record(office.db, "2022-07-03-b", operator="KDDI", narrative_ja=SAID)
    lesson = a_lesson(account=account, shared_base=(Coded(id="tls", quotations=()),))
    [kept] = LessonStore(office.db, office.draw).keep([lesson], SECRETARIAT, NOW)

    found = LessonRenderings(office.db, lambda: anonymiser).anonymised(
        kept.version_id, Grain.CARRIERS, 2
    )

    assert found.blocked or "KDDI" not in str(found.text)


@pytest.mark.parametrize("code", ["capacity_inside", "gone-since"])
def test_a_code_that_is_no_concept_of_the_vocabulary_keeps_nothing_back(
    anonymiser: Anonymiser, code: str
) -> None:
    office = Office()
    account = on_record(office.db, operator="KDDI", narrative_ja=SAID)
    lesson = a_lesson(account=account, trigger=Coded(id=code, quotations=()))
    [kept] = LessonStore(office.db, office.draw).keep([lesson], SECRETARIAT, NOW)

    found = LessonRenderings(office.db, lambda: anonymiser).anonymised(
        kept.version_id, Grain.CARRIERS, 1
    )

    assert found.text
