import numpy as np
import pytest

from eval.judge import TOGETHER, Asked, silent, together


@pytest.mark.parametrize("cases", [0, 1, TOGETHER, TOGETHER + 1])
def test_every_case_is_asked_once_in_batches_of_a_bounded_size(cases: int) -> None:
    batches = list(together(Asked(place, np.arange(place)) for place in range(cases)))
    assert [asked.place for batch in batches for asked in batch] == list(range(cases))
    assert all(0 < len(batch) <= TOGETHER for batch in batches)


def test_silence_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    silent(1, 2)
    assert capsys.readouterr() == ("", "")
