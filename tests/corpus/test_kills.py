from pathlib import Path

from corpus.database import connect
from corpus.intake.receive import receive
from tests.corpus.kills import a_file, check_whole, kill_while_receiving
from tests.corpus.names import Names

KILLS = 20


def test_nothing_told_is_lost_when_the_process_is_killed(database: Path) -> None:
    told = kill_while_receiving(database, KILLS, seed=20221120)

    assert len(told.receipts) > 1
    with connect(database) as db:
        before = db.table("filings").count
        for number, receipts in told.receipts.items():
            again = receive(db, *a_file(number), Names())
            assert [receipt.filing for receipt in again] == receipts
        assert db.table("filings").count == before
        check_whole(db, told)
