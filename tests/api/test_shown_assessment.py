"""An assessment is shown in the shape that is published, with nothing in it that others did."""

import json
from datetime import date

import pytest
from sqlite_utils import Database

from api.schemas import AssessmentOut, TriageOut
from api.shown import assessment_lines, assessment_out
from api.words import Words
from corpus.reading import ServiceImpact
from corpus.service import Service
from tests.corpus.steps import filed
from tests.triage.examples import CABLE, KDDI, POWER, put, telling, triage_of
from triage.cases import filed_cases


def shown(db: Database, as_of: date | None) -> list[AssessmentOut]:
    services = (ServiceImpact(service=Service.EMERGENCY_VOICE, named="緊急通報"),)
    put(db, "2021-01-01-a", CABLE, date(2021, 1, 1))
    receipt = filed(db, telling(POWER * 5, services=services))
    triage = triage_of(db)
    found = triage.assess(filed_cases(db, [receipt.filing], KDDI), KDDI, as_of)
    return [assessment_out(one, triage.vocabulary) for one in found]


@pytest.mark.parametrize("as_of", [None, date(2025, 1, 1)], ids=str)
def test_an_assessment_is_of_the_shape_that_is_published(db: Database, as_of: date | None) -> None:
    found = shown(db, as_of)
    written = json.dumps([one.model_dump() for one in found])

    assert TriageOut.model_validate_json(written, strict=True).root == found
    [one] = json.loads(written)
    schema = AssessmentOut.model_json_schema()
    assert one.keys() == schema["properties"].keys() == set(schema["required"])
    assert one["as_of"] == (as_of.isoformat() if as_of else None)
    assert one["priority"] == sum(reason["points"] for reason in one["reasons"])
    assert one["nearest"][0]["incident"] == "2021-01-01-a"
    differing = one["nearest"][0]
    assert len(differing["differs_in"]) == len(differing["differences"]) > 0


def test_the_position_shown_does_not_count_what_is_hidden(db: Database) -> None:
    filed(db, telling(CABLE), carrier="ntt-east")

    assert [one.position for one in shown(db, None)] == [2]  # the record, and its own filing


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_reason_has_words(db: Database, language: str) -> None:
    [one] = shown(db, None)

    lines = assessment_lines(one, Words((language,)))

    told = [line for line in lines if line.startswith("  + ")]
    assert len(told) == len(one.reasons) >= 2
    assert not any(f" {reason.source}:" in line for reason in one.reasons for line in told)
