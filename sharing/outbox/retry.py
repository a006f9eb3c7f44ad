"""When a message that was not taken is sent again: later and later, and not all at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from tenacity import RetryCallState, wait_exponential, wait_random


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryRule:
    """How often a message is tried, and how long is waited between tries.

    The wait doubles from `first` up to `longest`, with up to `jitter` added by chance. After
    `tries` the message is a dead letter.
    """

    first: timedelta = timedelta(minutes=1)
    longest: timedelta = timedelta(hours=6)
    jitter: timedelta = timedelta(seconds=30)
    tries: int = 15

    def next_after(self, failures: int, now: datetime) -> datetime | None:
        """When it is tried again after so many failures; None: no more."""
        if failures >= self.tries:
            return None
        # The waits of tenacity look at the number of the try and at nothing else of a call.
        call = RetryCallState(cast("Any", None), None, (), {})
        call.attempt_number = failures
        doubling = wait_exponential(
            multiplier=self.first.total_seconds(), max=self.longest.total_seconds()
        )
        waits = doubling + wait_random(0, self.jitter.total_seconds())
        return now + timedelta(seconds=waits(call))
