"""A statement and the words it rests on."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """`words` said to stand in the text called `source`; None: in the only text there is."""

    source: str | None
    words: str


class Quoting(Protocol):
    """Something stated, with quotations: the items of the forms in `prompts.answers`."""

    @property
    def said(self) -> tuple[str, ...]:
        """What is stated, and must be borne out."""
        ...

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The words it rests on."""
        ...
