"""A few renderings of the starter corpus; all: ``python -m tests.sharing.all_renderings``."""

import pytest

from sharing.grain import Grain
from tests.sharing.all_renderings import cases, left_in, measured

EVERY = 57


def test_nothing_that_may_not_be_told_is_left() -> None:
    grains = (Grain.COMMITTEE, Grain.DESIGNATED, Grain.WHOLESALE)
    left = [each for *_, found in measured(grains, EVERY) for each in found]

    assert left == []
    assert len(list(cases())) > EVERY


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("KDDIで停電した。", ["name"]),
        ("〔事業者A〕で停電した。", []),
        ("電話は03-1234-5678。", ["phone", "figure", "figure"]),
        ("約4567人に影響した。", ["figure"]),
        ("2022年度に10,000人以上に影響し、119番も。", []),
    ],
)
def test_what_is_left_is_seen(text: str, kinds: list[str]) -> None:
    source = "2022年7月、KDDIで停電し、4567人、10,000人に影響した。03-1234-5678、119番。"

    assert [kind for kind, _ in left_in(text, source, "KDDI", Grain.DESIGNATED)] == kinds


def test_the_committee_reads_the_figures() -> None:
    assert list(left_in("4567人", "4567人", "KDDI", Grain.COMMITTEE)) == []
