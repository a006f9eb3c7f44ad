"""Entries: kept version by version, seen by their carrier, the secretariat and the committee."""

import json
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.errors import UnknownFiling, UnknownIncident, UnknownRegime
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.steps import filed, on_record
from tests.examples import a_reading
from tests.triage.docket.examples import COMMITTEE, DOCOMO, KDDI, NOW, PUBLIC, entered, facts
from triage.docket.entry import Change, Entered, EntryId, changes_between, entry_to_json
from triage.docket.store import EntryStore
from triage.errors import FactsRefused, MayNotEnter, UnknownEntry


def test_an_entry_is_read_back_as_it_was_entered(db: Database) -> None:
    made = entered(db, regimes=("us-nors", "us-nors"), area="三重県", voluntary=True)

    assert made.carrier == "kddi"
    assert made.facts.carrier.id == "kddi"
    assert (made.version, made.regimes, made.area) == (1, ("us-nors",), "三重県")
    assert made.voluntary
    assert made.told_by == "carrier:kddi"
    assert made.at == NOW
    assert made.told["services"][0]["users"] == 120_000
    assert EntryStore(db).get(made.id, SECRETARIAT) == made


def test_a_carrier_sees_its_own_entries_alone(db: Database) -> None:
    mine, theirs = entered(db, KDDI), entered(db, DOCOMO)

    store = EntryStore(db)
    assert [each.id for each in store.list(KDDI)] == [mine.id]
    assert [each.id for each in store.list(COMMITTEE)] == [mine.id, theirs.id]
    assert store.list(PUBLIC) == ()
    for viewer, hidden in [(KDDI, theirs), (DOCOMO, mine), (PUBLIC, mine)]:
        with pytest.raises(UnknownEntry):
            store.get(hidden.id, viewer)
        with pytest.raises(UnknownEntry):
            store.history(hidden.id, viewer)


def test_an_entry_on_a_public_accident_stays_its_carriers_own(db: Database) -> None:
    incident = on_record(db)
    mine = entered(db, KDDI, about=incident)

    store = EntryStore(db)
    assert mine.incidents == (incident,)
    assert [each.id for each in store.of_incident(incident, KDDI)] == [mine.id]
    assert store.of_incident(incident, DOCOMO) == ()


def test_an_entry_on_a_filing_is_on_its_incident(db: Database) -> None:
    receipt = filed(db, a_reading())
    made = entered(db, SECRETARIAT, about=receipt.filing)

    assert (made.carrier, made.filing, made.incidents) == (
        "kddi",
        receipt.filing,
        receipt.incidents,
    )
    with pytest.raises(UnknownIncident):
        EntryStore(db).of_incident(receipt.incidents[0], DOCOMO)


def test_what_a_filing_is_about_is_hidden_with_it(db: Database) -> None:
    receipt = filed(db, a_reading(), carrier=None)
    made = entered(db, SECRETARIAT, about=receipt.filing, carrier={"id": "kddi"})

    seen = EntryStore(db).get(made.id, KDDI)
    assert (seen.filing, seen.incidents) == (None, ())
    assert EntryStore(db).get(made.id, SECRETARIAT).filing == receipt.filing


def test_the_cause_may_be_told_later_and_its_history_stays(db: Database) -> None:
    made = entered(db)
    store = EntryStore(db)
    later = Entered(facts=facts(cause={"kind": "attack"}), why="原因が判明")
    revised = store.revise(made.id, later, KDDI, NOW)

    assert revised.version == 2
    first, second = store.history(made.id, COMMITTEE)
    assert (first.changes, first.why) == ((), None)
    assert second.changes == (Change(path="$.cause.kind", before=None, after="attack"),)
    assert second.why == "原因が判明"


def test_the_same_facts_again_are_no_new_version(db: Database) -> None:
    made = entered(db)
    again = json.dumps(json.loads(facts()), indent=1)

    assert EntryStore(db).revise(made.id, Entered(facts=again), KDDI, NOW).version == 1
    told = Entered(facts=again, voluntary=True)
    assert EntryStore(db).revise(made.id, told, KDDI, NOW).version == 2


