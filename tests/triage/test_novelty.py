import json
from pathlib import Path

import numpy as np
import pytest

from embeddings.search import Neighbour
from triage.novelty import BEYOND, load_distances, novelty_of


def at(distance: float) -> float:
    return novelty_of([Neighbour(label=1, score=1.0 - distance)]).value


def test_what_was_told_before_is_not_new() -> None:
    assert at(0.0) == 0.0


def test_what_has_no_earlier_case_is_wholly_new() -> None:
    assert novelty_of([]).value == 1.0
    assert novelty_of([]).nearest == ()


def test_novelty_is_the_share_of_the_reference_that_was_less_new() -> None:
    distances = load_distances()

    assert at(float(np.median(distances))) == pytest.approx(0.5 * (1 - BEYOND))
    assert at(float(distances[-1])) == pytest.approx(1 - BEYOND)


def test_what_is_farther_than_all_of_the_reference_is_newer_still() -> None:
    farthest = float(load_distances()[-1])
    beyond = (farthest + 1.0) / 2

    assert 1 - BEYOND < at(beyond) < at(1.0) == 1.0


def test_novelty_never_falls_as_distance_grows() -> None:
    values = [at(float(distance)) for distance in np.linspace(0, 1, 201)]

    assert values == sorted(values)
    assert 0.0 <= values[0] <= values[-1] <= 1.0


def test_the_nearest_alone_decides() -> None:
    near, far = Neighbour(label=1, score=0.8), Neighbour(label=2, score=0.1)

    assert novelty_of([near, far]).value == novelty_of([near]).value
    assert novelty_of([near, far]).nearest == (near, far)


def test_distances_are_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "reference.json"
    path.write_text(json.dumps({"distances": [0.0, 0.5]}), "utf-8")

    assert load_distances(path).tolist() == [0.0, 0.5]
