"""Persons, as they are named: two names are one person's where only their writing differs."""

import unicodedata

from corpus.errors import InputRefused

LONGEST = 200
"""Characters of a name."""


def person_named(name: str) -> str:
    """`name` as it is kept.

    Raises:
        InputRefused: nothing can be read of it, or it is too long.
    """
    told = " ".join(name.split())
    if not folded(told):
        raise InputRefused("no_person", "by")
    if len(told) > LONGEST:
        raise InputRefused("too_long", "by", limit=LONGEST)
    return told


def same_person(one: str, other: str) -> bool:
    """Whether both names are one person's: blanks, width and case do not tell people apart."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """The letters and digits of `name`, as names are compared."""
    told = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in told if each.isalnum())
