"""The detector of identifiers (識別子の検出): every layer's sightings, settled into one row.

What a layer saw is always covered: where two overlap, the earlier layer has the words
that both claim, and what the other saw beside them stays its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.carriers import CarrierRegister
from corpus.identifiers import carriers, companies, described, figures, patterns
from corpus.identifiers.english import EnglishNames
from corpus.identifiers.identifier import Identifier, IdentifierKind, Layer, Sighting
from corpus.identifiers.japanese import JapaneseNames
from corpus.identifiers.names import Names
from corpus.identifiers.spelling import Spelled, spell
from corpus.identifiers.technical import is_technical
from corpus.identifiers.unwrapped import grown, unwrap

_EMPTY = "・、。,.;:!?()[]「」『』 \t\r\n"


_AFTER_CARRIERS: tuple[Callable[[Spelled], Iterable[Sighting]], ...] = (
    described.see,
    figures.see_moments,
    figures.see_durations,
    figures.see_counts,
    companies.see,
)
_FIGURES = frozenset(
    (
        IdentifierKind.DATE,
        IdentifierKind.TIME,
        IdentifierKind.DURATION,
        IdentifierKind.COUNT,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """Finds the identifiers of a text; `people`: the layers of people and places, in order."""

    people: Sequence[Layer] = ()
    names: Names = field(default_factory=Names.load)

    @staticmethod
    def load(register: CarrierRegister | None = None) -> "Detector":
        """The detector with every layer; `register`: another than comes with the program."""
        names = Names.load() if register is None else Names.of(register)
        return Detector(people=(JapaneseNames.load(), EnglishNames.load()), names=names)

    def find(self, text: str) -> tuple[Identifier, ...]:
        """The identifiers in `text`, in order, none overlapping another."""
        found = self._find(text)
        unwrapped = unwrap(text)
        if unwrapped is None:
            return found
        return grown(found, unwrapped.crossing(self._find(unwrapped.text)))

    def _find(self, text: str) -> tuple[Identifier, ...]:
        if not text:
            return ()
        spelled = spell(text)
        row = _Row(text)
        row.add(_as_written(spelled, patterns.see(spelled)))
        row.add(_as_written(spelled, carriers.see(spelled, self.names)))
        for layer in _AFTER_CARRIERS:
            row.add(_as_written(spelled, layer(spelled)))
        for people in self.people:
            row.add(one for one in people.see(text) if not is_technical(text[one.start : one.end]))
        row.add(_as_written(spelled, figures.see_loose(spelled)))
        return row.settled()


def _as_written(spelled: Spelled, sightings: Iterable[Sighting]) -> Iterator[Identifier]:
    """The sightings with their places in the text as written."""
    for one in sightings:
        if one.start < one.end:
            start, end = spelled.span(one.start, one.end)
            yield Identifier(kind=one.kind, start=start, end=end, key=one.key, sure=one.sure)


class _Row:
    """Identifiers that do not overlap; what was added first keeps its words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken = bytearray(len(text))
        self._kept: list[Identifier] = []

    def add(self, layer: Iterable[Identifier]) -> None:
        """Adds what one layer saw, the longest first."""
        for one in sorted(layer, key=lambda each: (each.start - each.end, each.start)):
            for start, end in self._free(one.start, one.end):
                self._keep(one, start, end)

    def settled(self) -> tuple[Identifier, ...]:
        """All that was kept, in order."""
        return tuple(sorted(self._kept, key=lambda each: each.start))

    def _free(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches between `start` and `end` that are nobody's yet."""
        free = []
        while start < end:
            first = self._taken.find(0, start, end)
            if first < 0:
                break
            last = self._taken.find(1, first, end)
            stop = end if last < 0 else last
            free.append((first, stop))
            start = stop
        return free

    def _keep(self, one: Identifier, start: int, end: int) -> None:
        whole = (start, end) == (one.start, one.end)
        words = self._text[start:end]
        if not whole and not _tells(one.kind, words):
            return
        self._taken[start:end] = b"\x01" * (end - start)
        key = one.key if whole else words.strip(_EMPTY).casefold()
        sure = one.sure
        self._kept.append(Identifier(kind=one.kind, start=start, end=end, key=key, sure=sure))


def _tells(kind: IdentifierKind, rest: str) -> bool:
    """Whether what is left of an identifier says anything: digits, of a name capitals or kanji."""
    if kind in _FIGURES:
        return any(c.isnumeric() for c in rest)
    return any(c.isupper() or c.isnumeric() or c > "゠" for c in rest)