def test_an_entry_is_tied_to_its_filing_later(db: Database) -> None:
    made = entered(db)
    receipt = filed(db, a_reading())
    tied = Entered(facts=facts(), about=receipt.filing)

    assert EntryStore(db).revise(made.id, tied, KDDI, NOW).filing == receipt.filing


@pytest.mark.parametrize("by", [SECRETARIAT, KDDI])
def test_an_entry_is_not_tied_to_what_its_carrier_does_not_see(db: Database, by: Viewer) -> None:
    made = entered(db)
    receipt = filed(db, a_reading(), carrier="ntt-docomo")

    with pytest.raises((FactsRefused, UnknownFiling)):
        EntryStore(db).revise(made.id, Entered(facts=facts(), about=receipt.filing), by, NOW)
    assert EntryStore(db).get(made.id, SECRETARIAT).filing is None


def test_a_reason_for_promptly_is_kept(db: Database) -> None:
    near_miss = {"switched_promptly": False, "reasons": {"switched_promptly": "30分かかった"}}
    made = entered(db, near_miss=near_miss)

    assert made.facts.near_miss.reasons == {"switched_promptly": "30分かかった"}


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"services": [{"service": "fax"}]}, "$.services[0].service"),
    ({"carrier": {"id": "ntt-docomo"}}, "$.carrier.id"),
    ({"area": " "}, "area"),
    ({"area": "あ" * 501}, "area"),
    ({"why": "440-10 1234567890"}, "why"),
    ({"why": "440101234567890"}, "why"),
    ({"near_miss": {"reasons": {"noticed_promptly": "440101234567890"}}},
     "$.near_miss.reasons.noticed_promptly"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "path"), REFUSED)
def test_a_bad_entry_is_refused_with_its_path(
    db: Database, told: dict[str, Any], path: str
) -> None:
    with pytest.raises(FactsRefused) as refused:
        entered(db, **told)
    assert [fault.path for fault in refused.value.faults] == [path]
    assert EntryStore(db).list(SECRETARIAT) == ()


def test_an_unknown_regime_is_refused(db: Database) -> None:
    with pytest.raises(UnknownRegime):
        entered(db, regimes=("jp-1900",))
    assert EntryStore(db).list(SECRETARIAT) == ()


@pytest.mark.parametrize("by", [PUBLIC, COMMITTEE, Viewer.parse("auditor")])
def test_who_only_reads_enters_nothing(db: Database, by: Viewer) -> None:
    made = entered(db)
    with pytest.raises(MayNotEnter):
        entered(db, by)
    with pytest.raises(MayNotEnter):
        EntryStore(db).revise(made.id, Entered(facts=facts()), by, NOW)


def test_nothing_is_entered_about_what_is_not_seen(db: Database) -> None:
    receipt = filed(db, a_reading())
    with pytest.raises(UnknownFiling):
        entered(db, DOCOMO, about=receipt.filing)
    with pytest.raises(UnknownIncident):
        entered(db, DOCOMO, about=receipt.incidents[0])
    with pytest.raises(UnknownEntry):
        EntryStore(db).get(EntryId("D-0"), SECRETARIAT)


def test_changes_are_told_by_path() -> None:
    before = json.dumps({"a": 1, "list": [{"b": 1}, {"b": 2}]})
    after = json.dumps({"list": [{"b": 1}], "c": {"d": True}})

    assert [(each.path, each.before, each.after) for each in changes_between(before, after)] == [
        ("$.a", 1, None),
        ("$.c.d", None, True),
        ("$.list[1].b", 2, None),
    ]


def test_an_entry_as_json_holds_its_facts_and_history(db: Database) -> None:
    made = entered(db)
    later = EntryStore(db).revise(made.id, Entered(facts=facts(services=[])), KDDI, NOW)
    written: Any = json.loads(
        json.dumps(entry_to_json(later, EntryStore(db).history(made.id, KDDI)))
    )

    assert written["facts"]["services"] == []
    assert (written["id"], written["version"], len(written["history"])) == (made.id, 2, 2)
    assert written["history"][1]["changes"][0]["path"] == "$.services[0].duration_minutes"
