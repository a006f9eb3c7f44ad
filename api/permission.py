"""What of a case may go to a language model: as the settings say, and nothing for members only."""

from dataclasses import dataclass
from pathlib import Path

from corpus.database import connect
from sharing.members_only import label_of

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Scopes:
    """What is `off` goes to no model; what is `unmasked` may leave the machine as it is."""

    off: frozenset[str]
    unmasked: frozenset[str]

    @classmethod
    def read(cls, off: str, unmasked: str) -> "Scopes":
        """The scopes in two settings: ids with blanks between them, ``*`` for everything."""
        return cls(frozenset(off.split()), frozenset(unmasked.split()))

    def allows(self, scope: str) -> bool:
        """Whether texts of `scope` may go to a model."""
        return not self.off & {scope, EVERYTHING}

    def allows_unmasked(self, scope: str) -> bool:
        """Whether texts of `scope` may leave the machine as they are."""
        return bool(self.unmasked & {scope, EVERYTHING})


@dataclass(frozen=True, slots=True)
class OpenScopes:
    """What `scopes` permit, without what the committee keeps to itself in that `database`."""

    scopes: Scopes
    database: Path

    def allows(self, scope: str) -> bool:
        """Whether texts of `scope` may go to a model."""
        if not self.scopes.allows(scope):
            return False
        with connect(self.database) as db:
            return label_of(db, scope) is None

    def allows_unmasked(self, scope: str) -> bool:
        """Whether texts of `scope` may leave the machine as they are."""
        return self.scopes.allows_unmasked(scope)
