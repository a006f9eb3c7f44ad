"""Due and overdue as of a moment in Japan: what the law sets, and where an option moves it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.japan import JST
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import filed
from tests.examples import a_moment, a_reading
from tests.triage.docket.due_cases import DETAILED, FIRST, NOTICE, states
from tests.triage.docket.examples import (
    DOCOMO,
    KDDI,
    NOW,
    OCCURRED,
    SERIOUS,
    SMALL,
    docket,
    entered,
    facts,
)
from tests.triage.docket.test_drafts import A_SERIOUS_READING
from triage.docket.due import due_list, due_to_json, overdue_list
from triage.docket.entry import Entered
from triage.docket.options import parse_options
from triage.docket.store import EntryStore
from triage.errors import FactsRefused

NOT_DESIGNATED = "biglobe"


def at(day: int, hour: int = 0, month: int = 7) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=JST)


def test_a_serious_accident_of_a_designated_carrier_has_three_clocks(db: Database) -> None:
    entered(db)
    found = due_list(docket(db), OCCURRED)

    assert states(found) == {FIRST: "open", DETAILED: "open", NOTICE: "open"}
    due = {item.key: item.at for item in found.items}
    assert due == {
        FIRST: None,
        DETAILED: date(2025, 7, 10),
        NOTICE: OCCURRED + timedelta(minutes=30),
    }
    assert found.items[0].key == FIRST  # soonest first


def test_the_detailed_report_is_overdue_when_its_day_is_over_in_japan(db: Database) -> None:
    entered(db)

    assert states(due_list(docket(db), at(10, 23)))[DETAILED] == "open"
    assert states(due_list(docket(db), at(11)))[DETAILED] == "overdue"
    assert states(overdue_list(docket(db), at(11).astimezone(UTC)))[DETAILED] == "overdue"


def test_the_notice_to_users_is_in_time_to_the_minute(db: Database) -> None:
    entered(db)
    half_an_hour = OCCURRED + timedelta(minutes=30)

    assert states(due_list(docket(db), half_an_hour))[NOTICE] == "open"
    after = half_an_hour + timedelta(seconds=1)
    assert states(due_list(docket(db), after))[NOTICE] == "overdue"


def test_promptly_waits_and_is_never_overdue_by_a_number(db: Database) -> None:
    entered(db)

    assert states(due_list(docket(db), OCCURRED + timedelta(minutes=60)))[FIRST] == "open"
    waiting = overdue_list(docket(db), OCCURRED + timedelta(days=3650))
    assert states(waiting)[FIRST] == "waiting"


def test_who_is_not_designated_has_no_clock_of_30_minutes(db: Database) -> None:
    entered(db, SECRETARIAT, carrier={"id": NOT_DESIGNATED})

    assert states(due_list(docket(db), OCCURRED)) == {FIRST: "open", DETAILED: "open"}


def test_what_has_not_happened_yet_is_not_due(db: Database) -> None:
    entered(db)

    assert due_list(docket(db), OCCURRED - timedelta(minutes=1)).items == ()


def test_a_small_accident_is_due_in_the_annual_list(db: Database) -> None:
    services = [{"service": "voice", "users": 30_000, "duration_minutes": 5}]
    entered(db, services=services)
    [item] = [it for it in due_list(docket(db), OCCURRED).items if it.term == "annual"]

    assert (item.at, item.as_) == (date(2026, 5, 31), "annual")
    assert item.title.ja == "年度ごとの報告"


def test_a_missing_fact_leaves_what_is_due_uncertain(db: Database) -> None:
    entered(db, services=[{"service": "voice", "users": 120_000}])
    items = {item.key: item for item in due_list(docket(db), OCCURRED).items}

    assert not items[DETAILED].certain


def test_clocks_abroad_run_beside(db: Database) -> None:
    entered(db, regimes=("us-nors", "jp-2025-04"))
    items = {item.key: item for item in due_list(docket(db), OCCURRED).items}

    assert items["us-nors/clock/notification"].at == OCCURRED + timedelta(minutes=120)
    assert items["us-nors/clock/final_report"].at == date(2025, 7, 10)
    assert len(items) == 6


def test_a_day_abroad_ends_where_the_accident_was_told(db: Database) -> None:
    entered(db, regimes=("us-nors",), occurred_at="2025-06-10T10:00:00-05:00")
    key = "us-nors/clock/final_report"

    still = datetime.fromisoformat("2025-07-10T23:59:59-05:00")
    assert states(due_list(docket(db), still))[key] == "open"
    assert states(due_list(docket(db), still + timedelta(seconds=1)))[key] == "overdue"


def test_a_filing_of_which_nothing_was_entered_is_judged_by_what_it_tells(db: Database) -> None:
    receipt = filed(db, A_SERIOUS_READING)
    vague = filed(db, a_reading(where="row 2"))
    found = due_list(docket(db), NOW + timedelta(days=400))

    assert {(item.case, item.key) for item in found.items if item.as_ == "serious"} == {
        (receipt.filing, DETAILED)
    }
    assert found.unjudged == (vague.filing,)
    assert due_list(docket(db, DOCOMO), NOW).items == ()


def test_an_entry_takes_the_place_of_the_draft_of_its_filing(db: Database) -> None:
    receipt = filed(db, A_SERIOUS_READING)
    made = entered(db, about=receipt.filing, services=SMALL)

    found = due_list(docket(db), NOW, done=True)
    assert {item.case for item in found.items} == {made.id}


def test_accidents_older_than_the_first_regime_are_due_nowhere(db: Database) -> None:
    entered(db, occurred_at="1999-06-10T10:00:00+09:00")
    old = filed(db, replace(A_SERIOUS_READING, occurred=a_moment("1999-06-10T10:00")))

    found = due_list(docket(db), NOW)
    assert (found.items, found.unjudged) == ((), (old.filing,))


def test_a_moment_without_an_offset_is_refused(db: Database) -> None:
    with pytest.raises(FactsRefused):
        due_list(docket(db), datetime(2025, 6, 10))


LONGER = """watch_minutes = 5
[[longer]]
id = "60-days"
active = true
duties = ["serious"]
term = "detailed"
more_days = 30
source = { provision = "案", mark = "M" }
"""
BATCH = """watch_minutes = 5
[batch]
active = true
duties = ["serious"]
months = 12
source = { provision = "案", mark = "M" }
"""
FIRST_REPORTS = """watch_minutes = 5
[first_report]
source = { provision = "案", mark = "M" }
[first_report.needed]
emergency_voice = false
"""


@pytest.mark.parametrize(
    ("options", "due", "option"),
    [(LONGER, date(2025, 8, 9), "60-days"), (BATCH, date(2026, 3, 31), "batch")],
)
def test_an_option_moves_a_date_and_tells_what_the_law_says(
    db: Database, options: str, due: date, option: str
) -> None:
    entered(db)
    found = due_list(docket(db, options=parse_options(options)), at(11))
    [item] = [item for item in found.items if item.key == DETAILED]

    assert (item.at, item.law_at, item.option) == (due, date(2025, 7, 10), option)
    assert item.state == "open"


def test_a_first_report_is_not_asked_for_where_an_option_says_so(db: Database) -> None:
    entered(db)
    options = parse_options(FIRST_REPORTS)

    assert FIRST not in states(due_list(docket(db, options=options), NOW))
    assert states(due_list(docket(db, options=options), NOW, done=True))[FIRST] == "not_needed"
    entered(db, services=[{"service": "voice", "users": 5}, *SERIOUS])
    assert states(due_list(docket(db, options=options), NOW))[FIRST] == "waiting"


def test_the_list_as_json_names_states_in_words(db: Database) -> None:
    entered(db)
    written: Any = due_to_json(due_list(docket(db), OCCURRED))

    first = written["items"][0]
    assert written["zone"] == "Asia/Tokyo"
    assert (first["at"], first["as"], first["state"]) == ("promptly", "serious", "open")
    assert first["state_title"]["ja"] == "未了"
    assert first["source"]["mark"] == "V"


def test_a_revised_fact_changes_what_is_due(db: Database) -> None:
    made = entered(db)
    small = Entered(facts=facts(services=SMALL))
    EntryStore(db).revise(made.id, small, KDDI, NOW)

    assert states(due_list(docket(db), NOW)) == {NOTICE: "overdue"}


def test_an_entry_of_no_carrier_is_due_like_any_other(db: Database) -> None:
    receipt = filed(db, a_reading(at="2025-06-10T10:00"), carrier=None)
    made = entered(db, SECRETARIAT, about=receipt.filing)
    tied = Entered(facts=facts(), about=receipt.filing)

    assert EntryStore(db).revise(made.id, tied, SECRETARIAT, NOW).carrier is None
    assert states(due_list(docket(db), OCCURRED)) == {FIRST: "open", DETAILED: "open"}
    case = docket(db).case(made.id)
    assert [filing.id for filing in docket(db).readings(case)] == [receipt.filing]
    assert due_list(docket(db, KDDI), OCCURRED).items == ()


def test_where_nothing_was_entered_the_notice_to_users_is_uncertain(db: Database) -> None:
    filed(db, A_SERIOUS_READING)
    [draft] = [it for it in due_list(docket(db), NOW).items if it.key == NOTICE]
    entered(db)
    [said] = [it for it in due_list(docket(db), NOW).items if it.key == NOTICE and it.certain]

    assert not draft.certain
    assert said.case.startswith("D-")
