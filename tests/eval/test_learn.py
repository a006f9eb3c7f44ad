import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from eval import learn as learning
from eval.cases import Cases, gather
from eval.labels import UNPUBLISHED, Row
from eval.learn import FOLDS, Taught, folds_of, learn, main, taught
from tests.eval.worlds import UNPUBLISHED as UNTOLD
from tests.eval.worlds import a_row, cases_of
from triage.likeness.weights import version_of

TOLD = {
    "fire": "A fire in the data centre burnt the servers {0}.",
    "cable": "Construction work cut the cable near bridge {0}.",
    "leap": "A leap second made the servers restart again and again {0}.",
    "bgp": "A wrong routing change withdrew the routes of network {0}.",
    "power": "Commercial power failed and the batteries ran out at site {0}.",
    "storm": "A signalling storm of registrations congested the core {0}.",
}


TIMES = 5


def rows_told() -> list[Row]:
    """Cases of each mechanism, one mechanism after another; half begin behind the warm-up."""
    kinds = [(f"{kind} {when}", told) for when in ("early", "late") for kind, told in TOLD.items()]
    return [
        a_row(
            TIMES * at + turn,
            kind,
            narrative_en=f"{told.format(turn)} This was {kind.split()[1]}.",
            narrative_ja="障害。",
        )
        for at, (kind, told) in enumerate(kinds)
        for turn in range(TIMES)
    ]


@cache
def lesson() -> Taught:
    """What those teach, with one whose mechanism is not published."""
    return taught(cases_of([*rows_told(), a_row(999, UNTOLD, narrative_ja="障害。")]))


def turned(pairs: NDArray[np.bool_]) -> Taught:
    """The same cases, with `pairs` of them said to be what they are not."""
    return replace(lesson(), alike=lesson().alike ^ pairs)


def test_every_published_mechanism_is_left_out_by_one_fold() -> None:
    rows = gather().rows
    folds = folds_of(rows)
    dealt = [one for fold in folds for one in fold]
    assert len(folds) == FOLDS
    assert sorted(dealt) == sorted({row["mechanism"] for row in rows} - UNPUBLISHED)
    assert max(map(len, folds)) - min(map(len, folds)) <= 1


def test_other_seeds_deal_other_folds_and_the_same_seed_the_same() -> None:
    rows = gather().rows
    assert folds_of(rows, 1) == folds_of(rows, 1) != folds_of(rows, 2)


def test_cases_of_unpublished_mechanisms_teach_nothing() -> None:
    rows = lesson().rows
    taught_from = {*lesson().first.tolist(), *lesson().second.tolist()}
    assert UNTOLD not in {rows[place]["mechanism"] for place in taught_from}
    assert len(taught_from) == len(rows) - 1


def test_a_case_teaches_the_same_whatever_is_said_of_those_left_out() -> None:
    left_out = np.array([row["mechanism"] == "fire early" for row in lesson().rows])
    touched = left_out[lesson().first] | left_out[lesson().second]
    nobody = left_out & False
    assert np.array_equal(turned(touched).fit(left_out).views, lesson().fit(left_out).views)
    assert not np.array_equal(turned(touched).fit(nobody).views, lesson().fit(nobody).views)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "FOLDS", 3)


@pytest.mark.usefixtures("few")
def test_a_fold_learns_nothing_from_the_labels_of_its_own_cases() -> None:
    everything, folds = learn(lesson())
    mine = folds[0].pop("mechanisms")
    own = np.array([row["mechanism"] in mine for row in lesson().rows])
    again, others = learn(turned(own[lesson().first] | own[lesson().second]))
    others[0].pop("mechanisms")
    assert others[0] == folds[0]
    assert others[1]["pair"] != folds[1]["pair"]
    assert again["pair"] != everything["pair"]


@pytest.mark.usefixtures("few")
def test_what_is_learned_is_written_under_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "gather", gather_few)
    monkeypatch.setattr(learning, "FOLDER", tmp_path / "weights")
    monkeypatch.setattr(learning, "CURRENT", tmp_path / "weights" / "CURRENT")
    monkeypatch.setattr(learning, "FOLD_WEIGHTS", tmp_path / "folds.json")
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "earlier.json").write_text("{}", "utf-8")
    main()
    version = (tmp_path / "weights" / "CURRENT").read_text("utf-8").strip()
    written = (tmp_path / "weights" / f"{version}.json").read_bytes()
    folds = json.loads((tmp_path / "folds.json").read_text("utf-8"))
    assert version_of(written) == version == folds["weights"]
    assert max(json.loads(written)["views"].values()) == 1.0
    assert len(folds["folds"]) == 3
    assert [one.name for one in (tmp_path / "weights").glob("*.json")] == [f"{version}.json"]


def gather_few() -> Cases:
    return cases_of(rows_told())
