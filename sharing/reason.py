"""The reason that a person gives for what it decides."""

from corpus.errors import InputRefused

LONGEST = 2_000
"""Characters of a reason."""


def reason(why: str) -> str:
    """`why` as it is kept.

    Raises:
        InputRefused: it is missing or too long.
    """
    if not why.strip():
        raise InputRefused("no_reason", "why")
    if len(why) > LONGEST:
        raise InputRefused("too_long", "why")
    return why.strip()
