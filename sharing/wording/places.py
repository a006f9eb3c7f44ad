"""Places told by their prefecture, region or country."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.placeholders import Placeholders, placeholder_words
from sharing.grain import Policy, Treatment
from sharing.wording.stretch import Edit, Stretch

_THE = re.compile(r"\b[Tt]he\s+$")
_AREA = re.compile(r"\s+(?:metropolitan )?(?:area|region|district)\b")
_NOTHING = re.compile(r"$^")
JOINTS = {
    Language.JA: re.compile(r"\s*(?:[、,・/／]|や|と|及び|および|並びに|又は|または|の|から)?\s*"),
    Language.EN: re.compile(r"\s*(?:,|/|&|and|or|,\s*and)?\s*(?:the\s+)?"),
}
"""What stands between places that are told in a row."""


class Gazetteer(Protocol):
    """What knows where a place is."""

    def within(self, place: str, treatment: Treatment, language: Language) -> str | None:
        """The prefecture, region or country that `place` lies in; None where it does not know."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """Places that are told in a row."""

    start: int
    end: int
    places: tuple[Identifier, ...]


def rows(text: str, places: Sequence[Identifier], language: Language) -> list[PlaceRow]:
    """The rows that `places` (in order) make in `text`."""
    found: list[PlaceRow] = []
    for place in places:
        last = found[-1] if found else None
        if last and JOINTS[language].fullmatch(text, last.end, place.start):
            found[-1] = PlaceRow(start=last.start, end=place.end, places=(*last.places, place))
        else:
            found.append(PlaceRow(start=place.start, end=place.end, places=(place,)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWording:
    """Words places as `policy` says; one that `gazetteer` does not know gets a placeholder."""

    policy: Policy
    names: Placeholders
    gazetteer: Gazetteer

    def edit(self, stretch: Stretch, row: PlaceRow) -> Edit:
        """The edit for `row`, which is `stretch`: what several come to is told once."""
        written = ""
        told: list[str] = []
        end = row.start
        for place in row.places:
            text = self._told(stretch.whole[place.start : place.end], place.key)
            if text not in told:
                written += (stretch.whole[end : place.start] if told else "") + text
                told.append(text)
            end = place.end
        around = stretch.widened(_THE, _AREA)
        if written.startswith("the "):
            stretch = stretch.widened(_THE, _AREA if written.endswith("region") else _NOTHING)
        elif around.start < stretch.start and around.end > stretch.end:
            stretch = around  # "the Sendai area" lies in Miyagi
        return stretch.becomes(written)

    def _told(self, words: str, key: str) -> str:
        """What is told of one place."""
        treatment = self.policy.treatment_of(IdentifierKind.PLACE)
        language = self.names.language
        if treatment is Treatment.DROP:
            return placeholder_words(language).bare(IdentifierKind.PLACE)
        wider = self.gazetteer.within(words, treatment, language)
        return wider or self.names.of(IdentifierKind.PLACE, key, words)
