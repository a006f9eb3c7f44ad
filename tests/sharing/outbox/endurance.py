"""Send many mails to a server that misbehaves, by workers that are killed, and count what came.

``python -m tests.sharing.outbox.endurance --messages 2000 --kills 50`` prints what was counted, as
one JSON document. Two workers send at a time; one is killed (SIGKILL) after another. The server
cuts connections before and after it took a mail, is slow, greylists, and refuses some recipients
for good.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from corpus.database import connect, migrate, transaction
from corpus.viewer import Audience
from sharing.channels.letter import letter_of
from sharing.channels.notice import Notice
from sharing.ledger.entry import Kind
from sharing.outbox.message import Draft, Route, State, Topic, new_event_id
from sharing.outbox.store import Outbox
from tests.conftest import MIGRATIONS
from tests.sharing.outbox.examples import a_release
from tests.sharing.outbox.mail_server import DROP, TAKEN, TAKEN_AND_DROP, Taken, serving

REFUSED_EVERY = 20
"""One recipient in so many is refused for good."""
SENDER = "k@example.com"
WORKERS = 2
IN_ONE_TRANSACTION = 200
LONGEST_SECONDS = 1.0
"""A worker is killed at most so long after it was ready, or after it was started."""


@dataclass
class Counts:
    """What was queued, what was done to it, and what came of it."""

    queued: int = 0
    kills: int = 0
    seconds: float = 0.0
    delivered: int = 0
    refused_for_good: int = 0
    lost: int = 0
    copies: int = 0  # of mails that were taken, the first one counted
    repeated: int = 0  # mails of which more than one copy was taken
    copies_that_differ: int = 0
    tries: int = 0
    ledger_entries: int = 0


@dataclass
class Moods:
    """What the server says, by chance."""

    chance: random.Random

    def behave(self, step: str) -> str:
        kind, _, address = step.partition(" ")
        if address.startswith("gone"):
            return "550 no such user"
        bad = {
            "rcpt": [(0.04, "451 greylisted"), (0.06, DROP)],
            "data": [(0.03, "452 full"), (0.05, DROP), (0.08, TAKEN_AND_DROP)],
        }
        drawn = self.chance.random()
        return next((said for below, said in bad[kind] if drawn < below), TAKEN)

    def delay(self) -> float:
        return 0.1 if self.chance.random() < 0.05 else 0.0


def endure(folder: Path, messages: int, kills: int, seed: int) -> Counts:
    """Queue, send and kill; assert that nothing is lost and every repeat is the first again."""
    moods = Moods(random.Random(seed))
    taken = Taken(moods.behave, moods.delay)
    path, counts, began = folder / "kyokun.db", Counts(queued=messages), time.monotonic()
    migrate(path, MIGRATIONS)
    with connect(path) as db:
        sent = queue_many(db, messages)
        with serving(taken) as port:
            counts.kills = _send(path, port, kills, random.Random(seed + 1))
        counts.seconds = round(time.monotonic() - began, 1)
        count(db, sent, taken, counts)
    return counts


def queue_many(db: Database, messages: int) -> dict[str, bytes]:
    """Queue so many mails; the bytes of each by its event."""
    now, outbox, sent = datetime.now(UTC), Outbox(db), dict[str, bytes]()
    for first in range(0, messages, IN_ONE_TRANSACTION):
        with transaction(db):
            for number in range(first, min(first + IN_ONE_TRANSACTION, messages)):
                draft = _draft(number, now)
                outbox.queue(draft, now)
                sent[draft.event] = draft.body
    return sent


def _draft(number: int, now: datetime) -> Draft:
    address = f"{'gone' if number % REFUSED_EVERY == 0 else 'a'}{number}@example.com"
    notice = Notice(
        event=new_event_id(),
        topic=Topic.LESSON,
        recipient=Audience(f"carrier:c{number}"),
        releases=(a_release(),),
        portal="https://portal.example.com",
        at=now,
    )
    return Draft(
        event=notice.event,
        topic=notice.topic,
        route=Route.MAIL,
        recipient=notice.recipient,
        address=address,
        releases=notice.releases,
        body=letter_of(notice, SENDER, address),
        not_before=now,
    )


def _send(path: Path, port: int, kills: int, chance: random.Random) -> int:
    """Kill one worker after another, then let the last ones finish; how many were killed."""
    running = [_start(path, port) for _ in range(WORKERS)]
    for _ in range(kills):
        victim = running.pop(0)
        assert victim.stdout is not None
        if chance.random() < 0.9:  # else it may die while it starts
            victim.stdout.readline()
        time.sleep(chance.random() * LONGEST_SECONDS)
        victim.kill()
        victim.wait()
        victim.stdout.close()
        running.append(_start(path, port))
    for worker in running:
        worker.communicate(timeout=600)
        assert worker.returncode == 0
    return kills


def _start(path: Path, port: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.sharing.outbox.sending", str(path), str(port)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])


def count(db: Database, sent: dict[str, bytes], taken: Taken, counts: Counts) -> None:
    """Compare what came with what was queued."""
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for message in Outbox(db).list():
        copies = taken.mails.get(message.event, [])
        counts.delivered += message.state is State.SENT and bool(copies)
        counts.refused_for_good += message.state is State.DEAD and not copies
        counts.copies += len(copies)
        counts.repeated += len(copies) > 1
        counts.copies_that_differ += sum(copy != sent[message.event] for copy in copies)
        counts.tries += len(Outbox(db).tries(message.event)) - 1
    counts.lost = counts.queued - counts.delivered - counts.refused_for_good
    counts.ledger_entries = db.table("ledger").count_where("kind = ?", [Kind.SENT])
    assert set(taken.mails) <= set(sent)
    assert counts.lost == counts.copies_that_differ == 0
    assert counts.refused_for_good == -(-counts.queued // REFUSED_EVERY)
    assert counts.ledger_entries == counts.delivered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        counts = endure(Path(folder), chosen.messages, chosen.kills, chosen.seed)
    sys.stdout.write(json.dumps(asdict(counts), indent=2) + "\n")


if __name__ == "__main__":
    main()
