from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.ids import AccountId, FilingId, IncidentId
from corpus.regime import Wording
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.steps import filed, say
from tests.triage.lessons.examples import (
    COMMITTEE,
    DOCOMO,
    KDDI,
    a_database,
    a_filed,
    reading_of,
    recorded,
)
from tests.triage.review.examples import an_assessment, decided
from triage.cases import filed_cases
from triage.likeness.elsewhere import Standing
from triage.reasons import NOVELTY
from triage.review.binding import Binding, Bindings, barring, bound

A, B, C = "2020-01-01-a", "2021-01-01-b", "2022-01-01-c"
POINTS = 60.0


@pytest.fixture
def db() -> Database:
    made = a_database()
    for known in (A, B, C):
        recorded(made, known, started_at=known[:10])
    return made


def account(db: Database, id: str, viewer: Viewer = SECRETARIAT) -> Account:
    return AccountStore(db).get(AccountId(id), viewer)


def binding(
    db: Database, id: str, viewer: Viewer = SECRETARIAT, as_of: date | None = None
) -> Binding:
    return Bindings.load(db, viewer).of(account(db, id), as_of)


def test_nothing_decided_binds_nothing(db: Database) -> None:
    assert binding(db, A) == Binding()
    assert Bindings.load(db, SECRETARIAT).until == 0


def test_not_the_same_sets_each_case_apart_from_the_other(db: Database) -> None:
    decided(db, "not-same", B, A)

    assert binding(db, A).apart == {B}
    assert binding(db, B).apart == {A}
    assert binding(db, C) == Binding()


def test_the_same_as_an_earlier_case_settles_novelty(db: Database) -> None:
    decision = decided(db, "same", B, A)

    assert binding(db, B).novelty == decision
    assert binding(db, B).same == {A}
    assert binding(db, A).novelty is None


def test_a_case_of_the_same_day_or_after_the_date_asked_is_not_earlier(db: Database) -> None:
    recorded(db, "2021-01-01-d", started_at="2021-01-01")
    decided(db, "same", B, "2021-01-01-d")
    decided(db, "same", C, B)

    assert binding(db, B).novelty is None
    assert binding(db, C, as_of=date(2020, 6, 1)).novelty is None
    assert binding(db, C, as_of=date(2023, 6, 1)).novelty is not None


def test_a_case_without_a_day_is_earlier_where_no_date_is_asked(db: Database) -> None:
    recorded(db, "2010-e", started_at="2010")
    decided(db, "same", C, "2010-e")

    assert binding(db, C).novelty is not None
    assert binding(db, C, as_of=date(2023, 1, 1)).novelty is None


def test_the_latest_word_on_novelty_stands(db: Database) -> None:
    decided(db, "same", B, A)
    novel = decided(db, "novel", B)
    assert binding(db, B).novelty == novel

    settled = decided(db, "not-novel", B)
    assert binding(db, B).novelty == settled


def test_taking_the_same_back_takes_its_effect_back(db: Database) -> None:
    decided(db, "same", B, A)
    decided(db, "not-same", B, A)

    found = binding(db, B)
    assert found == Binding(apart=frozenset({IncidentId(A)}))


def test_the_state_of_a_case_is_the_latest(db: Database) -> None:
    decided(db, "accept", A)
    latest = decided(db, "file", A)

    assert Bindings.load(db, SECRETARIAT).states() == {A: latest}
    assert binding(db, A) == Binding()


def test_a_decision_binds_later_versions_of_a_filing(db: Database) -> None:
    first, second = (
        replace(reading_of(cause=told), reference="K-1", where=told)
        for told in ("故障した。", "詳しく調べた。")
    )
    early = filed(db, first).filing
    deferred = decided(db, "defer", early)
    decided(db, "novel", early)
    late = filed(db, second).filing

    assert binding(db, late).novelty is not None
    [incident] = account(db, late).incidents
    assert Bindings.load(db, SECRETARIAT).states()[incident] == deferred


def test_a_decision_follows_a_filing_that_moves_to_another_incident(db: Database) -> None:
    filing = a_filed(db, cause="故障した。")
    decided(db, "novel", filing)
    decided(db, "not-same", C, filing)
    say(db, FilingId(filing), IncidentId(A), "belongs")

    assert binding(db, filing).novelty is not None
    assert A in binding(db, C).apart


