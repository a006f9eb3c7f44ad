"""Triage run again, bound by what people decided in between."""

import pytest
from sqlite_utils import Database

from corpus.ids import FilingId
from corpus.viewer import SECRETARIAT, Viewer
from embeddings.backends import DEFAULT_ENCODER
from embeddings.plans import load_plan
from embeddings.retrieval import Retrieval
from tests.triage.lessons.examples import CABLE, KDDI, VOCABULARY, a_database, a_filed, recorded
from tests.triage.review.examples import decided
from triage.assessment import Assessment
from triage.cases import filed_cases
from triage.criteria import load_criteria
from triage.pipeline import Triage
from triage.review.binding import Bindings, barring, bound

STORM = "2022-07-02-storm"
REPEAT = "コアルータの更新作業で旧版の手順書を使い、位置登録要求が集中して全国で輻輳した。" * 3


@pytest.fixture
def db() -> Database:
    made = a_database()
    recorded(made, STORM, started_at="2022-07-02")
    recorded(made, "2021-01-01-cable", **CABLE, started_at="2021-01-01")
    return made


def assessed(db: Database, filing: str, viewer: Viewer = SECRETARIAT) -> Assessment:
    """The assessment of a filing, as the queue makes it."""
    retrieval = Retrieval(load_plan(DEFAULT_ENCODER))
    retrieval.catch_up(db)
    triage = Triage(db, retrieval, VOCABULARY, load_criteria())
    bindings = Bindings.load(db, viewer)
    [case] = filed_cases(db, [FilingId(filing)], viewer)
    binding = bindings.of(case.account, None)
    [found] = triage.assess([barring(case, binding)], viewer)
    return bound(found, binding, bindings, triage.criteria.novelty_points)


def named(assessment: Assessment) -> set[str]:
    return {one.incident for one in assessment.nearest}


def test_a_case_said_not_to_be_the_same_is_named_no_longer_and_novelty_rises(
    db: Database,
) -> None:
    filing = a_filed(db, cause=REPEAT)
    before = assessed(db, filing)
    assert STORM in named(before)

    decided(db, "not-same", filing, STORM)
    after = assessed(db, filing)

    assert STORM not in named(after)
    assert after.novelty > before.novelty
    assert assessed(db, filing) == after


def test_what_was_said_to_be_novel_stays_so_when_a_like_case_comes(db: Database) -> None:
    filing = a_filed(db, cause=REPEAT)
    decided(db, "novel", filing)
    recorded(db, "2020-01-01-again", started_at="2020-01-01")

    assert assessed(db, filing).novelty == 1.0


def test_what_was_said_to_be_the_same_is_not_new(db: Database) -> None:
    filing = a_filed(db, cause="原因は調査中である。")
    decided(db, "same", filing, "2021-01-01-cable")

    assert assessed(db, filing).novelty == 0.0


def test_a_carrier_feels_no_decision_on_its_filing(db: Database) -> None:
    filing = a_filed(db, cause=REPEAT)
    before = assessed(db, filing, KDDI)
    decided(db, "not-same", filing, STORM)
    decided(db, "novel", filing)

    assert assessed(db, filing, KDDI) == before
