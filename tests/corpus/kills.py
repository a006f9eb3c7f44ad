"""Kill a process that receives files at random moments, and see that nothing it told is lost.

``python -m tests.corpus.kills DATABASE FIRST`` receives files without end, from number FIRST on,
and prints a line for each once it has its receipts.
"""

import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import connect
from corpus.filings import FilingStore
from corpus.ids import AccountId, FilingId
from corpus.incidents import IncidentStore
from corpus.intake.receive import Parcel, Receipt, receive
from corpus.reading import Reading, Section, Stage
from corpus.viewer import SECRETARIAT
from tests.corpus.names import Names
from tests.examples import a_parcel, a_reading

ROWS = 20
LONGEST_SECONDS = 0.15
"""A child is killed at most so long after it began to receive: some ten files."""
ROOT = Path(__file__).parents[2]


@dataclass
class Told:
    """The receipts that children printed before they were killed, by the number of the file."""

    receipts: dict[int, list[str]] = field(default_factory=dict)


def kill_while_receiving(database: Path, kills: int, seed: int) -> Told:
    """Start a process that receives files and kill it, `kills` times; what it told.

    After each, the database is looked through. The next child sends again the last file that
    was told, and the one that may have been cut off.
    """
    moments, told = random.Random(seed), Told()
    for _ in range(kills):
        first = max(told.receipts, default=0)
        told.receipts.update(_run_and_kill(database, first, moments.uniform(0, LONGEST_SECONDS)))
        with connect(database) as db:
            check_whole(db, told)
    return told


def check_whole(db: Database, told: Told) -> None:
    """Assert that all that was told is there, and all that is there is whole."""
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    filings, accounts, incidents = FilingStore(db), AccountStore(db), IncidentStore(db)
    for number, receipts in told.receipts.items():
        assert len(receipts) == ROWS
        assert filings.original(FilingId(receipts[-1]), SECRETARIAT) == a_file(number)[0].content
    kept = {filing.id: filing for filing in filings.list(SECRETARIAT)}
    assert kept.keys() >= {each for receipts in told.receipts.values() for each in receipts}
    for filing in kept.values():
        assert accounts.get(AccountId(filing.id), SECRETARIAT).incidents == tuple(filing.incidents)
    whole = db.execute("SELECT count(*) FROM filings GROUP BY batch").fetchall()
    assert whole == [(ROWS,)] * db.table("batches").count
    assert db.table("originals").count == len(whole)
    assert incidents.count(SECRETARIAT) == db.table("incidents").count


def a_file(number: int) -> tuple[Parcel, list[Reading]]:
    """File `number` and its readings: half of its rows are versions of the file before."""
    rows = [
        a_reading(
            stage=Stage.DETAILED,
            where=f"row {row}",
            reference=f"R-{number // 2 * ROWS + row}" if row % 2 else None,
            subject=f"{number}-{row}",
            sections={Section.CAUSE: "設備の故障" * 20},
        )
        for row in range(ROWS)
    ]
    return a_parcel(b"file %d " % number * 2000), rows


def receive_without_end(database: Path, first: int) -> None:
    """Receive one file after the other, and say so of each."""
    with connect(database) as db:
        _say({"ready": True})
        for number in count(first):
            receipts: tuple[Receipt, ...] = receive(db, *a_file(number), Names())
            _say({"file": number, "receipts": [receipt.filing for receipt in receipts]})


def _run_and_kill(database: Path, first: int, seconds: float) -> dict[int, list[str]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.corpus.kills", str(database), str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    with child.stdout as said:
        assert json.loads(said.readline()) == {"ready": True}
        time.sleep(seconds)
        child.kill()
        lines = said.read().decode().splitlines(keepends=True)
    child.wait()
    told = [json.loads(line) for line in lines if line.endswith("\n")]
    return {each["file"]: each["receipts"] for each in told}


def _say(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    receive_without_end(Path(sys.argv[1]), int(sys.argv[2]))
