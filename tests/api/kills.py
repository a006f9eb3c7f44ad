"""Kill ``kyokun intake`` at random moments of a bulk run, and see that nothing it told is lost.

``python -m tests.api.kills --kills 200`` prints what was counted, as one JSON document.

The files are the sample filings, copied many times with small differences, and pieces of the
annual list. Half of the runs answer in JSON, half in words. After each kill the workspace is
looked through; in the end every file is sent again to one run that nobody kills.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.database import connect
from corpus.filings import FilingStore
from corpus.ids import FilingId
from corpus.viewer import SECRETARIAT
from tests.api.asking import FILINGS, Desk

KYOKUN = Path(sys.executable).parent / "kyokun"
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "KYOKUN_LANG": "en"}
SAMPLES = sorted(
    path
    for path in FILINGS.iterdir()
    if ".expected." not in path.name and "annual" not in path.name
)
LIST = FILINGS / "annual-fy2025.csv"
LIST_EVERY = 8
ROWS = 20
IN_ONE_RUN = 60
LONGEST_SECONDS = 1.0
"""A run is killed at most so long after it began, or after it gave its first receipt."""
FROM_THE_START = 0.25
"""The share of runs that are killed so long after they began: most of these are still loading."""


@dataclass
class Counts:
    """What happened: runs that were killed, what they told, and what there was in the end."""

    kills: int = 0
    killed_before_the_first_receipt: int = 0
    files_told: int = 0
    receipts_told: int = 0
    kept_but_not_told: int = 0  # after each kill, summed
    files_sent_again: int = 0
    filings_in_all: int = 0


@dataclass
class Run:
    """One workspace, the files that were sent to it, and the receipts that were told of each."""

    desk: Desk
    folder: Path
    told: dict[str, list[str]] = field(default_factory=dict)
    sent: int = 0

    def files(self, first: int) -> list[Path]:
        """The files from number `first` on that the next run is given."""
        self.sent = max(self.sent, first + IN_ONE_RUN)
        return [a_copy(number, self.folder) for number in range(first, first + IN_ONE_RUN)]


def kill_many(folder: Path, kills: int, seed: int) -> Counts:
    """Kill as many runs, look through the workspace after each, and send all again in the end."""
    chance, counts = random.Random(seed), Counts()
    desk = Desk(folder / "var")
    _end(["init"], desk)
    (folder / "files").mkdir()
    run = Run(desk, folder / "files")
    first = 0
    for kill in range(kills):
        found = _run_and_kill(run, first, chance, as_json=kill % 2 == 0)
        counts.kills += 1
        counts.killed_before_the_first_receipt += not found
        for name, receipts in found.items():
            before = run.told.get(name, receipts)
            assert all(one == other for one, other in zip(before, receipts, strict=False)), name
            run.told[name] = max(before, receipts, key=len)
        # What was told last is sent again, and so is what may have been kept without being told.
        first = max((int(name.split("-")[0]) for name in run.told), default=0)
        counts.kept_but_not_told += look_through(run)
    counts.files_told = len(run.told)
    counts.receipts_told = sum(map(len, run.told.values()))
    _send_all_again(run, counts)
    return counts


def look_through(run: Run) -> int:
    """Assert that all that was told is there, and all that is there is whole.

    How many filings are there that were not told: cut off between the two.
    """
    with connect(run.desk.database) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        filings = FilingStore(db)
        kept: dict[str, list[str]] = {}
        for filing in filings.list(SECRETARIAT):
            kept.setdefault(filing.batch.name, []).append(filing.id)
        for name, receipts in run.told.items():
            assert kept[name][: len(receipts)] == receipts, name
        for name, receipts in kept.items():
            # Whole: as many filings as the sample has, and the bytes that were sent.
            assert len(receipts) == expected(name), name
            content = filings.original(FilingId(receipts[0]), SECRETARIAT)
            assert content == (run.folder / name).read_bytes(), name
        assert db.table("originals").count == db.table("batches").count == len(kept)
        assert db.table("refusals").count == 0
    return sum(map(len, kept.values())) - sum(map(len, run.told.values()))


def a_copy(number: int, folder: Path) -> Path:
    """File `number`: one of the samples, a little different from all other copies of it."""
    listed = number % LIST_EVERY == 0
    sample = LIST if listed else SAMPLES[number % len(SAMPLES)]
    path = folder / f"{number:05}-{sample.name}"
    if not path.exists():
        path.write_bytes(_piece(number) if listed else _changed(sample, number))
    return path


def expected(name: str) -> int:
    """How many filings the file called `name` holds: a sample one, a piece of the list many."""
    return ROWS if name.endswith(LIST.name) else 1


def _piece(number: int) -> bytes:
    head, *rows = LIST.read_bytes().splitlines(keepends=True)
    start = number // LIST_EVERY * ROWS % (len(rows) - ROWS)
    return b"".join([head, *rows[start : start + ROWS], b"\n" * (number + 1)])


def _changed(sample: Path, number: int) -> bytes:
    content = sample.read_bytes()
    if sample.suffix in {".docx", ".xlsx", ".pptx"}:
        archive = BytesIO(content)
        with zipfile.ZipFile(archive, "a") as changed:
            changed.comment = b"%d" % number
        return archive.getvalue()
    if sample.suffix == ".pdf":
        return content + b"\n%%%d\n%%%%EOF\n" % number
    return content + b" " * (number // len(SAMPLES) + 1)


def _run_and_kill(
    run: Run, first: int, chance: random.Random, *, as_json: bool
) -> dict[str, list[str]]:
    options = ["--workspace", str(run.desk.workspace), *(["--json"] if as_json else [])]
    said = run.folder.parent / "said"
    with (
        said.open("wb") as out,
        subprocess.Popen(
            [KYOKUN, "intake", *options, *run.files(first)],
            stdout=out,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
        ) as process,
    ):
        if chance.random() > FROM_THE_START:
            while process.poll() is None and not said.stat().st_size:
                time.sleep(0.005)
        time.sleep(chance.uniform(0, LONGEST_SECONDS))
        assert process.poll() in {None, 0}, process.returncode
        process.kill()
    lines = said.read_text("utf-8", errors="replace").splitlines(keepends=True)
    found = list(_told_in_json(lines) if as_json else _told_in_words(lines))
    return {name: [one for _, one in several] for name, several in groupby(found, _name)}


def _name(told: tuple[str, str]) -> str:
    return told[0]


def _told_in_json(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        try:
            item = json.loads(line.strip().removesuffix(","))
        except ValueError:
            continue  # a bracket, or the line that was being written
        assert item["receipt"], item
        yield item["file"], item["receipt"]


def _told_in_words(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        before, _, told = line.partition("received ")
        if before in {"", "already "} and told.endswith("\n"):
            receipt, name, *_ = told.split()
            yield name, receipt


def _send_all_again(run: Run, counts: Counts) -> None:
    """Send every file once more, to one run that ends; nothing is there twice."""
    files = [a_copy(number, run.folder) for number in range(run.sent)]
    with connect(run.desk.database) as db:
        kept = {str(filing.id) for filing in FilingStore(db).list(SECRETARIAT)}
    receipts: dict[str, list[str]] = {}
    for one in json.loads(_end(["intake", *map(str, files)], run.desk)):
        receipts.setdefault(one["file"], []).append(one["receipt"])
        assert one["already"] == (one["receipt"] in kept)
    assert receipts.keys() == {path.name for path in files}
    for name, before in run.told.items():
        assert receipts[name][: len(before)] == before, name
    told_before = {one for several in run.told.values() for one in several}
    run.told = receipts
    look_through(run)
    told = {one for several in receipts.values() for one in several}
    assert told_before <= kept <= told
    assert json.loads(_end(["index", "verify"], run.desk))["faults"] == []
    counts.files_sent_again, counts.filings_in_all = len(receipts), len(told)


def _end(arguments: list[str], desk: Desk) -> bytes:
    return subprocess.run(
        [KYOKUN, "--workspace", desk.workspace, "--json", *arguments],
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
        check=True,
    ).stdout


def main() -> None:
    """Run it by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260801)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        counts = kill_many(Path(folder), chosen.kills, chosen.seed)
    sys.stdout.write(json.dumps(vars(counts), indent=2) + "\n")


if __name__ == "__main__":
    main()
