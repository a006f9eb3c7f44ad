"""Values as JSON."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from triage.written import as_json


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inside:
    as_: Colour
    hidden: str = field(default="no", repr=False)


def test_what_stands_in_an_answer_becomes_json() -> None:
    told = {
        Colour.RED: (Inside(Colour.RED), date(2025, 6, 10)),
        "set": frozenset({"b", "a"}),
        "at": datetime(2025, 6, 10, tzinfo=UTC),
        "n": 1.5,
        "none": None,
    }
    assert as_json(told) == {
        "red": [{"as": "red"}, "2025-06-10"],
        "set": ["a", "b"],
        "at": "2025-06-10T00:00:00+00:00",
        "n": 1.5,
        "none": None,
    }
