"""Administrative guidance: given by the ministry on a case, its answers due and marked."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.viewer import SECRETARIAT
from tests.triage.docket.examples import COMMITTEE, DOCOMO, KDDI, NOW, docket, entered
from triage.docket.due import due_list
from triage.docket.entry import Entry
from triage.docket.guidance import Asked, Given, GuidanceStore
from triage.errors import FactsRefused, MayNotEnter, UnknownEntry

GIVEN = NOW.date() + timedelta(days=100)
LATER = NOW + timedelta(days=100)
DUE = GIVEN + timedelta(days=30)


def given(entry: Entry, **more: Any) -> Given:
    asked = (Asked(text="実施状況の報告", due_on=DUE), Asked(text="点検結果", due_on=DUE))
    told = {"entry": entry.id, "given_on": GIVEN, "title": "指導", "reference": "総基第1号"}
    return Given(**{**told, "asked": asked, **more})


def test_what_guidance_asks_is_due_and_answered(db: Database) -> None:
    made = entered(db)
    number = GuidanceStore(db).record(given(made), SECRETARIAT, LATER)
    guided = [f"guidance/{number}/0", f"guidance/{number}/1"]

    def keys(day: date, **more: Any) -> dict[str, str]:
        as_of = LATER + (day - GIVEN)
        items = due_list(docket(db, KDDI), as_of, **more).items
        return {item.key: item.state for item in items if item.term == "guidance"}

    assert keys(GIVEN) == dict.fromkeys(guided, "open")
    assert keys(GIVEN - timedelta(days=3)) == {}
    assert keys(DUE + timedelta(days=2)) == dict.fromkeys(guided, "overdue")

    GuidanceStore(db).answer(number, 1, DUE, KDDI)
    assert keys(DUE + timedelta(days=2)) == {guided[0]: "overdue"}
    done = keys(DUE + timedelta(days=2), done=True)
    assert done == {guided[0]: "overdue", guided[1]: "done"}
    [read] = GuidanceStore(db).of(made.id, COMMITTEE)
    assert (read.reference, read.asked[1].answered_by) == ("総基第1号", "carrier:kddi")


def test_guidance_is_seen_by_its_carrier_alone(db: Database) -> None:
    made, other = entered(db), entered(db, DOCOMO)
    number = GuidanceStore(db).record(given(made), SECRETARIAT, LATER)

    assert GuidanceStore(db).all(DOCOMO) == ()
    assert GuidanceStore(db).of(other.id, DOCOMO) == ()
    with pytest.raises(UnknownEntry):
        GuidanceStore(db).of(made.id, DOCOMO)
    with pytest.raises(FactsRefused):
        GuidanceStore(db).answer(number, 0, DUE, DOCOMO)


@pytest.mark.parametrize("by", [KDDI, COMMITTEE])
def test_only_the_secretariat_records_guidance(db: Database, by: Any) -> None:
    made = entered(db)
    with pytest.raises(MayNotEnter):
        GuidanceStore(db).record(given(made), by, LATER)
    number = GuidanceStore(db).record(given(made), SECRETARIAT, LATER)
    with pytest.raises(MayNotEnter):
        GuidanceStore(db).answer(number, 0, DUE, COMMITTEE)


REFUSED = [
    ({"asked": (Asked(text="あ", due_on=GIVEN - timedelta(days=1)),)}, "asked[0].due_on"),
    ({"asked": (Asked(text="あ", due_on=DUE), Asked(text=" ", due_on=DUE))}, "asked[1].text"),
    ({"title": ""}, "title"),
    ({"reference": "x" * 501}, "reference"),
]


@pytest.mark.parametrize(("more", "path"), REFUSED)
def test_bad_guidance_is_refused_whole(db: Database, more: dict[str, Any], path: str) -> None:
    made = entered(db)
    with pytest.raises(FactsRefused) as refused:
        GuidanceStore(db).record(given(made, **more), SECRETARIAT, LATER)
    assert refused.value.faults[0].path == path
    assert GuidanceStore(db).all(SECRETARIAT) == ()


@pytest.mark.parametrize(
    ("number", "place", "on", "path"),
    [(99, 0, DUE, "guidance"), (1, 2, DUE, "place"), (1, 0, GIVEN - timedelta(days=1), "on")],
)
def test_an_answer_to_nothing_is_refused(
    db: Database, number: int, place: int, on: date, path: str
) -> None:
    GuidanceStore(db, draw=lambda: 1).record(given(entered(db)), SECRETARIAT, LATER)
    with pytest.raises(FactsRefused) as refused:
        GuidanceStore(db).answer(number, place, on, KDDI)
    assert refused.value.faults[0].path == path


def test_numbers_are_drawn_and_none_twice(db: Database) -> None:
    made, drawn = entered(db), iter([7, 7, 3])
    store = GuidanceStore(db, draw=lambda: next(drawn))
    numbers = [store.record(given(made), SECRETARIAT, LATER + timedelta(n)) for n in range(2)]

    assert numbers == [7, 3]
    assert [each.number for each in store.all(KDDI)] == [7, 3]  # as they came
