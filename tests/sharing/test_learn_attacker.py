import json
from pathlib import Path

import numpy as np
import pytest

from corpus.record import read_record
from sharing import learn_attacker
from sharing.attacker import Odds
from sharing.learn_attacker import Sample, learned, main, nearness, samples
from sharing.press import STARTER
from sharing.traces import TRACES


@pytest.fixture(scope="module")
def some() -> list[Sample]:
    lines = STARTER.read_text("utf-8").splitlines()[:8]
    return samples(list(read_record(lines)))


def test_every_case_is_rendered_at_every_depth(some: list[Sample]) -> None:
    assert {one.place for one in some} == set(range(8))
    assert all(one.traces.shape == (8, len(TRACES)) for one in some)


def test_weights_lead_to_the_right_case_more_often_than_none(some: list[Sample]) -> None:
    weights = learned(some)
    right = [np.argmax(one.traces @ weights) == one.place for one in some]

    assert np.mean(right) > 0.5
    assert weights[TRACES.index("other_places")] <= 0.0
    assert (np.delete(weights, TRACES.index("other_places")) >= 0.0).all()


def test_a_report_is_never_nearer_than_its_source(some: list[Sample]) -> None:
    near = nearness(some)

    assert ((near >= 0.0) & (near <= 1.0)).all()
    assert near[TRACES.index("failing")] < 1.0


def test_what_no_source_tells_is_taken_as_near() -> None:
    silent = Sample(0, np.zeros((1, len(TRACES))), np.zeros(len(TRACES)))

    assert nearness([silent]).tolist() == [1.0] * len(TRACES)


def test_what_is_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, some: list[Sample]
) -> None:
    path = tmp_path / "odds.json"
    monkeypatch.setattr(learn_attacker, "MODEL", path)
    monkeypatch.setattr(learn_attacker, "samples", lambda _: some)

    main()

    assert json.loads(path.read_text()).keys() == {"weights", "nearness"}
    assert np.allclose(Odds.load(path).weights, learned(some), atol=1e-4)