def test_decisions_bind_the_secretariat_and_the_committee_and_nobody_else(db: Database) -> None:
    filing = a_filed(db, cause="故障した。")
    before = Bindings.load(db, KDDI).of(account(db, filing, KDDI), None)
    decided(db, "novel", filing)
    decided(db, "not-same", filing, A)

    assert Bindings.load(db, KDDI).of(account(db, filing, KDDI), None) == before
    assert Bindings.load(db, DOCOMO).until == 0
    assert binding(db, filing, COMMITTEE) == binding(db, filing) != Binding()


def test_a_run_can_be_bound_as_it_was_at_a_decision(db: Database) -> None:
    first = decided(db, "novel", A)
    decided(db, "not-novel", A)

    then = Bindings.load(db, SECRETARIAT, until=first.id)
    assert then.until == first.id
    assert then.of(account(db, A), None).novelty == first


def test_what_was_said_not_to_be_the_same_is_no_precedent(db: Database) -> None:
    filing = a_filed(db, cause="故障した。")
    decided(db, "not-same", filing, A)
    [case] = filed_cases(db, [FilingId(filing)], SECRETARIAT)

    barred = barring(case, binding(db, filing)).barred
    assert barred == case.barred | {A}
    assert A not in case.barred


@pytest.mark.parametrize(("said", "novelty"), [("novel", 1.0), ("not-novel", 0.0)])
def test_a_decision_on_novelty_takes_the_place_of_the_score(
    db: Database, said: str, novelty: float
) -> None:
    decided(db, said, A)
    bindings = Bindings.load(db, SECRETARIAT)

    found = bound(an_assessment(), bindings.of(account(db, A), None), bindings, POINTS)

    assert found.novelty == novelty
    assert found.priority == POINTS * novelty + 4.0
    assert found.configuration["decisions"] == str(bindings.until)
    assert [one.source for one in found.reasons].count(NOVELTY) == int(novelty)


@pytest.mark.parametrize(
    ("said", "before", "standing", "since"),
    [
        ("novel", Standing.KNOWN, Standing.NEW, None),
        ("novel", Standing.KNOWN_ELSEWHERE, Standing.KNOWN_ELSEWHERE, 2018),
        ("not-novel", Standing.KNOWN_ELSEWHERE, Standing.KNOWN, None),
        ("not-novel", Standing.NEW, Standing.KNOWN, None),
    ],
)
def test_where_it_was_met_before_goes_by_what_was_decided(
    db: Database, said: str, before: Standing, standing: Standing, since: int | None
) -> None:
    decided(db, said, A)
    bindings = Bindings.load(db, SECRETARIAT)
    abroad = 2018 if before is Standing.KNOWN_ELSEWHERE else None
    line = Wording("新しい", "new")
    told = an_assessment(standing=before, known_since=abroad, new_in=line)

    found = bound(told, bindings.of(account(db, A), None), bindings, POINTS)

    assert (found.standing, found.known_since) == (standing, since)
    assert found.new_in == (line if said == "novel" else None)


def test_a_reason_by_a_person_names_who_decided_and_when(db: Database) -> None:
    decided(db, "novel", A)
    bindings = Bindings.load(db, SECRETARIAT)
    found = bound(an_assessment(), bindings.of(account(db, A), None), bindings, POINTS)

    assert "secretariat" in found.reasons[0].evidence
    assert "2025-04-01" in found.reasons[0].evidence


def test_the_same_as_an_earlier_case_makes_novelty_nothing(db: Database) -> None:
    decided(db, "same", B, A)
    bindings = Bindings.load(db, SECRETARIAT)

    assert bound(an_assessment(), bindings.of(account(db, B), None), bindings, 60).novelty == 0.0


def test_an_assessment_on_which_nothing_was_decided_keeps_its_score(db: Database) -> None:
    bindings = Bindings.load(db, SECRETARIAT)
    before = an_assessment()

    found = bound(before, Binding(), bindings, POINTS)
    assert (found.novelty, found.reasons) == (before.novelty, before.reasons)
    assert found.configuration == {"encoder": "test", "decisions": "0"}


def test_a_rerun_is_bound_again(db: Database) -> None:
    decided(db, "novel", A)
    bindings = Bindings.load(db, SECRETARIAT)
    told = bindings.of(account(db, A), None)

    once = bound(an_assessment(0.2), told, bindings, POINTS)
    assert bound(an_assessment(0.1), told, bindings, POINTS) == once


def test_a_case_that_may_no_longer_be_seen_is_known_as_it_was(db: Database) -> None:
    filing = a_filed(db, cause="故障した。")
    decided(db, "not-same", A, filing)
    db.execute("DELETE FROM account_audiences WHERE audience = 'secretariat'")

    assert binding(db, A) == Binding()
