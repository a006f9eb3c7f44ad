from datetime import timedelta

import pytest

from sharing.outbox.retry import RetryRule
from tests.examples import NOW

RULE = RetryRule(
    first=timedelta(seconds=10),
    longest=timedelta(seconds=60),
    jitter=timedelta(seconds=2),
    tries=9,
)


@pytest.mark.parametrize(("failures", "seconds"), [(1, 10), (2, 20), (3, 40), (4, 60), (8, 60)])
def test_the_wait_doubles_up_to_the_longest(failures: int, seconds: int) -> None:
    again = RULE.next_after(failures, NOW)

    assert again is not None
    assert seconds <= (again - NOW).total_seconds() <= seconds + 2


def test_not_all_wait_the_same_time() -> None:
    assert len({RULE.next_after(1, NOW) for _ in range(20)}) > 1


def test_after_the_last_try_there_is_no_other() -> None:
    assert RULE.next_after(9, NOW) is None
