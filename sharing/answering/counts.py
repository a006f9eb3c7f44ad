"""Counts of answers: exact for the secretariat, in steps for everybody else, never who.

A carrier learns that its lesson helped, and not whom: counts are rounded down to whole steps, so
that neither a small count nor one carrier's answer shows in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.viewer import Audience
from sharing.answering.answer import Answer, Closed, State
from sharing.answering.terms import load_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many carriers were asked about a lesson, and where each of them stands.

    `planned` and `done` are those to whom it applies. The five add up to `asked`.
    """

    asked: int
    unanswered: int
    checking: int
    planned: int
    done: int
    not_applicable: int

    @property
    def applies(self) -> int:
        """To how many it applies."""
        return self.planned + self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """At least how many were asked, answered, found it applicable, and acted.

    Each count is told in steps of `few`; 0: fewer than `few`, perhaps none.
    """

    few: int
    asked: int
    answered: int
    applies: int
    acted: int


def current(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Those of `answers` that are still waited for, or stand."""
    return tuple(answer for answer in answers if answer.ask.closed is None)


def tally_of(answers: Iterable[Answer]) -> Tally:
    """Where carriers stand with a lesson. Silence counts as silence, whatever its viewpoints."""
    standing = current(answers)
    states = [answer.whole.state for answer in standing]
    done = sum(
        answer.whole.state is State.APPLIES and answer.whole.done is not None
        for answer in standing
    )
    return Tally(
        asked=len(standing),
        unanswered=states.count(State.UNANSWERED),
        checking=states.count(State.CHECKING),
        planned=states.count(State.APPLIES) - done,
        done=done,
        not_applicable=states.count(State.NOT_APPLICABLE),
    )


def helped_of(answers: Iterable[Answer]) -> Helped:
    """What the originator learns of the answers to its lesson, in all versions of it.

    Of a carrier that was asked about several versions the latest that it answered counts.
    """
    latest: dict[Audience, Answer] = {}
    for answer in answers:
        if answer.ask.closed is Closed.RECALLED:
            continue
        if answer.whole.state is not State.UNANSWERED:
            latest[answer.ask.recipient] = answer
        else:
            latest.setdefault(answer.ask.recipient, answer)
    told = latest.values()
    applying = [answer for answer in told if answer.whole.state is State.APPLIES]
    return Helped(
        few=load_terms().few,
        asked=in_steps(len(told)),
        answered=in_steps(sum(one.whole.state is not State.UNANSWERED for one in told)),
        applies=in_steps(len(applying)),
        acted=in_steps(sum(answer.acted for answer in applying)),
    )


def in_steps(count: int) -> int:
    """`count`, rounded down to a whole number of steps: at least so many."""
    few = load_terms().few
    return count // few * few
