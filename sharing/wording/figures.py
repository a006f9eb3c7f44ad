"""Counts and durations, told in bands or not at all."""

from dataclasses import dataclass

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.placeholders import Placeholders
from sharing.bands import Span, band_of
from sharing.grain import Policy, Treatment
from sharing.grain_file import Grains
from sharing.wording.amounts import LONGEST, read_figure_en, read_figure_ja, read_length
from sharing.wording.amounts_en import (
    count_en,
    figure_stretch_en,
    length_en,
    no_count_en,
    no_length_en,
)
from sharing.wording.amounts_ja import (
    count_ja,
    count_stretch_ja,
    length_ja,
    length_stretch_ja,
    no_count_ja,
    no_length_ja,
)
from sharing.wording.shares import PART, SUM, is_money, read_share, share_told
from sharing.wording.stretch import Edit, Stretch

_WIDENED = {
    (Language.JA, IdentifierKind.COUNT): count_stretch_ja,
    (Language.JA, IdentifierKind.DURATION): length_stretch_ja,
    (Language.EN, IdentifierKind.COUNT): figure_stretch_en,
    (Language.EN, IdentifierKind.DURATION): figure_stretch_en,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Words figures as `policy` says; one that cannot be read gets a placeholder."""

    policy: Policy
    names: Placeholders
    grains: Grains

    def edit(self, stretch: Stretch, one: Identifier) -> Edit:
        """The edit for the figure `one`, which is `stretch`."""
        if one.end - one.start > LONGEST:
            return self._placeholder(stretch, one)
        stretch = _WIDENED[self.names.language, one.kind](stretch)
        treatment = self.policy.treatment_of(one.kind)
        if treatment is Treatment.PLACEHOLDER:
            return self._placeholder(stretch, one)
        if one.kind is IdentifierKind.DURATION:
            return self._duration(stretch, one, treatment)
        return self._count(stretch, one, treatment)

    def _count(self, stretch: Stretch, one: Identifier, treatment: Treatment) -> Edit:
        language = self.names.language
        if is_money(stretch.words):
            return stretch.becomes(SUM[language])
        if (share := read_share(stretch.words)) is not None:
            if treatment is Treatment.DROP:
                return stretch.becomes(PART[language])
            band = band_of(share, self.grains.percents[treatment])
            return (
                stretch.becomes(share_told(band, language))
                if band
                else self._placeholder(stretch, one)
            )
        japanese = language is Language.JA
        read = read_figure_ja(stretch.words) if japanese else read_figure_en(stretch.words)
        if treatment is Treatment.DROP:
            dropped = no_count_ja if japanese else no_count_en
            return dropped(stretch, read.unit if read else "")
        band = band_of(read.span, self.grains.counts[treatment]) if read else None
        if read is None or band is None:
            return self._placeholder(stretch, one)
        return (count_ja if japanese else count_en)(stretch, band, read.unit)

    def _duration(self, stretch: Stretch, one: Identifier, treatment: Treatment) -> Edit:
        japanese = self.names.language is Language.JA
        if treatment is Treatment.DROP:
            return (no_length_ja if japanese else no_length_en)(stretch)
        span = read_length(stretch.words)
        edges = self.grains.minutes[treatment]
        band = band_of(span, edges) if span else None
        if span and band is None:  # at most so long, and longer than the longest band
            band = band_of(Span(low=span.high, high=span.high), edges)
        if band is None:
            return self._placeholder(stretch, one)
        return (length_ja if japanese else length_en)(stretch, band)

    def _placeholder(self, stretch: Stretch, one: Identifier) -> Edit:
        return stretch.becomes(self.names.of(one.kind, one.key, stretch.words))
