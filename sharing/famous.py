"""Famous cases (著名な事故): those that their facts alone name, without date, number or place.

Nothing is listed by hand. The facts alone are the codes of a case; it is famous where they name
the carrier, and where no part of them that is still of use does not.
"""

from collections.abc import Iterable

from sharing.lattice import Candidate

LEAST_USE = 0.25
"""A rendering that keeps less finds hardly any of the cases that the source finds."""


def best_of(tried: Iterable[Candidate], limit: float) -> Candidate | None:
    """Of the candidates that are low enough and of use, the one that keeps most; None: none is.

    Of those that keep as much, the one that tells most.
    """
    allowed = (one for one in tried if one.named <= limit and one.kept >= LEAST_USE)
    return max(allowed, key=lambda one: (one.kept, len(one.text)), default=None)


def is_famous(facts: Candidate, tried: Iterable[Candidate], limit: float) -> bool:
    """Whether `facts`, all that is told without date, number and place, name the case too surely.

    And so does every part of them that was `tried` and is of use.
    """
    return facts.named > limit and best_of(tried, limit) is None
