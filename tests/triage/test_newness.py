"""In what a case is new, and where it was met before, as triage says it of a case on record."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.account import Account, Language
from corpus.accounts import AccountStore
from corpus.database import connect, migrate
from corpus.ids import AccountId, IncidentId
from corpus.incidents import IncidentStore
from corpus.migrations import corpus_migrations
from corpus.record import read_record
from corpus.viewer import PUBLIC, SECRETARIAT, Audience, Viewer
from corpus.vocabulary import load_vocabulary
from embeddings.backends import DEFAULT_ENCODER
from embeddings.migrations import embeddings_migrations
from embeddings.plans import load_plan
from embeddings.retrieval import Retrieval
from tests.corpus.names import Names
from tests.examples import a_reading, a_record_line
from triage.assessment import Assessment, from_json, to_json
from triage.cases import Case
from triage.criteria import load_criteria
from triage.likeness.elsewhere import Standing
from triage.likeness.weights import load_weights
from triage.pipeline import Triage

LEAP = "うるう秒の処理の不具合で、サーバが再起動を繰り返した。"
ALIKE = "うるう秒の不具合により、多くのサーバが再起動を繰り返し、応答しなくなった。"
CABLE = "道路工事でケーブルが切断され、電話が使えなくなった。"
KDDI = Viewer.parse("carrier:kddi")


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "kyokun.db"
    migrate(path, [corpus_migrations, embeddings_migrations])
    with connect(path) as db:
        yield db


def on_record(db: Database, id: str, country: str, narrative: str) -> None:
    line = a_record_line(id, country=country, started_at=id[:10], narrative_ja=narrative)
    IncidentStore(db).import_records(read_record([line]), Names())


def assessed(db: Database, text: str, viewer: Viewer = SECRETARIAT) -> Assessment:
    account = Account(
        id=AccountId("F-1"),
        incidents=(IncidentId("case"),),
        title="題",
        day=date(2025, 3, 1),
        texts={Language.JA: text},
    )
    retrieval = Retrieval(load_plan(DEFAULT_ENCODER))
    retrieval.catch_up(db)
    case = Case(
        filing=None,
        received=date(2025, 3, 2),
        reading=a_reading(),
        account=account,
        barred=frozenset(),
    )
    triage = Triage(db, retrieval, load_vocabulary(), load_criteria())
    [found] = triage.assess([case], viewer, date(2025, 3, 1))
    return found


def test_a_case_without_a_past_is_new_and_says_so(filed: Database) -> None:
    found = assessed(filed, LEAP)
    assert (found.novelty, found.standing) == (1.0, Standing.NEW)
    assert found.new_in is not None
    assert found.new_in.ja == "比べられる先例がない"


def test_what_no_earlier_case_told_is_named(filed: Database) -> None:
    on_record(filed, "2020-01-01-a", "JP", CABLE)
    found = assessed(filed, LEAP)
    assert found.standing is Standing.NEW
    assert found.new_in is not None
    assert "契機「うるう秒」はこれまでの事例にない" in found.new_in.ja
    assert 'no earlier case has the trigger "leap second"' in found.new_in.en


def test_what_is_known_abroad_alone_is_told_apart_from_new(filed: Database) -> None:
    on_record(filed, "2012-07-01-b", "US", ALIKE)
    on_record(filed, "2017-01-01-c", "US", LEAP.replace("多く", "一部の") + "復旧した。")
    found = assessed(filed, LEAP)
    assert found.standing is Standing.KNOWN_ELSEWHERE
    assert found.known_since in {2012, 2017}
    assert found.new_in is not None
    assert str(found.known_since) in found.new_in.en


def test_what_is_known_at_home_is_known(filed: Database) -> None:
    on_record(filed, "2012-07-01-b", "JP", ALIKE)
    on_record(filed, "2017-01-01-c", "JP", LEAP + "復旧した。")
    found = assessed(filed, LEAP)
    assert (found.standing, found.known_since) == (Standing.KNOWN, None)
    assert found.novelty < 0.5


def test_a_case_that_a_viewer_may_not_see_is_no_precedent_in_any_facet(filed: Database) -> None:
    on_record(filed, "2020-01-01-a", "JP", CABLE)
    before = assessed(filed, LEAP, KDDI)
    hidden = Account(
        id=AccountId("F-2"),
        incidents=(IncidentId("hidden"),),
        title="題",
        day=date(2021, 1, 1),
        texts={Language.JA: ALIKE},
    )
    AccountStore(filed).put(hidden, [Audience("secretariat")])
    after = assessed(filed, LEAP, KDDI)
    assert (after.new_in, after.standing, after.novelty) == (
        before.new_in,
        before.standing,
        before.novelty,
    )
    assert assessed(filed, LEAP).novelty < before.novelty


def test_an_assessment_names_the_weights_and_rules_it_rests_on(filed: Database) -> None:
    made_by = assessed(filed, LEAP).configuration
    assert made_by["weights"] == load_weights().version
    assert made_by["coding"].startswith("rules:")


def test_in_what_a_case_is_new_is_kept(filed: Database) -> None:
    on_record(filed, "2020-01-01-a", "JP", CABLE)
    found = assessed(filed, LEAP)
    kept = from_json(to_json(found))
    assert (kept.new_in, kept.standing, kept.known_since) == (
        found.new_in,
        found.standing,
        found.known_since,
    )


def test_the_public_record_alone_tells_the_country(filed: Database) -> None:
    on_record(filed, "2020-01-01-a", "US", CABLE)
    AccountStore(filed).put(
        Account(
            id=AccountId("b"),
            incidents=(IncidentId("b"),),
            title="",
            day=None,
            texts={Language.JA: CABLE},
        ),
        [PUBLIC],
    )
    wanted = [IncidentId("2020-01-01-a"), IncidentId("b"), IncidentId("none")]
    assert IncidentStore(filed).countries(wanted) == {"2020-01-01-a": "US"}
