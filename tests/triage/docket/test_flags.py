"""Labels and flags: voluntary stays voluntary, and what a reader must see stands beside."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.reading import ServiceImpact, Stage
from corpus.service import Service
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import filed, on_record
from tests.examples import a_quantity, a_reading
from tests.triage.docket.examples import (
    COMMITTEE,
    DOCOMO,
    KDDI,
    NOW,
    OCCURRED,
    SMALL,
    docket,
    entered,
    facts,
)
from triage.docket.cases import Case
from triage.docket.due import due_list
from triage.docket.entry import Entered, Entry, EntryId
from triage.docket.evidence import Evidence, EvidenceStore, Shows
from triage.docket.flags import SANCTION, Flagged, flagged, flagged_to_json, label_of
from triage.docket.guidance import Given, GuidanceStore
from triage.docket.parents import ParentStore
from triage.docket.store import EntryStore
from triage.duty.decide import decide, regimes_for
from triage.errors import FactsRefused, MayNotEnter, UnknownEntry
from triage.facts_json import parse_facts


def codes(found: Flagged) -> set[str]:
    return {flag.code for flag in found.flags}


def only(db: Database, **told: Any) -> Flagged:
    entered(db, **told)
    [found] = flagged(docket(db))
    return found


def test_a_serious_accident_is_labelled_so(db: Database) -> None:
    found = only(db)
    assert (found.label, found.title.ja, found.regime) == ("serious", "重大な事故", "jp-2025-04")
    assert codes(found) == {"cause_not_known"}


def test_a_report_below_every_line_is_voluntary(db: Database) -> None:
    receipt = filed(db, a_reading(at="2025-06-10T10:00", stage=Stage.FIRST))
    found = only(db, about=receipt.filing, services=SMALL)

    assert found.label == "voluntary"
    assert "voluntary" in codes(found)
    assert entered(db, services=SMALL)
    assert [each.label for each in flagged(docket(db))] == ["voluntary", "none"]


def test_a_voluntary_case_is_never_escalated_by_its_facts(db: Database) -> None:
    made = entered(db, services=SMALL, voluntary=True)
    EntryStore(db).revise(made.id, Entered(facts=facts(), voluntary=True), KDDI, NOW)
    [found] = flagged(docket(db))

    assert found.label == "voluntary"
    assert codes(found) >= {"voluntary", "duty_beside_voluntary"}


minutes = st.integers(0, 3_000)
users = st.none() | st.integers(0, 40_000_000)


@given(
    service=st.sampled_from(list(Service)),
    users=users,
    minutes=minutes,
    leak=st.booleans(),
    fire=st.booleans(),
)
def test_whatever_the_facts_a_voluntary_case_has_no_label_of_a_sanction(
    service: Service, users: int | None, minutes: int, leak: bool, fire: bool
) -> None:
    told = facts(
        services=[{"service": service, "users": users, "duration_minutes": minutes}],
        leak={"secrecy": leak},
        near_miss={"fire": fire},
    )
    parsed = parse_facts(told)
    home = decide(parsed, regimes_for(parsed, None)[0])
    entry = Entry(
        id=EntryId("D-1"), carrier=None, filing=None, incidents=(), version=1, regimes=(),
        area=None, voluntary=True, told_by="secretariat", at=NOW, facts=parsed, written=told,
    )  # fmt: skip
    case = Case(
        id=entry.id, carrier=None, filing=None, incidents=(), entry=entry, facts=parsed,
        told=json.loads(told), decisions=(home,),
    )  # fmt: skip
    assert label_of(case) == "voluntary"
    assert label_of(case) not in SANCTION


def test_guidance_is_not_tied_to_a_voluntary_case(db: Database) -> None:
    made = entered(db, voluntary=True)
    given = Given(entry=made.id, given_on=NOW.date(), title="指導", reference=None, asked=())
    with pytest.raises(FactsRefused) as refused:
        GuidanceStore(db).record(given, SECRETARIAT, NOW)
    assert refused.value.faults[0].code == "voluntary"


CASES: list[tuple[dict[str, Any], str]] = [
    (
        {
            "services": [
                {"service": "internet_access", "users": 220_000, "duration_minutes": 118}
            ],
            "regimes": ("jp-2025-council",),
        },
        "short_form",
    ),
    (
        {
            "services": [],
            "equipment": {"kind": "submarine_cable", "serious_loss": True, "redundant": True},
            "near_miss": {"switched_promptly": True},
        },
        "cable_redundant",
    ),
    (
        {"equipment": {"kind": "submarine_cable", "serious_loss": True, "trunk": True}},
        "cable_service_cut",
    ),
    (
        {
            "services": [],
            "equipment": {"kind": "satellite", "serious_loss": True, "constellation": True},
        },
        "constellation",
    ),
    ({"near_miss": {"switched_promptly": False}}, "reason_needed"),
    ({"services": [], "near_miss": {"could_not_stop": True}}, "why_not_serious"),
    ({"cause": {"kind": "attack"}}, "cyber_too"),
    ({"services": [{"service": "voice", "users": 200_000}]}, "undetermined"),
    ({"cause": {"equipment_owner": "other_carrier"}}, "parent_missing"),
    (
        {
            "cause": {"equipment_owner": "wholesaler"},
            "carrier": {"id": "kddi", "wholesale_buyer": True},
        },
        "reduced",
    ),
]


@pytest.mark.parametrize(("told", "code"), CASES, ids=[code for _, code in CASES])
def test_a_flag_is_raised_where_it_belongs_and_nowhere_else(
    db: Database, told: dict[str, Any], code: str
) -> None:
    assert code in codes(only(db, **told))
    entered(db)
    assert code not in codes(flagged(docket(db))[-1])


def test_a_given_reason_lowers_the_flag(db: Database) -> None:
    near_miss = {"switched_promptly": False, "reasons": {"switched_promptly": "40分"}}
    assert "reason_needed" not in codes(only(db, near_miss=near_miss))


def test_evidence_is_kept_and_changes_no_count(db: Database) -> None:
    made = entered(db)
    before = docket(db).case(made.id).decisions
    evidence = Evidence(
        entry=made.id,
        kind=Shows.BACKGROUND_ONLY,
        text="自動通信のみ",
        service=Service.MOBILE_DATA,
        share=1,
    )
    EvidenceStore(db).keep(evidence, KDDI, NOW)

    assert EvidenceStore(db).of(made.id, COMMITTEE) == (evidence,)
    assert docket(db).case(made.id).decisions == before
    [found] = flagged(docket(db))
    assert "background_traffic" in codes(found)
    with pytest.raises(UnknownEntry):
        EvidenceStore(db).of(made.id, DOCOMO)


@pytest.mark.parametrize(
    ("more", "path"),
    [({"share": 1.5}, "share"), ({"share": -0.1}, "share"), ({"text": ""}, "text")],
)
def test_bad_evidence_is_refused(db: Database, more: dict[str, Any], path: str) -> None:
    made = entered(db)
    told = {"entry": made.id, "kind": Shows.NOT_PERCEIVED, "text": "体感なし", **more}
    with pytest.raises(FactsRefused) as refused:
        EvidenceStore(db).keep(Evidence(**told), KDDI, NOW)
    assert refused.value.faults[0].path == path


def test_a_second_entry_on_one_accident_is_flagged(db: Database) -> None:
    incident = on_record(db)
    entered(db, KDDI, about=incident)
    entered(db, DOCOMO, about=incident)
    assert not any("second_entry" in codes(each) for each in flagged(docket(db)))

    entered(db, KDDI, about=incident)
    mine = [codes(each) for each in flagged(docket(db)) if each.carrier == "kddi"]
    assert len(mine) == 2
    assert all("second_entry" in each for each in mine)


def test_a_child_is_linked_to_its_parent(db: Database) -> None:
    parent = on_record(db)
    made = entered(db, cause={"equipment_owner": "wholesaler"})
    ParentStore(db).link(made.id, parent, KDDI, NOW)
    [found] = flagged(docket(db))

    assert (found.parent, "parent_linked" in codes(found)) == (parent, True)
    assert "parent_missing" not in codes(found)
    assert [each.id for each in ParentStore(db).children_of(parent, SECRETARIAT)] == [made.id]
    assert ParentStore(db).children_of(parent, DOCOMO) == ()


def test_flags_as_json_carry_their_words(db: Database) -> None:
    entered(db, at=OCCURRED + timedelta(minutes=1))
    written: Any = flagged_to_json(flagged(docket(db)))[0]
    assert written["flags"][0]["wording"]["ja"].startswith("原因は調査中")
    with pytest.raises(MayNotEnter):
        ParentStore(db).link(EntryId(written["case"]), on_record(db), COMMITTEE, NOW)


def test_what_is_likely_stands_beside_an_open_label_and_decides_nothing(db: Database) -> None:
    bare = ServiceImpact(service=Service.VOICE, named="音声")
    data = ServiceImpact(service=Service.MOBILE_DATA, named="データ")
    whole = {"users": a_quantity(2_520_000), "minutes": a_quantity(282)}
    filed(db, a_reading(at="2025-06-10T10:00", services=(bare, data), **whole))
    [found] = flagged(docket(db))

    assert (found.label, found.likely) == ("undetermined", "serious")
    assert "by_whole_figures" in codes(found)
    assert not any(item.certain for item in due_list(docket(db), NOW).items if item.as_)

    filed(db, a_reading(where="row 2", at="2025-06-10T10:00", services=(bare, data)))
    assert flagged(docket(db))[1].likely is None
