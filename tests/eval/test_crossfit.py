import json
from pathlib import Path

import pytest

from eval.cases import gather
from eval.crossfit import FOLDS, load_folds, weights_of
from eval.errors import StaleFolds
from eval.labels import UNPUBLISHED
from eval.learn import folds_of
from eval.production import RetrievalJudges
from tests.eval.worlds import a_row
from triage.likeness.weights import load_weights


def test_no_starter_case_of_a_known_mechanism_is_judged_by_what_it_taught() -> None:
    cases = gather()
    judge = RetrievalJudges().over_cases(cases)
    for row, weights in zip(cases.rows, judge.weights, strict=True):
        if row["mechanism"] not in UNPUBLISHED:
            assert weights.version != load_weights().version


def test_a_case_is_judged_by_the_fold_that_left_its_mechanism_out() -> None:
    rows = gather().rows
    for number, mechanisms in enumerate(folds_of(rows)):
        for one in mechanisms:
            assert load_folds()[one].version == f"{load_weights().version}.fold-{number}"


def test_a_mechanism_that_nobody_learned_from_is_judged_as_production_does() -> None:
    assert weights_of([a_row(1, "something else")]) == [load_weights()]


def test_folds_of_other_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "folds.json"
    path.write_text(json.dumps({"weights": "other", "folds": []}), "utf-8")
    with pytest.raises(StaleFolds, match="other"):
        load_folds(path)


def test_the_folds_are_those_of_the_labels() -> None:
    written = json.loads(FOLDS.read_text("utf-8"))
    assert [fold["mechanisms"] for fold in written["folds"]] == folds_of(gather().rows)
