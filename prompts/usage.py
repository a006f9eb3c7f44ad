"""What asking a model takes, and what it may take."""

from dataclasses import dataclass
from math import ceil

_TOKENS_A_CHARACTER = 1.5
_TOKENS_AN_ASCII_CHARACTER = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens `sent` to a model and `received` from it."""

    sent: int
    received: int

    @property
    def tokens(self) -> int:
        """Both together."""
        return self.sent + self.received


def estimated_tokens(text: str) -> int:
    """About how many tokens `text` takes, rather more than fewer; from its characters alone."""
    plain = sum(character < "\x80" for character in text)
    return ceil(plain * _TOKENS_AN_ASCII_CHARACTER + (len(text) - plain) * _TOKENS_A_CHARACTER)
