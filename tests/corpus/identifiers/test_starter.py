"""No operator of the starter corpus keeps its name: not in any field, not in part."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import corpus.starter
from corpus.carriers import CarrierRegister
from corpus.identifiers.detect import Detector
from corpus.identifiers.spelling import spell
from corpus.identifiers.squeezing import squeeze
from tests.corpus.identifiers.spelled_cases import masked

RECORD = Path(corpus.starter.__path__[0]) / "incidents.jsonl"
DETECTOR = Detector()
FIELDS = (
    "operator",
    "affected_area",
    "trigger",
    "root_cause",
    "propagation",
    "recovery",
    "prolonging_factors",
    "countermeasures",
    "lessons",
    "narrative_ja",
    "narrative_en",
)
NO_NAMES = {
    "and",
    "many",
    "others",
    "providers",
    "operators",
    "for",
    "of",
    "data",
    "centre",
    "center",
    "kr",
    "tld",
    "資料に社名なし",
    "ケーブルテレビ会社",
    "portuguese",
    "norway",
    "canada",
    "france",
    "frankfurt",
    "tonga",
    "svalbard",
    "japan",
    "cable",
    "services",
}
"""Words of the field that name no carrier; places are for other layers."""


def incidents() -> list[dict[str, Any]]:
    return [json.loads(line) for line in RECORD.read_text(encoding="utf-8").splitlines()]


def texts(incident: dict[str, Any]) -> Iterator[str]:
    for field in FIELDS:
        told = incident[field] or ()
        yield from [told] if isinstance(told, str) else told


def names_of(incident: dict[str, Any]) -> set[str]:
    """Every spelling of the operators of `incident`, and the words of the field itself."""
    register = CarrierRegister.load()
    operator = incident["operator"]
    carriers = register.find_all(operator)
    spellings = {one for carrier in carriers for one in register.get(carrier).spellings}
    return spellings | {word for word in re.split(r"[\s/()・,]+", operator) if len(word) > 2}


@cache
def left_of(text: str) -> str:
    """`text` with its identifiers blackened."""
    return masked(text, DETECTOR.find(text))


def stands_in(name: str, text: str) -> bool:
    """Whether `name` stands in `text`: in its own case, if it is an ordinary word as well."""
    if name.isascii():
        return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text) is not None
    return squeeze(spell(name).low).text in squeeze(spell(text).low).text


@pytest.mark.parametrize("incident", incidents(), ids=lambda one: str(one["id"]))
def test_no_name_of_its_operators_is_left_in_an_incident(incident: dict[str, Any]) -> None:
    names = {name for name in names_of(incident) if name.casefold() not in NO_NAMES}
    for text in texts(incident):
        assert [name for name in names if stands_in(name, left_of(text))] == []


def test_no_name_of_any_carrier_is_left_anywhere() -> None:
    register = CarrierRegister.load()
    distinct = [
        one
        for carrier in register.all()
        for one in carrier.spellings
        if one not in carrier.common_words and len(one) > 2
    ]
    for text in (text for incident in incidents() for text in texts(incident)):
        left = left_of(text)
        assert [one for one in distinct if one in left and stands_in(one, left)] == []
