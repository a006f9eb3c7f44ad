from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from prompts.turns import Turns


def test_the_same_key_is_held_by_one_at_a_time() -> None:
    turns, holding, most = Turns(), 0, 0

    def hold(_: int) -> None:
        nonlocal holding, most
        with turns.of("a"):
            holding += 1
            most = max(most, holding)
            Event().wait(0.002)
            holding -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hold, range(16)))

    assert most == 1


def test_other_keys_do_not_wait_for_each_other() -> None:
    turns, met = Turns(), Barrier(2, timeout=5)

    def hold(key: str) -> None:
        with turns.of(key):
            met.wait()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(hold, ("a", "b")))

    assert not met.broken


def test_a_key_that_nobody_holds_is_forgotten() -> None:
    turns = Turns()
    with turns.of("a"):
        assert set(turns._turns) == {"a"}

    assert turns._turns == {}
