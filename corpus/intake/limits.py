"""How much of anything a file may hold, and how much time and memory reading it may take."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one file. What people send stays far below all of them."""

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 300 * MEGABYTE
    ratio: int = 200
    """Unpacked to packed size of a member of `ratio_from_bytes` or more."""
    ratio_from_bytes: int = 10 * MEGABYTE
    members: int = 10_000
    xml_depth: int = 250
    cells: int = 2_000_000
    blocks: int = 2_000_000
    characters: int = 100_000_000
    """Of text read: one long string may be named by many cells."""
    seconds: float = 60.0
    seconds_per_megabyte: float = 4.0
    memory_bytes: int = 1_500 * MEGABYTE
    """Above what the child process takes before it reads anything."""

    def seconds_for(self, size: int) -> float:
        """How long a file of `size` bytes may take."""
        return self.seconds + self.seconds_per_megabyte * size / MEGABYTE
