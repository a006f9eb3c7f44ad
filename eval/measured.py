"""What a suite measured on benchmark sets, before it is told which suite it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from eval.judge import Judge
from eval.result import Group
from eval.sets import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A group of figures, and what they were measured on and with.

    `missing` are the sets that were not there; the figures do without them.
    """

    configuration: Mapping[str, str]
    digest: str
    rows: int
    group: Group = field(repr=False)
    missing: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, judge: Judge, reads: Sequence[Read], group: Group, missing: Sequence[str] = ()
    ) -> "Measured":
        """`group` as `judge` earned it on all that was read."""
        digests = [read.digest for read in reads]
        joined = sha256("".join(digests).encode()).hexdigest()
        return cls(
            configuration=judge.configuration,
            digest=digests[0] if len(digests) == 1 else joined,
            rows=sum(len(read.entries) for read in reads),
            group=group,
            missing=tuple(missing),
        )
