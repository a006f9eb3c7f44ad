"""In what a case is new, as values and as one line in each language."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.regime import Wording
from corpus.vocabulary import Facet, Vocabulary
from triage.facets.coding import FacetCoding
from triage.facets.names import name_of

WORDS = Path(__file__).parent / "words.toml"
COMPARED = (
    Facet.TRIGGER,
    Facet.CAUSE,
    Facet.PROPAGATION,
    Facet.EQUIPMENT,
    Facet.PROLONGING,
    Facet.ACTIVITY,
)
"""The facets in which a case can be new, those that tell most first."""
TOLD_FIRST = 0.25
"""What counts less than so much of the most telling code is not what makes a case new."""
SAID = 2
"""How many unseen concepts, and how many differences, a line names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A concept of a case that no earlier case tells of."""

    facet: Facet
    concept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A facet on which a case and its nearest have nothing in common, and what each tells."""

    facet: Facet
    here: str
    there: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIn:
    """In what a case is new: what no earlier case tells, in what the nearest differs; in words."""

    unseen: tuple[Unseen, ...]
    apart: tuple[Apart, ...]
    line: Wording


def new_in(
    coding: FacetCoding,
    nearest: FacetCoding | None,
    told_before: Collection[str],
    vocabulary: Vocabulary,
    *,
    known: bool = False,
) -> NewIn:
    """In what the case coded as `coding` is new.

    `nearest` is the coding of the nearest earlier case (None: there is none); `told_before` are
    the concepts that some earlier case tells of; `known`: the mechanism is taken for known.
    """
    unseen = tuple(
        Unseen(facet=code.facet, concept=code.concept)
        for facet in COMPARED
        for code in coding.of(facet)
        if code.weight >= TOLD_FIRST and code.concept not in told_before
    )
    apart = () if nearest is None else tuple(_apart(coding, nearest, vocabulary))
    line = _nothing_before() if nearest is None else _line(unseen, apart, vocabulary, known)
    return NewIn(unseen=unseen, apart=apart, line=line)


def known_abroad(year: int) -> Wording:
    """That a case is new for the country and known abroad since `year`, in words."""
    return _filled("elsewhere", {"ja": {"year": str(year)}, "en": {"year": str(year)}})


def _apart(coding: FacetCoding, nearest: FacetCoding, vocabulary: Vocabulary) -> Iterator[Apart]:
    """The facets of which both tell, with nothing in common: silence is no difference."""
    for facet in COMPARED:
        here, there = coding.main(facet), nearest.main(facet)
        if (
            here
            and there
            and not _wider(coding, facet, vocabulary) & _wider(nearest, facet, vocabulary)
        ):
            yield Apart(facet=facet, here=here.concept, there=there.concept)


def _wider(coding: FacetCoding, facet: Facet, vocabulary: Vocabulary) -> frozenset[str]:
    """The concepts told of, and their parents but for the widest: 設備要因 is hardly in common."""
    told = coding.concepts(facet)
    parents = frozenset().union(*(vocabulary.wider[concept] for concept in told))
    return told | {one for one in parents if vocabulary.concept(one).parent is not None}


def _line(
    unseen: tuple[Unseen, ...], apart: tuple[Apart, ...], vocabulary: Vocabulary, known: bool
) -> Wording:
    said = [
        *(_named("unseen", one.facet, vocabulary, concept=one.concept) for one in unseen[:SAID]),
        *(
            _named("differs", one.facet, vocabulary, here=one.here, there=one.there)
            for one in apart[:SAID]
        ),
    ] or [_filled("alike" if known else "alike_and_new", {"ja": {}, "en": {}})]
    between = _words()["lines"]["between"]
    return Wording(
        between["ja"].join(each.ja for each in said), between["en"].join(each.en for each in said)
    )


def _nothing_before() -> Wording:
    return _filled("nothing_before", {"ja": {}, "en": {}})


def _named(template: str, facet: Facet, vocabulary: Vocabulary, **concepts: str) -> Wording:
    named = name_of(facet)
    labels = {key: vocabulary.concept(concept) for key, concept in concepts.items()}
    return _filled(
        template,
        {
            "ja": {"facet": named.ja, **{key: one.ja for key, one in labels.items()}},
            "en": {"facet": named.en, **{key: one.en for key, one in labels.items()}},
        },
    )


def _filled(template: str, values: Mapping[str, Mapping[str, str]]) -> Wording:
    line = _words()["lines"][template]
    return Wording(line["ja"].format(**values["ja"]), line["en"].format(**values["en"]))


@cache
def _words(path: Path = WORDS) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    read: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(path.read_text("utf-8"))
    return read
