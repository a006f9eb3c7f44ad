"""What sends: one message after another, each leased, sent, and settled."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sharing.outbox.message import Outcome, Route, State
from sharing.outbox.ports import Permission, Way
from sharing.outbox.store import LEASE, Outbox

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Sends what is due in one outbox by the `ways` that are there; others it leaves alone."""

    outbox: Outbox
    ways: Mapping[Route, Way]
    permission: Permission
    clock: Clock
    lease: timedelta = LEASE

    def run(self, most: int | None = None) -> Counter[State]:
        """Send until nothing is due, or `most` were tried; how many ended in which state."""
        counts = Counter[State]()
        while most is None or counts.total() < most:
            state = self.step()
            if state is None:
                break
            counts[state] += 1
        return counts

    def step(self) -> State | None:
        """Try one message, and give how it stands then; None: nothing is due."""
        claimed = self.outbox.claim(self.ways.keys(), self.clock(), self.lease)
        if claimed is None:
            return None
        reason = self.permission.refusal(claimed.message, self.clock())
        if reason is not None:
            self.outbox.cancel(claimed, reason, self.clock())
            return State.WITHDRAWN
        way = self.ways[claimed.message.route]
        outcome: Outcome = way.deliver(claimed.message, self.clock())
        return self.outbox.settle(claimed, outcome, self.clock())
