from datetime import date, timedelta

from corpus.viewer import SECRETARIAT
from tests.triage.lessons.examples import PUBLIC, VOCABULARY, a_database, a_filed, recorded
from triage.lessons.patterns import codes_by
from triage.recurrence.known import RecordLessons

CODES = codes_by(VOCABULARY)
AFTER = 90
LATE = date(2026, 1, 1)


def test_a_record_that_tells_a_lesson_is_known_from_its_publication_on() -> None:
    db = a_database()
    recorded(db, "2022-07-02-a", started_at="2022-07-02")
    lessons = RecordLessons(db, CODES, AFTER)
    shared = date(2022, 7, 2) + timedelta(days=AFTER)

    [lesson] = lessons.known(PUBLIC, LATE)
    assert (lesson.id, lesson.shared_on) == ("2022-07-02-a", shared)
    assert lesson.incidents == {"2022-07-02-a"}
    assert "切戻し後の信号量を事前に見積もる" in lesson.statements
    assert "outdated-procedure" in lesson.concepts
    assert lesson.applicable is None
    assert lessons.known(PUBLIC, shared) == ()
    assert len(lessons.known(PUBLIC, shared + timedelta(days=1))) == 1


def test_filings_and_records_without_lesson_or_day_are_no_published_lessons() -> None:
    db = a_database()
    a_filed(db, cause="設定を誤った。", prevention="手順書を改める。")
    recorded(db, "2022-01-01-a", started_at="2022-01-01", lessons=[], countermeasures=[])
    recorded(db, "2022-b", started_at="2022")

    assert RecordLessons(db, CODES, AFTER).known(SECRETARIAT, LATE) == ()


def test_lessons_come_oldest_first() -> None:
    db = a_database()
    for known in ("2022-07-02-a", "2020-01-01-b", "2021-01-01-c"):
        recorded(db, known, started_at=known[:10])

    found = [one.id for one in RecordLessons(db, CODES, AFTER).known(PUBLIC, LATE)]
    assert found == ["2020-01-01-b", "2021-01-01-c", "2022-07-02-a"]
