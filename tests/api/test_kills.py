from pathlib import Path

from tests.api.kills import kill_many

KILLS = 6


def test_nothing_told_is_lost_when_intake_is_killed(tmp_path: Path) -> None:
    counts = kill_many(tmp_path, KILLS, seed=20221120)

    assert counts.kills == KILLS
    assert counts.receipts_told > counts.killed_before_the_first_receipt
    assert counts.filings_in_all >= counts.receipts_told
