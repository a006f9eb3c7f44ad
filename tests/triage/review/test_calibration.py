import json
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from corpus.errors import InputRefused
from corpus.viewer import SECRETARIAT, Viewer
from embeddings.retrieval import Retrieval
from tests.examples import NOW
from tests.triage.examples import caught_up, put
from tests.triage.lessons.examples import COMMITTEE, KDDI
from tests.triage.likeness.examples import WEIGHTS
from tests.triage.review.examples import decided
from triage.errors import DamagedWeights, MayNotReview
from triage.likeness.weights import Weights, load_weights, version_of
from triage.review.calibration import Calibration, calibrated, written_of
from triage.review.calibration_store import CalibrationStore, Using
from triage.review.examples import Decided

KINDS = (
    "落雷で電源設備が故障し、基地局が停波した。",
    "海底ケーブルが漁船の網で切断された。",
    "コアルータの交換で経路情報が失われ、輻輳した。",
    "証明書の期限が切れ、認証サーバが応答しなくなった。",
    "ソフトウェア更新の不具合で交換機が再起動を繰り返した。",
    "豪雨で局舎が浸水し、伝送装置が停止した。",
)


@pytest.fixture
def db(db: Database) -> Database:
    """Twelve cases, two of each kind; people hold the two of a kind to be the same."""
    for kind, text in enumerate(KINDS):
        for year in (2010, 2020):
            told = text if year == 2010 else f"{text}約千人に影響した。"
            put(db, f"{year}-01-0{kind + 1}-case", told, date(year, 1, kind + 1))
    cases = [f"{year}-01-0{kind + 1}-case" for kind in range(6) for year in (2010, 2020)]
    for kind in range(6):
        decided(db, "same", cases[2 * kind], cases[2 * kind + 1])
        for other in range(kind):
            decided(db, "not-same", cases[2 * kind], cases[2 * other])
    return db


def made(db: Database, in_use: Weights | None = None, viewer: Viewer = SECRETARIAT) -> Calibration:
    in_use = in_use or load_weights()
    decisions = Decided(db=db, retrieval=searched(db), weights=load_weights(), viewer=viewer)
    return calibrated(decisions, in_use)


def searched(db: Database) -> Retrieval:
    return caught_up(db)


def using(version: str | None, viewer: Viewer = SECRETARIAT) -> Using:
    return Using(viewer=viewer, version=version, reviewer="佐藤", why="確かめた")


def passed(db: Database) -> Calibration:
    """A calibration that may be used in place of the release's."""
    found = made(db)
    return replace(found, pair=replace(found.pair, may_replace=True))


def test_a_line_that_passes_is_made_anew_and_the_other_stays(db: Database) -> None:
    worst = replace(load_weights(), pair=WEIGHTS.pair)

    found = made(db, worst)

    assert found.pair.examples == 21
    assert found.pair.may_replace
    assert found.weights.pair not in {worst.pair, load_weights().pair}
    assert (found.shared.examples, found.shared.may_replace) == (0, False)
    assert found.weights.shared == worst.shared
    assert found.weights.views == load_weights().views
    assert found.may_be_used


def test_a_calibration_is_named_by_what_is_in_it_and_comes_out_the_same(db: Database) -> None:
    found = made(db)

    assert found == made(db)
    written = written_of(found.weights, found.base, found.decisions)
    assert found.weights.version == version_of(written.encode())
    assert json.loads(written)["made_of"] == {
        "base": load_weights().version,
        "decisions": found.decisions,
    }
    decided(db, "not-same", "2010-01-01-case", "2020-01-03-case")
    assert made(db).weights.version != found.weights.version


def test_nothing_decided_makes_nothing_that_may_be_used(db: Database) -> None:
    found = made(db, viewer=Viewer.parse("public"))

    assert not found.may_be_used
    assert (found.weights.pair, found.weights.shared) == (
        load_weights().pair,
        load_weights().shared,
    )
    assert found.decisions == 0


