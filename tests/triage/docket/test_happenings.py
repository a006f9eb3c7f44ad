"""Roaming, public Wi-Fi and the sealed list for call-takers."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.errors import UnknownIncident
from corpus.ids import IncidentId
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import on_record
from tests.triage.docket.examples import (
    COMMITTEE,
    DOCOMO,
    KDDI,
    NOW,
    OCCURRED,
    PUBLIC,
    docket,
    entered,
)
from triage.docket.handover import handover, handover_to_json
from triage.docket.happenings import Happening, HappeningStore, Kind, Sealed
from triage.errors import FactsRefused, MayNotEnter, UnknownEntry
from triage.roaming import Mode
from triage.written import as_json

REFERENCE = "sealed:" + "ab" * 32


def happen(db: Database, entry: Any, kind: Kind, minutes: int, **more: Any) -> None:
    at = OCCURRED + timedelta(minutes=minutes)
    HappeningStore(db).tell(Happening(entry=entry.id, kind=kind, at=at, **more), KDDI, NOW)


def test_an_incident_carries_its_roaming_and_wifi_times(db: Database) -> None:
    incident = on_record(db)
    made = entered(db, about=incident)
    happen(db, made, Kind.WIFI_OPENED, 40)
    happen(db, made, Kind.ROAMING_STARTED, 30, mode=Mode.FULL)
    happen(db, made, Kind.ROAMING_ENDED, 90)

    found = HappeningStore(db).of_incident(incident, SECRETARIAT)
    assert [(each.kind, each.mode) for each in found] == [
        (Kind.ROAMING_STARTED, Mode.FULL),
        (Kind.WIFI_OPENED, None),
        (Kind.ROAMING_ENDED, None),
    ]
    assert HappeningStore(db).of_incident(incident, DOCOMO) == ()
    with pytest.raises(UnknownIncident):
        HappeningStore(db).of_incident(IncidentId("2020-01-01-x"), PUBLIC)


def test_only_the_count_of_the_list_is_shown(db: Database) -> None:
    made = entered(db, area="三重県")
    store = HappeningStore(db)
    store.hand_over_list(made.id, Sealed(42, REFERENCE), KDDI, NOW)

    [listed] = store.of(made.id, SECRETARIAT)
    assert (listed.kind, listed.count) == (Kind.IMSI_LIST, 42)
    shown = str(as_json(listed)) + str(handover_to_json(handover(docket(db), made.id)))
    assert "sealed:" not in shown
    assert "abab" not in shown
    assert store.sealed(made.id, KDDI) == (REFERENCE,)
    with pytest.raises(UnknownEntry):
        store.sealed(made.id, DOCOMO)


@pytest.mark.parametrize(
    ("count", "reference", "path"),
    [
        (0, REFERENCE, "count"),
        (-1, REFERENCE, "count"),
        (1, "440101234567890", "sealed"),
        (1, REFERENCE + "0", "sealed"),
    ],
)
def test_a_list_is_given_by_count_and_reference_alone(
    db: Database, count: int, reference: str, path: str
) -> None:
    made = entered(db)
    with pytest.raises(FactsRefused) as refused:
        HappeningStore(db).hand_over_list(made.id, Sealed(count, reference), KDDI, NOW)
    assert refused.value.faults[0].path == path
    assert "440101234567890" not in str(refused.value)


STEPS: list[tuple[list[tuple[Kind, int]], str]] = [
    ([(Kind.ROAMING_ENDED, 1)], "not_started"),
    ([(Kind.WIFI_CLOSED, 1)], "not_started"),
    ([(Kind.WIFI_OPENED, 1), (Kind.ROAMING_ENDED, 2)], "not_started"),
    ([(Kind.ROAMING_STARTED, 1), (Kind.ROAMING_STARTED, 2)], "already_started"),
    ([(Kind.ROAMING_STARTED, 5), (Kind.ROAMING_ENDED, 4)], "ends_before_starts"),
    ([(Kind.IMSI_LIST, 5)], "needs_count"),
    ([(Kind.WIFI_OPENED, 60 * 24 * 30)], "in_the_future"),
]


@pytest.mark.parametrize(("steps", "code"), STEPS)
def test_what_cannot_have_happened_so_is_refused(
    db: Database, steps: list[tuple[Kind, int]], code: str
) -> None:
    made = entered(db)
    *before, (kind, minutes) = steps
    for earlier, at in before:
        happen(db, made, earlier, at)
    with pytest.raises(FactsRefused) as refused:
        happen(db, made, kind, minutes)
    assert refused.value.faults[0].code == code
    assert len(HappeningStore(db).of(made.id, KDDI)) == len(before)


def test_roaming_may_start_again(db: Database) -> None:
    made = entered(db)
    for kind, minutes in [
        (Kind.ROAMING_STARTED, 1), (Kind.ROAMING_ENDED, 2), (Kind.ROAMING_STARTED, 3),
    ]:  # fmt: skip
        happen(db, made, kind, minutes)
    assert len(HappeningStore(db).of(made.id, KDDI)) == 3


def test_only_roaming_has_a_mode(db: Database) -> None:
    made = entered(db)
    with pytest.raises(FactsRefused):
        happen(db, made, Kind.WIFI_OPENED, 1, mode=Mode.FULL)


def test_who_only_reads_tells_nothing(db: Database) -> None:
    made = entered(db)
    with pytest.raises(MayNotEnter):
        HappeningStore(db).hand_over_list(made.id, Sealed(1, REFERENCE), COMMITTEE, NOW)
    at = datetime(2025, 6, 10)
    with pytest.raises(FactsRefused):
        HappeningStore(db).tell(Happening(entry=made.id, kind=Kind.WIFI_OPENED, at=at), KDDI, NOW)
