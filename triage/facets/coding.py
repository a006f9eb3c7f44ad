"""What a coding of a case is, whoever made it: codes by facet, each with the words that say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.account import Language
from corpus.vocabulary import Facet, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of an account: `start` to `end` of its text in `language`."""

    language: Language
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A concept that the account tells of. `weight` (0 to 1) is how much it tells of the accident.

    `main`: of the codes of its facet this is what happened; the others are told beside it.
    """

    facet: Facet
    concept: str
    weight: float
    main: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCoding:
    """The codes of one account, by facet, the main one of each facet first.

    `version` names what made it; `dropped` counts what a model said that did not stand, by why,
    and `fault` says why a model that was to make it did not.
    """

    version: str
    codes: tuple[Code, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)
    fault: str | None = None

    def of(self, facet: Facet) -> tuple[Code, ...]:
        """The codes of `facet`, the main one first."""
        return tuple(code for code in self.codes if code.facet is facet)

    def main(self, facet: Facet) -> Code | None:
        """What happened, as far as `facet` is told; None where it is not."""
        return next((code for code in self.codes if code.facet is facet and code.main), None)

    def concepts(self, facet: Facet) -> frozenset[str]:
        """The concepts of `facet` that are told of."""
        return frozenset(code.concept for code in self.of(facet))


def coding_of(
    codes: Sequence[Code], version: str, dropped: Mapping[str, int] | None = None
) -> FacetCoding:
    """`codes` in order: by facet, then by weight, the first of each facet the main one."""
    place = {facet: at for at, facet in enumerate(Facet)}
    ordered = sorted(codes, key=lambda code: (place[code.facet], -code.weight, code.concept))
    met: set[Facet] = set()
    made = []
    for code in ordered:
        made.append(
            Code(
                facet=code.facet,
                concept=code.concept,
                weight=code.weight,
                main=code.facet not in met,
                spans=code.spans,
            )
        )
        met.add(code.facet)
    return FacetCoding(version=version, codes=tuple(made), dropped=dict(dropped or {}))


def levels_of(concept: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """`concept` and all that it belongs to in its facet, the widest first (原因: three levels)."""
    chain = [concept]
    while (parent := vocabulary.concept(chain[0]).parent) is not None:
        chain.insert(0, parent)
    return tuple(chain)
