"""Compare pairs of worlds: ``python -m tests.worlds.run --pairs 10000``.

Exit code 1 where a viewer can tell two worlds apart that it may not. ``--faults`` plants leaks,
and says after how many pairs each was found: exit code 1 where one was not.
"""

import argparse
import os
import sys
from collections import Counter
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.worlds.pairs import Difference, Tally, compared
from tests.worlds.tables import command_paths, load_ways

MEMORY = Path("/dev/shm")
SHOWN = 12
LONGEST = 600


def main() -> int:
    """Compare, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", action="store_true")
    chosen = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    forgotten = load_ways().forgotten(command_paths())
    if forgotten:
        _say("no way out of tests/worlds/ways.toml covers:", *sorted(forgotten))
        return 1
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        if chosen.faults:
            from tests.worlds.faults import found_after

            return found_after(Path(folder), chosen.seed, _say)
        began = perf_counter()
        tally = compared(chosen.pairs, Path(folder), chosen.seed, tell=_tell_progress)
        report(tally, perf_counter() - began)
    return 1 if tally.differences else 0


def report(tally: Tally, seconds: float) -> None:
    """Say what was compared, and what differed."""
    kinds = Counter((each.hidden, each.asked.path) for each in tally.differences)
    told = {(each.hidden, each.asked.path): each for each in tally.differences}
    for (hidden, path), times in kinds.most_common(SHOWN):
        _tell(told[hidden, path], times)
    ways = {path for _, _, path in tally.seen}
    things = {name for name, _, _ in tally.seen}
    _say(
        f"{tally.pairs} pairs, {sum(tally.seen.values())} observations compared, "
        f"{len(ways)} ways out, {len(things)} hidden things, "
        f"{len(tally.differences)} differences of {len(kinds)} kinds, {seconds:.0f} s"
    )
    refused = sorted(ways - {path for path, times in tally.answered.items() if times})
    if refused:
        _say("always refused:", *refused)
    if tally.idle:
        _say(f"did not come about: {dict(tally.idle)}")


def _tell_progress(tally: Tally) -> None:
    for each in tally.differences[-2:]:
        _tell(each, 1)
    sys.stderr.write(f"{tally.pairs} pairs, {len(tally.differences)} differences\n")


def _tell(found: Difference, times: int) -> None:
    _say(f"--- {found.hidden} | {found.viewer} | {' '.join(found.asked.arguments)} ({times})")
    for before, after in (
        (found.without.code, found.with_it.code),
        (found.without.out, found.with_it.out),
        (found.without.err, found.with_it.err),
        (str(found.without.files), str(found.with_it.files)),
    ):
        if before != after:
            place = _differs_at(str(before), str(after))
            _say("    without: " + str(before)[place : place + LONGEST])
            _say("    with:    " + str(after)[place : place + LONGEST])


def _differs_at(one: str, other: str) -> int:
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return max(0, same - LONGEST // 4)


def _say(*lines: str) -> None:
    sys.stdout.write("\n  ".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
