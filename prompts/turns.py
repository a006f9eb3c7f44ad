"""One at a time for each key, whichever threads come."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class _Turn:
    lock: Lock = field(default_factory=Lock)
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Turns:
    """Lets one thread at a time through for each key; keys that nobody holds are forgotten."""

    _lock: Lock = field(default_factory=Lock)
    _turns: dict[str, _Turn] = field(default_factory=dict)

    @contextmanager
    def of(self, key: str) -> Iterator[None]:
        """Wait until no other thread holds `key`, and hold it."""
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.waiting += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.waiting -= 1
                if not turn.waiting:
                    del self._turns[key]
