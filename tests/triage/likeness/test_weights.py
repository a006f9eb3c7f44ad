import json
from pathlib import Path

import pytest

from embeddings.backends import DEFAULT_ENCODER
from embeddings.plans import load_plan
from triage.errors import DamagedWeights
from triage.likeness import weights
from triage.likeness.weights import CURRENT, FOLDER, Line, load_weights, version_of


def test_the_weights_of_this_release_weigh_the_views_in_use() -> None:
    plan = load_plan(DEFAULT_ENCODER)
    used = load_weights()
    assert list(used.views) == [view.name for view in plan.views]
    assert all(weight > 0 for weight in used.views.values())
    assert used.pair.slope > 0
    assert used.shared.slope > 0


def test_the_weights_were_learned_on_the_reference_in_use() -> None:
    written = json.loads((FOLDER / f"{load_weights().version}.json").read_text("utf-8"))
    plan = load_plan(DEFAULT_ENCODER)
    assert written["made_of"]["encoder"] == plan.encoder
    assert written["made_of"]["reference"] == plan.reference


def test_the_version_is_the_digest_of_the_file() -> None:
    version = CURRENT.read_text("utf-8").strip()
    assert load_weights().version == version
    assert version_of((FOLDER / f"{version}.json").read_bytes()) == version


def test_weights_that_are_not_there_are_refused() -> None:
    with pytest.raises(DamagedWeights, match="nothing"):
        load_weights("nothing")


def test_weights_that_were_changed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "abc.json").write_text("{}", "utf-8")
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    with pytest.raises(DamagedWeights):
        load_weights("abc")


def test_a_line_gives_a_half_where_it_crosses_nothing() -> None:
    assert Line(2.0, -4.0).probability(2.0) == 0.5


def test_a_line_rises_and_stays_a_probability() -> None:
    found = [Line(1.0, 0.0).probability(float(x)) for x in range(-1000, 1001, 50)]
    assert found == sorted(found)
    assert 0.0 <= found[0] < found[20] < found[-1] <= 1.0
