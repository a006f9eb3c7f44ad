"""The long run is ``python -m tests.sharing.outbox.endurance``; here stands a short one."""

from pathlib import Path

from tests.sharing.outbox.endurance import REFUSED_EVERY, endure


def test_killed_workers_and_a_bad_server_lose_nothing_and_repeat_the_same(tmp_path: Path) -> None:
    counts = endure(tmp_path, messages=60, kills=3, seed=7)

    assert counts.delivered == 60 - counts.refused_for_good
    assert counts.refused_for_good == 60 // REFUSED_EVERY
    assert counts.copies >= counts.delivered
