"""The earlier cases nearest to a case, as incidents, and in what each of them differs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.accounts import AccountStore, Head
from corpus.belonging import BelongingStore
from corpus.ids import IncidentId
from corpus.viewer import Viewer
from corpus.vocabulary import Mention
from embeddings.search import Neighbour

COMPARED = ("trigger", "cause", "equipment", "propagation", "recovery", "prolonging")
"""The facets on which a case and its precedent are set against each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An incident found, as near (`score`, `deviation`) as the nearest account of its event."""

    incident: IncidentId
    score: float
    deviation: float
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A facet on which two cases have nothing in common, and the concepts each names there."""

    facet: str
    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """An earlier incident, how like it is (0..1), and in what the case differs from it."""

    incident: IncidentId
    title: str
    score: float
    differs_in: tuple[Difference, ...]


def incidents_in(
    db: Database, nearest: Sequence[Neighbour], barred: Collection[IncidentId], viewer: Viewer
) -> Iterator[Found]:
    """`nearest` accounts as the incidents that they tell of, one of each event, best first.

    None is `barred`. Where offers tie a filing's incident to one on the public record, the latter
    stands for both: it is the one that people know by its id.
    """
    heads = AccountStore(db).heads([neighbour.label for neighbour in nearest])
    told = {
        neighbour.label: [one for one in heads[neighbour.label].incidents if one not in barred]
        for neighbour in nearest
    }
    teller = _best_tellers(nearest, told, heads)
    groups = BelongingStore(db).same_event_groups(sorted(teller), viewer)
    event = {incident: group for group in groups for incident in group}
    met: set[IncidentId] = set()
    for neighbour in nearest:
        for incident in told[neighbour.label][:1]:
            if incident not in met:
                met |= event[incident]
                known = min(event[incident], key=lambda one: (not _is_record(teller[one]), one))
                yield Found(
                    incident=known,
                    score=neighbour.score,
                    deviation=neighbour.deviation,
                    head=teller[known],
                )


def _best_tellers(
    nearest: Sequence[Neighbour],
    told: Mapping[int, Sequence[IncidentId]],
    heads: Mapping[int, Head],
) -> dict[IncidentId, Head]:
    """For each incident the account to show it by: the public record's, else the nearest."""
    best: dict[IncidentId, Head] = {}
    for neighbour in nearest:
        head = heads[neighbour.label]
        for incident in told[neighbour.label]:
            if incident not in best or (_is_record(head) and not _is_record(best[incident])):
                best[incident] = head
    return best


def _is_record(head: Head) -> bool:
    return str(head.id) in head.incidents


def differences(here: Sequence[Mention], there: Sequence[Mention]) -> tuple[Difference, ...]:
    """The facets that both name, with no concept in common.

    A facet that one of the two does not speak of is no difference: silence is not an answer.
    """
    mine, theirs = _by_facet(here), _by_facet(there)
    return tuple(
        Difference(facet=facet, here=mine[facet], there=theirs[facet])
        for facet in COMPARED
        if facet in mine and facet in theirs and not set(mine[facet]) & set(theirs[facet])
    )


def _by_facet(mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    named: dict[str, dict[str, None]] = {}
    for mention in mentions:
        named.setdefault(mention.facet, {})[mention.concept] = None
    return {facet: tuple(concepts) for facet, concepts in named.items()}
