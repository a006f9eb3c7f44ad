"""A file as it came: its name, its bytes, and how much of anything it may hold."""

from dataclasses import dataclass, field
from pathlib import PurePath

from corpus.intake.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read."""

    name: str
    content: bytes = field(repr=False)
    limits: Limits = field(default_factory=Limits)

    @property
    def extension(self) -> str:
        """The extension of its name, in lower case, without the dot; empty when it has none."""
        return PurePath(self.name).suffix.lower().removeprefix(".")