def test_runs_rest_on_the_release_until_a_calibration_is_used(db: Database) -> None:
    store, found = CalibrationStore(db), passed(db)
    store.keep(found, SECRETARIAT, NOW)
    assert store.in_use(SECRETARIAT) == load_weights()
    assert [(one.calibration, one.in_use) for one in store.all(SECRETARIAT)] == [(found, False)]

    store.use(using(found.weights.version), NOW)

    assert store.in_use(SECRETARIAT) == found.weights
    assert [one.in_use for one in store.all(SECRETARIAT)] == [True]
    store.use(using(None), NOW)
    assert store.in_use(SECRETARIAT) == load_weights()
    assert store.weights(found.weights.version, SECRETARIAT) == found.weights


@pytest.mark.parametrize("viewer", [COMMITTEE, KDDI, Viewer.parse("public")], ids=str)
def test_nothing_that_others_see_rests_on_it(db: Database, viewer: Viewer) -> None:
    store, found = CalibrationStore(db), passed(db)
    store.keep(found, SECRETARIAT, NOW)
    store.use(using(found.weights.version), NOW)

    assert store.in_use(viewer) == load_weights()
    assert store.all(viewer) == ()
    with pytest.raises(DamagedWeights):
        store.weights(found.weights.version, viewer)


@pytest.mark.parametrize("viewer", [KDDI, Viewer.parse("auditor")], ids=str)
def test_those_who_do_not_review_make_and_use_none(db: Database, viewer: Viewer) -> None:
    store, found = CalibrationStore(db), passed(db)

    with pytest.raises(MayNotReview):
        store.keep(found, viewer, NOW)
    with pytest.raises(MayNotReview):
        store.use(using(None, viewer), NOW)


def test_what_was_not_shown_to_be_no_worse_is_not_used(db: Database) -> None:
    store, found = CalibrationStore(db), passed(db)
    worse = replace(found, pair=replace(found.pair, may_replace=False))
    store.keep(worse, SECRETARIAT, NOW)

    with pytest.raises(InputRefused, match="worse_calibration"):
        store.use(using(worse.weights.version), NOW)
    with pytest.raises(InputRefused, match="unknown_calibration"):
        store.use(using("nothing"), NOW)
    assert store.in_use(SECRETARIAT) == load_weights()


def test_what_was_tried_against_another_is_not_used(db: Database) -> None:
    store, found = CalibrationStore(db), replace(passed(db), before="another")
    store.keep(found, SECRETARIAT, NOW)

    with pytest.raises(InputRefused, match="tried_against_another"):
        store.use(using(found.weights.version), NOW)


def test_the_same_calibration_tried_against_the_same_is_kept_once(db: Database) -> None:
    store, found = CalibrationStore(db), passed(db)
    for one in (found, found, replace(found, before="another")):
        store.keep(one, SECRETARIAT, NOW)

    assert [one.calibration.before for one in store.all(SECRETARIAT)] == [found.base, "another"]


def test_what_was_made_of_another_release_is_in_use_no_longer(db: Database) -> None:
    store, found = CalibrationStore(db), passed(db)
    store.keep(found, SECRETARIAT, NOW)
    store.use(using(found.weights.version), NOW)
    row = next(iter(db.query("SELECT * FROM calibrations")))
    db.execute("DROP TRIGGER calibrations_keep_update")

    with db.conn:
        db.execute("UPDATE calibrations SET base = 'earlier' WHERE id = ?", (row["id"],))

    assert store.in_use(SECRETARIAT) == load_weights()


def test_a_calibration_that_was_changed_by_hand_is_not_used(db: Database) -> None:
    store, found = CalibrationStore(db), passed(db)
    store.keep(found, SECRETARIAT, NOW)
    store.use(using(found.weights.version), NOW)
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        db.execute("UPDATE calibrations SET written = '{}'")
    db.execute("DROP TRIGGER calibrations_keep_update")
    with db.conn:
        db.execute("UPDATE calibrations SET written = written || ' '")

    with pytest.raises(DamagedWeights):
        store.in_use(SECRETARIAT)
