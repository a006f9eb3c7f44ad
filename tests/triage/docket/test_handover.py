"""Who must be told of an accident, who was told, and what is told twice."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.viewer import SECRETARIAT
from tests.corpus.steps import filed, on_record
from tests.examples import a_moment, a_reading
from tests.triage.docket.examples import (
    COMMITTEE,
    DOCOMO,
    KDDI,
    NOW,
    OCCURRED,
    SERIOUS,
    docket,
    entered,
)
from triage.docket.bodies import Item, Role, load_bodies
from triage.docket.entry import Entry
from triage.docket.handover import Handover, Telling, handover, handover_to_json, tell
from triage.docket.happenings import Happening, HappeningStore, Kind, Sealed
from triage.errors import FactsRefused, MayNotEnter, UnknownEntry

ATTACK = {"kind": "attack"}


def bodies(found: Handover, item: str = "first_report") -> set[str]:
    return {line.body for line in found.lines if line.item == item}


def told(entry: Entry, body: str, minutes: int, item: str = "first_report") -> Telling:
    at = OCCURRED + timedelta(minutes=minutes)
    return Telling(entry=entry.id, body=body, item=Item(item), at=at, way="電話")


def test_the_ministry_and_the_bureau_of_the_area_come_first(db: Database) -> None:
    found = handover(docket(db), entered(db, area="三重県津市").id)

    assert [line.body for line in found.lines][:2] == ["mic", "bureau-tokai"]
    assert found.prefectures == ("三重",)
    assert bodies(found) >= {"police-24", "fire-24", "local-24", "coast-guard-4", "npa", "users"}
    assert "cyber" not in bodies(found)
    assert found.missing == ()


def test_call_takers_are_told_only_where_emergency_calls_are_hit(db: Database) -> None:
    services = [{"service": "mobile_data", "users": 50_000, "duration_minutes": 300}]
    found = handover(docket(db), entered(db, area="東京都", services=services).id)

    assert bodies(found) == {"mic", "bureau-kanto", "local-13", "consumer", "users"}


def test_without_an_area_only_bodies_of_the_whole_country_stand_there(db: Database) -> None:
    found = handover(docket(db), entered(db).id)

    assert found.missing == ("area",)
    assert bodies(found) >= {"mic", "npa", "fdma", "jcg"}
    assert not any(body.startswith(("bureau", "police", "local")) for body in bodies(found))


def test_the_area_is_taken_from_the_filing_or_the_record(db: Database) -> None:
    receipt = filed(db, a_reading(area="沖縄県"))
    assert "bureau-okinawa" in bodies(handover(docket(db), entered(db, about=receipt.filing).id))
    incident = on_record(db, affected_area="福岡県")
    assert "police-40" in bodies(handover(docket(db), entered(db, about=incident).id))


def test_tokyos_police_has_its_own_name() -> None:
    found = load_bodies()
    assert found["police-13"].title.ja == "警視庁(110番)"
    assert found["police-01"].title.ja == "北海道警察(110番)"
    assert found["police-26"].title.en == "Kyoto police (110)"


def test_every_prefecture_has_a_bureau_police_fire_and_coast_guard() -> None:
    found = load_bodies().values()
    prefectures = {name for body in found for name in body.prefectures or ()}
    assert len(prefectures) == 47
    inland = {"群馬", "栃木"}
    for role, first in [(Role.BUREAU, "bureau"), (Role.EMERGENCY, "police"),
                        (Role.EMERGENCY, "fire"), (Role.EMERGENCY, "coast-guard")]:  # fmt: skip
        of_these = [body for body in found if body.role is role and body.id.startswith(first)]
        covered = {name for body in of_these for name in body.prefectures or ()}
        assert prefectures - covered - inland == set(), first
    assert all(body.source.provision for body in found)


def test_each_bureau_has_its_own_prefectures() -> None:
    bureaus = [body for body in load_bodies().values() if body.role is Role.BUREAU]
    named = [name for body in bureaus for name in body.prefectures or ()]
    assert len(named) == len(set(named)) == 47


def test_who_was_told_when_by_whom_is_kept(db: Database) -> None:
    made = entered(db)
    tell(docket(db, KDDI), told(made, "mic", 20), NOW)
    [line] = [line for line in handover(docket(db), made.id).lines if line.body == "mic"]

    assert [(each.at, each.way, each.told_by) for each in line.told] == [
        (OCCURRED + timedelta(minutes=20), "電話", "carrier:kddi")
    ]
    assert line.since == OCCURRED


def test_the_same_report_through_the_cyber_channel_is_a_duplicate(db: Database) -> None:
    made = entered(db, cause=ATTACK)

    def same_as(body: str) -> Any:
        lines = handover(docket(db), made.id).lines
        return next(line.same_as for line in lines if line.body == body)

    assert same_as("cyber") is None
    tell(docket(db, KDDI), told(made, "mic", 20), NOW)
    assert (same_as("mic"), same_as("cyber"), same_as("npa")) == (None, "mic", None)
    tell(docket(db, KDDI), told(made, "cyber", 30), NOW)
    assert (same_as("mic"), same_as("cyber")) == (None, "mic")


def test_what_happened_is_handed_over_as_well(db: Database) -> None:
    made = entered(db, area="三重県")
    store = HappeningStore(db)
    store.tell(Happening(entry=made.id, kind=Kind.ROAMING_STARTED, at=OCCURRED), KDDI, NOW)
    store.hand_over_list(made.id, Sealed(7, "sealed:" + "0" * 64), KDDI, NOW)
    found = handover(docket(db), made.id)

    assert "mic" in bodies(found, "roaming_started")
    assert bodies(found, "imsi_list") == {"police-24", "fire-24", "coast-guard-4"}
    assert {line.count for line in found.lines if line.item == "imsi_list"} == {7}
    assert {line.count for line in found.lines if line.item != "imsi_list"} == {None}


def test_recovery_is_handed_over_once_it_is_filed(db: Database) -> None:
    receipt = filed(db, a_reading(recovered=a_moment("2025-06-10T12:00")))
    found = handover(docket(db), entered(db, about=receipt.filing).id)

    assert "mic" in bodies(found, "recovered")
    assert "mic" not in bodies(handover(docket(db), entered(db).id), "recovered")


REFUSED = [
    ({"body": "nobody"}, "body", "unknown_body"),
    ({"body": "mic", "item": Item.IMSI_LIST}, "item", "not_for_this"),
    ({"way": ""}, "way", "no_text"),
    ({"way": "IMSI 440 10 1234567890"}, "way", "subscriber_number"),
    ({"at": NOW + timedelta(minutes=1)}, "at", "in_the_future"),
]


@pytest.mark.parametrize(("fields", "path", "code"), REFUSED)
def test_a_bad_telling_is_refused(
    db: Database, fields: dict[str, Any], path: str, code: str
) -> None:
    made = entered(db)
    usual = {"entry": made.id, "body": "mic", "item": Item.FIRST_REPORT, "at": NOW, "way": "電話"}
    with pytest.raises(FactsRefused) as refused:
        tell(docket(db, KDDI), Telling(**{**usual, **fields}), NOW)
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(path, code)]


def test_a_carrier_hands_over_its_own_alone(db: Database) -> None:
    made = entered(db, services=SERIOUS)
    with pytest.raises(UnknownEntry):
        tell(docket(db, DOCOMO), told(made, "mic", 1), NOW)
    with pytest.raises(UnknownEntry):
        handover(docket(db, DOCOMO), made.id)
    with pytest.raises(MayNotEnter):
        tell(docket(db, COMMITTEE), told(made, "mic", 1), NOW)


def test_the_list_as_json_says_how_surely_a_body_must_know(db: Database) -> None:
    written: Any = handover_to_json(handover(docket(db, SECRETARIAT), entered(db).id))
    line = written["lines"][0]
    assert (line["body"], line["role"], line["source"]["mark"]) == ("mic", "ministry", "V")
    assert line["item_title"]["ja"] == "第一報"


def test_a_key_that_no_body_has_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bodies.toml"
    path.write_text(
        'families = []\n[prefectures]\n[[bodies]]\nid = "x"\ntitle = { ja = "", en = "" }\n'
        'role = "users"\ncity = ["x"]\nsource = { provision = "", mark = "M" }\n',
        "utf-8",
    )
    with pytest.raises(KeyError):
        load_bodies(path)
