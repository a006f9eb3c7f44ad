"""The calendar feed: whole days and moments, stable names, and no word of a report."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from sqlite_utils import Database

from corpus.account import Language
from corpus.reading import Section
from tests.corpus.steps import filed
from tests.examples import a_reading
from tests.triage.docket.examples import KDDI, NOW, OCCURRED, docket, entered, facts
from triage.docket.due import due_list
from triage.docket.entry import Entered
from triage.docket.feed import calendar_of, uid_of
from triage.docket.store import EntryStore


def events(text: str) -> dict[str, Any]:
    return {str(each["uid"]): each for each in Calendar.from_ical(text).walk("VEVENT")}


def test_days_are_whole_days_and_moments_end_when_they_are_due(db: Database) -> None:
    made = entered(db)
    found = events(calendar_of(due_list(docket(db), OCCURRED)))

    detailed = found[f"{made.id}.jp-2025-04.serious.detailed@kyokun.invalid"]
    assert (detailed.decoded("dtstart"), detailed.decoded("dtend")) == (
        date(2025, 7, 10),
        date(2025, 7, 11),
    )
    notice = found[f"{made.id}.jp-2025-04.clock.user_notice@kyokun.invalid"]
    assert notice.decoded("dtend") == (OCCURRED + timedelta(minutes=30)).astimezone(UTC)
    first = found[f"{made.id}.jp-2025-04.serious.first@kyokun.invalid"]
    assert first.decoded("dtstart") == OCCURRED.astimezone(UTC)
    assert "速やかに" in str(first["summary"])


def test_a_date_that_moves_keeps_its_name(db: Database) -> None:
    made = entered(db)
    before = {uid_of(item): item.at for item in due_list(docket(db), NOW).items}
    moved = Entered(facts=facts(occurred_at="2025-06-12T10:00:00+09:00"))
    EntryStore(db).revise(made.id, moved, KDDI, NOW)
    after = {uid_of(item): item.at for item in due_list(docket(db), NOW).items}

    uid = f"{made.id}.jp-2025-04.serious.detailed@kyokun.invalid"
    assert before.keys() >= after.keys()
    assert (before[uid], after[uid]) == (date(2025, 7, 10), date(2025, 7, 12))


def test_the_feed_holds_no_word_of_a_report(db: Database) -> None:
    secret = "ひみつの原因"
    reading = a_reading(
        at="2025-06-10T10:00", subject=secret, sections={Section.CAUSE: secret}, area=secret
    )
    receipt = filed(db, reading)
    entered(db, about=receipt.filing, area=secret, why=secret)
    text = calendar_of(due_list(docket(db), OCCURRED)).replace("\r\n ", "")

    assert "詳報" in text
    assert secret not in text
    assert "kddi" not in text


def test_the_same_list_gives_the_same_text_in_either_language(db: Database) -> None:
    entered(db, services=[{"service": "voice", "users": 200_000}])
    found = due_list(docket(db), NOW)

    assert calendar_of(found) == calendar_of(found)
    english = calendar_of(found, Language.EN)
    assert "detailed report (serious accident)" in english
    assert "undetermined" in english
    assert len(events(english)) == len(found.items)


def test_a_feed_of_nothing_is_a_calendar(db: Database) -> None:
    text = calendar_of(due_list(docket(db), datetime(2025, 1, 1, tzinfo=UTC)))
    assert events(text) == {}
    assert text.startswith("BEGIN:VCALENDAR")
