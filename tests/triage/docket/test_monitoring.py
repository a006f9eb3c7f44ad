"""Monitoring: answered from what was reported, nothing typed again, the rest listed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.ids import CarrierId
from corpus.reading import Section, Stage
from tests.corpus.steps import filed
from tests.examples import a_reading
from tests.triage.docket.examples import DOCOMO, KDDI, NOW, OCCURRED, docket, entered
from tests.triage.docket.test_drafts import A_SERIOUS_READING, VOICE
from triage.docket.due import Marked, mark_done
from triage.docket.happenings import Happening, HappeningStore, Kind
from triage.docket.monitoring import (
    Sheet,
    load_questions,
    monitor,
    monitoring_to_json,
)


def answers(sheet: Sheet, question: str) -> list[tuple[str, object]]:
    [found] = [each for each in sheet.answers if each.question == question]
    return [(each.place, each.value) for each in found.found]


def sheet_of(db: Database, year: int = 2025) -> Sheet:
    [sheet] = monitor(docket(db), year, NOW).sheets
    return sheet


def test_what_a_filing_says_is_the_answer(db: Database) -> None:
    sections = {Section.CAUSE: "電源の故障", Section.PREVENTION: "二重化", Section.RESPONSE: "  "}
    receipt = filed(db, a_reading(at="2025-06-10T10:00", sections=sections, services=(VOICE,)))
    sheet = sheet_of(db)

    assert sheet.case == receipt.filing
    assert answers(sheet, "cause") == [("section:cause", "電源の故障")]
    assert answers(sheet, "effect")[0][0] == "reading:services"
    assert "response" in sheet.unanswered
    assert "cause" not in sheet.unanswered
    [found] = [each for each in sheet.answers if each.question == "cause"]
    assert found.found[0].filing == receipt.filing


def test_a_question_for_the_same_places_points_to_the_first(db: Database) -> None:
    filed(db, a_reading(at="2025-06-10T10:00", sections={Section.PREVENTION: "二重化"}))
    sheet = sheet_of(db)
    same = {each.question: each.same_as for each in sheet.answers if each.same_as}

    assert same == {"recurrence": "prevention"}
    assert answers(sheet, "recurrence") == []
    assert "recurrence" not in sheet.unanswered


def test_the_latest_filing_that_has_a_section_answers(db: Database) -> None:
    for stage, told in [(Stage.FIRST, {Section.CAUSE: "調査中", Section.RESPONSE: "再起動"}),
                        (Stage.DETAILED, {Section.CAUSE: "電源の故障"})]:  # fmt: skip
        reading = a_reading(at="2025-06-10T10:00", reference="R-1", stage=stage, sections=told)
        receipt = filed(db, reading)
    sheet = sheet_of(db)

    assert sheet.case == receipt.filing
    assert answers(sheet, "cause") == [("section:cause", "電源の故障")]
    assert answers(sheet, "response") == [("section:response", "再起動")]


def test_what_was_entered_marked_and_happened_answers_too(db: Database) -> None:
    near_miss = {"switched_promptly": False, "reasons": {"switched_promptly": "30分かかった"}}
    made = entered(db, near_miss=near_miss, cause={"kind": "unknown"})
    key = "jp-2025-04/clock/user_notice"
    told_at = OCCURRED + timedelta(minutes=20)
    mark_done(docket(db, KDDI), Marked(entry=made.id, key=key, done_at=told_at), NOW)
    store = HappeningStore(db)
    store.tell(Happening(entry=made.id, kind=Kind.ROAMING_STARTED, at=told_at), KDDI, NOW)
    sheet = sheet_of(db)

    assert answers(sheet, "notice") == [("done:user_notice", told_at.isoformat())]
    assert answers(sheet, "roaming") == [("happened:roaming_started", told_at.isoformat())]
    assert [value for _, value in answers(sheet, "switch-over")] == [False, "30分かかった"]
    assert answers(sheet, "emergency")[0][0] == "facts:services.emergency_voice"
    assert "cause" in sheet.unanswered  # "unknown" is no answer


@pytest.mark.parametrize(("carrier", "n"), [(None, 2), ("kddi", 1), ("softbank", 0)])
def test_a_year_and_a_carrier_can_be_asked_for(db: Database, carrier: str | None, n: int) -> None:
    filed(db, A_SERIOUS_READING, carrier="kddi")
    filed(db, A_SERIOUS_READING, carrier="ntt-docomo")
    asked = CarrierId(carrier) if carrier else None

    assert len(monitor(docket(db), 2025, NOW, asked).sheets) == n
    assert monitor(docket(db), 2024, NOW, asked).sheets == ()


def test_a_carrier_is_asked_of_its_own_cases_alone(db: Database) -> None:
    filed(db, A_SERIOUS_READING, carrier="kddi")
    written: Any = monitoring_to_json(monitor(docket(db, DOCOMO), 2025, NOW))
    assert written["sheets"] == []
    assert len(written["questions"]) == len(load_questions())


@pytest.mark.parametrize("place", ["section:kause", "guess:cause"])
def test_a_place_that_is_none_is_a_mistake_in_the_file(tmp_path: Path, place: str) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(
        f'[[questions]]\nid = "q"\ntitle = {{ ja = "", en = "" }}\nfrom = ["{place}"]\nmark = "M"',
        "utf-8",
    )
    with pytest.raises((KeyError, ValueError)):
        load_questions(path)
