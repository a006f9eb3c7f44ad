"""A worker in a process of its own, that may be killed: ``python -m … DATABASE PORT``.

It ends when nothing waits any more.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.database import connect
from sharing.channels.mail import MailServer, MailWay
from sharing.ledger.store import Ledger
from sharing.outbox.message import Route
from sharing.outbox.retry import RetryRule
from sharing.outbox.store import Outbox
from sharing.outbox.worker import Worker
from tests.sharing.outbox.examples import Anything

RULE = RetryRule(
    first=timedelta(seconds=0.1),
    longest=timedelta(seconds=1),
    jitter=timedelta(seconds=0.1),
    tries=40,
)
LEASE = timedelta(seconds=3)


def main(path: Path, port: int) -> None:
    server = MailServer(host="127.0.0.1", port=port, sender="k@example.com", seconds=2)
    with connect(path) as db:
        outbox = Outbox(db, lambda book: Ledger(db, book), RULE)
        worker = Worker(
            outbox=outbox,
            ways={Route.MAIL: MailWay(server)},
            permission=Anything(),
            clock=lambda: datetime.now(UTC),
            lease=LEASE,
        )
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while outbox.waiting():
            worker.run()
            time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
