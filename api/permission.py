"""What of a case may go to a language model, as the settings say."""

from dataclasses import dataclass

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
