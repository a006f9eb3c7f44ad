from datetime import timedelta
from typing import Any

import pytest

from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience, Viewer, carrier_audience
from sharing.errors import MayNotShare, UnknownPreset
from sharing.facts import Named
from sharing.scope import Condition, PresetId
from sharing.share import KeptShare, Proposed
from tests.corpus.steps import on_record
from tests.examples import NOW
from tests.sharing.examples import (
    DOCOMO,
    EVERYONE,
    IIJ,
    KDDI,
    SHARED,
    Office,
    deciding,
)
from tests.sharing.test_groups import made
from tests.triage.lessons.examples import a_lesson
from triage.lessons.lesson import Coded, LessonId
from triage.lessons.store import LessonStore

BASE = (Coded(id="standard", quotations=()),)
FOUNDERS = Named(makers=("交換機の製造者",))


@pytest.fixture
def office() -> Office:
    return Office()


def of_operator(office: Office, operator: str, **fields: Any) -> LessonId:
    account = on_record(office.db, operator=operator, service_kinds=["sms"])
    lesson = a_lesson(account=account, **fields)
    [kept] = LessonStore(office.db, office.draw).keep([lesson], SECRETARIAT, NOW)
    return kept.id


def propose(
    office: Office, lesson: LessonId, preset: str, *holds: str, **told: Any
) -> tuple[KeptShare, ...]:
    by = told.pop("by", SECRETARIAT)
    proposed = Proposed(preset=PresetId(preset), holds=frozenset(map(Condition, holds)), **told)
    return office.desk.propose(lesson, proposed, deciding(by))


def test_kddi_wants_serious_accidents_of_designated_institutions_in_their_own_equipment(
    office: Office,
) -> None:
    lesson = of_operator(office, "KDDI")

    [kept] = propose(office, lesson, "kddi", "serious", "own_equipment")

    assert (kept.preset, kept.share.scope, kept.share.grain) == ("kddi", "designated", "committee")
    assert office.shares.seen(lesson, DOCOMO, SHARED).grain == "committee"
    assert carrier_audience(CarrierId("kddi")) not in (kept.recipients or {})


@pytest.mark.parametrize(
    ("operator", "holds", "wants"),
    [
        ("KDDI", ("serious",), "own_equipment"),
        ("KDDI", (), "own_equipment, serious"),
        ("IIJ", ("serious", "own_equipment", "by_designated"), "by_designated"),
    ],
)
def test_what_was_not_proposed_is_not_done_by_it(
    office: Office, operator: str, holds: tuple[str, ...], wants: str
) -> None:
    lesson = of_operator(office, operator)

    with pytest.raises(InputRefused) as refused:
        propose(office, lesson, "kddi", *holds)
    assert (refused.value.code, refused.value.details) == ("proposal_wants", {"wants": wants})


def test_what_the_ministry_asks_for_lifts_the_conditions(office: Office) -> None:
    assert propose(office, of_operator(office, "KDDI"), "kddi", lifted=True)


def test_where_nothing_lifts_conditions_nothing_does(office: Office) -> None:
    with pytest.raises(InputRefused, match="nothing_lifts"):
        propose(office, office.drafted().id, "docomo", lifted=True)


def test_iij_wants_wholesale_customers_and_makers_told_before_the_public(office: Office) -> None:
    lesson = of_operator(office, "NTTドコモ")

    wholesale, makers, public = propose(office, lesson, "iij", "urgent", named=FOUNDERS)

    [customer, *_] = wholesale.recipients or {}
    assert wholesale.share.release == makers.share.release == SHARED
    assert public.share.release == SHARED + timedelta(days=14)
    assert set(makers.recipients or {}) == {Audience("maker:交換機の製造者")}
    grains = [
        [
            office.shares.seen(lesson, viewer, SHARED + timedelta(days=days)).grain.value
            for viewer, days in told
        ]
        for told in (
            [(Viewer.parse(customer), 0)],
            [(Viewer.parse(customer), 14), (EVERYONE, 14)],
        )
    ]
    assert grains == [["carriers"], ["carriers", "public"]]


def test_a_preset_is_set_whole_or_not_at_all(office: Office) -> None:
    lesson = of_operator(office, "NTTドコモ")

    with pytest.raises(InputRefused, match="nobody_named"):
        propose(office, lesson, "iij", "urgent")
    assert office.shares.entries(SECRETARIAT, SHARED) == ()


def test_biglobe_wants_what_was_learnt_shared_among_peers(office: Office) -> None:
    lesson = of_operator(office, "KDDI")

    [kept] = propose(office, lesson, "biglobe")

    assert (kept.share.scope, kept.share.grain, kept.share.k) == ("peers", "public", 4)
    assert set(kept.recipients or {}) >= {"carrier:ntt-docomo", "carrier:softbank"}


def test_lineyahoo_wants_a_shared_base_and_a_carrier_that_asks(office: Office) -> None:
    group = made(office.groups, KDDI, IIJ)
    with_base = office.drafted("2023-01-01-a", by=KDDI, shared_base=BASE).id
    without = office.drafted("2023-01-01-b", by=KDDI, shared_base=()).id

    [kept] = propose(office, with_base, "line-yahoo", "asked_for", by=KDDI, group=group)

    assert set(kept.recipients or {}) == {"carrier:iij", "carrier:kddi"}
    with pytest.raises(InputRefused, match="shared_base"):
        propose(office, without, "line-yahoo", "asked_for", by=KDDI, group=group)


def test_a_preset_is_for_those_who_may_decide_its_scopes(office: Office) -> None:
    with pytest.raises(MayNotShare):
        propose(office, office.drafted().id, "docomo", "large_or_social", by=KDDI)
    with pytest.raises(UnknownPreset):
        propose(office, office.drafted().id, "mars")
