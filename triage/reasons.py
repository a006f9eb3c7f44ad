"""Why a filing stands where it stands: its reasons, whose points add up to its priority."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.account import Language
from corpus.reading import Quantity, Reading
from corpus.vocabulary import Mention
from triage.criteria import Criteria, Criterion, points_at

NOVELTY = "novelty"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the criterion it comes from, its share of the priority, and what it rests on.

    `evidence` is words or figures of the filing, or ids of the nearest incidents.
    """

    source: str
    points: float
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a filing tells that criteria look at: its reading, and the concepts its words name."""

    reading: Reading
    mentions: Sequence[Mention]


def reasons_of(told: Told, novelty: Reason, criteria: Criteria) -> tuple[Reason, ...]:
    """Every reason with points, in the order of the criteria, novelty first."""
    asked = (_reason(criterion, told) for criterion in criteria.asked)
    return tuple(
        reason for reason in (novelty, *asked) if reason is not None and reason.points > 0
    )


def substance_of(texts: Mapping[Language, str], criteria: Criteria) -> float:
    """How far `texts` say enough to be called new: 0 for nothing, 1 for enough characters."""
    enough = criteria.characters_to_judge
    told = (len("".join(text.split())) / enough[language] for language, text in texts.items())
    return min(1.0, max(told, default=0.0))


def _reason(criterion: Criterion, told: Told) -> Reason | None:
    if criterion.services:
        return _of_service(criterion, told.reading)
    if criterion.users:
        return _of_steps(criterion.id, criterion.users, _users(told.reading))
    if criterion.minutes:
        return _of_steps(criterion.id, criterion.minutes, _minutes(told.reading))
    return _of_facet(criterion, told.mentions)


def _of_service(criterion: Criterion, reading: Reading) -> Reason | None:
    hit = [impact.named for impact in reading.services if impact.service in criterion.services]
    return _of_words(criterion, hit)


def _of_steps(
    source: str, steps: tuple[tuple[int, float], ...], told: Iterator[Quantity]
) -> Reason | None:
    # What is told as a lower bound only (765万人以上) counts as that bound, never as more.
    known = (
        (quantity.value if quantity.value is not None else quantity.low, quantity)
        for quantity in told
    )
    largest = max(
        ((number, quantity.text) for number, quantity in known if number is not None), default=None
    )
    return Reason(source, points_at(steps, largest[0]), largest[1]) if largest else None


def _users(reading: Reading) -> Iterator[Quantity]:
    told = (reading.users, *(impact.users for impact in reading.services))
    return (quantity for quantity in told if quantity is not None)


def _minutes(reading: Reading) -> Iterator[Quantity]:
    told = (reading.minutes, *(impact.minutes for impact in reading.services))
    return (quantity for quantity in told if quantity is not None)


def _of_facet(criterion: Criterion, mentions: Sequence[Mention]) -> Reason | None:
    named = [mention.text for mention in mentions if mention.facet == criterion.facet]
    return _of_words(criterion, named)


def _of_words(criterion: Criterion, words: Sequence[str]) -> Reason | None:
    evidence = "、".join(dict.fromkeys(words))
    return Reason(criterion.id, criterion.points, evidence) if words else None
