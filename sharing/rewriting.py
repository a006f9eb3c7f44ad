"""Rewriting (書き換え): a text with its identifiers replaced, or told less exactly.

    identifiers ─ passages of time, rows of places, figures, names ─ an edit each ─► text

Nothing is decided here: which identifiers there are, the detector says; what becomes of each, the
policy. Whether enough is gone, `sharing.check` says.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.placeholders import Placeholders, placeholder_words
from sharing.composing import compose
from sharing.grain import Policy, Treatment
from sharing.grain_file import load_grains
from sharing.wording.figures import Figures
from sharing.wording.gazetteer import load_places_told
from sharing.wording.moments import Passage, passages, spoken
from sharing.wording.moments_en import told_en
from sharing.wording.moments_ja import told_ja
from sharing.wording.places import PlaceRow, PlaceWording, rows
from sharing.wording.stretch import Edit, Stretch
from sharing.wording.timeline import Timeline

QUOTATION = "quotation"
"""The key of an identifier that is a quoted passage."""

_EDGES = re.compile(r"^[\s,、]+|(?:[\s,、]|\s(?:and|or)|[(（][^()（）]{0,5}時間?)+$")
_RANGE = re.compile(r"\s?(?:から|[~〜～–—-]|to|or)\s?")
_WHEN = frozenset((IdentifierKind.DATE, IdentifierKind.TIME))
_HOW_MUCH = frozenset((IdentifierKind.COUNT, IdentifierKind.DURATION))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A text rewritten. `ours`: the stretches of it, start and end, that were put in.

    `replaced`: the identifiers of the source that were not kept. `key`: what each placeholder
    stands for.
    """

    text: str = field(repr=False)
    ours: tuple[tuple[int, int], ...]
    replaced: tuple[Identifier, ...]
    key: Mapping[str, str] = field(repr=False)


def rewrite(
    text: str,
    found: Sequence[Identifier],
    policy: Policy,
    language: Language,
    names: Placeholders | None = None,
) -> Rewritten:
    """`text` with each of `found` treated as `policy` says.

    Texts that are read together share `names`, so that one thing has one placeholder in all.
    """
    plain = placeholder_words(language).without_placeholders(text)
    names = names or Placeholders(language=language)
    apart = _ranged(plain, _apart([_trimmed(plain, one) for one in found]))
    units = sorted(_units(plain, apart, policy, language), key=lambda unit: unit.start)
    rewriter = _Rewriter(plain, policy, names, apart)
    written, ours = compose(plain, list(rewriter.edits(units)), language)
    replaced = tuple(one for one in found if policy.treatment_of(one.kind) is not Treatment.KEEP)
    return Rewritten(text=written, ours=ours, replaced=replaced, key=names.key)


def _ranged(text: str, found: Sequence[Identifier]) -> list[Identifier]:
    """`found`, two figures of one kind that are told as the ends of a range as one."""
    joined: list[Identifier] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last
            and one.kind in _HOW_MUCH
            and one.kind is last.kind
            and _RANGE.fullmatch(text, last.end, one.start)
        ):
            joined[-1] = replace(last, end=one.end)
        else:
            joined.append(one)
    return joined


def _trimmed(text: str, one: Identifier) -> Identifier:
    """`one` without the blanks, commas and ``and`` at its ends."""
    words = text[one.start : one.end]
    kept = _EDGES.sub("", words)
    if not kept:
        return one
    start = one.start + words.index(kept)
    return replace(one, start=start, end=start + len(kept))


def _apart(found: Sequence[Identifier]) -> list[Identifier]:
    """`found` in order, none reaching into the one before it."""
    apart: list[Identifier] = []
    reached = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > max(reached, one.start):
            apart.append(replace(one, start=max(one.start, reached)))
            reached = one.end
    return apart


def _units(
    text: str, found: Sequence[Identifier], policy: Policy, language: Language
) -> Iterator[Passage | PlaceRow | Identifier]:
    """What is worded as one: a passage of time, a row of places, any other identifier."""
    kept = {kind for kind in IdentifierKind if policy.treatment_of(kind) is Treatment.KEEP}
    if not kept >= _WHEN:
        yield from passages(text, [one for one in found if one.kind in _WHEN], language)
    if IdentifierKind.PLACE not in kept:
        places = [one for one in found if one.kind is IdentifierKind.PLACE]
        yield from rows(text, places, language)
    others = kept | _WHEN | {IdentifierKind.PLACE}
    yield from (one for one in found if one.kind not in others)


class _Rewriter:
    """Words the units of one text, in order."""

    def __init__(
        self, text: str, policy: Policy, names: Placeholders, found: Sequence[Identifier]
    ) -> None:
        self._text = text
        self._policy = policy
        self._names = names
        self._language = names.language
        self._starts = [one.start for one in found]
        self._ends = [one.end for one in found]
        dates = [self._words(one) for one in found if one.kind is IdentifierKind.DATE]
        self._timeline = Timeline(
            language=self._language,
            policy=policy,
            names=names,
            first_whole=Timeline.first_of(dates),
        )
        self._places = PlaceWording(policy=policy, names=names, gazetteer=load_places_told())
        self._figures = Figures(policy=policy, names=names, grains=load_grains())

    def edits(self, units: Sequence[Passage | PlaceRow | Identifier]) -> Iterator[Edit]:
        """The edit of each of `units`; what one took, the next does not take."""
        reached = 0
        for unit in units:
            edit = self._edit(unit, self._stretch(unit, reached))
            reached = edit.end
            yield edit

    def _edit(self, unit: Passage | PlaceRow | Identifier, stretch: Stretch) -> Edit:
        if isinstance(unit, Passage):
            points = list(spoken(self._text, unit, self._timeline))
            told = told_ja if self._language is Language.JA else told_en
            return told(stretch, points)
        if isinstance(unit, PlaceRow):
            return self._places.edit(stretch, unit)
        if unit.kind in _HOW_MUCH:
            return self._figures.edit(stretch, unit)
        return stretch.becomes(self._name(unit))

    def _name(self, one: Identifier) -> str:
        """What stands for a thing that may not be named."""
        words = placeholder_words(self._language)
        if one.kind is IdentifierKind.OTHER and one.key == QUOTATION:
            return words.quotation
        if self._policy.treatment_of(one.kind) is Treatment.DROP:
            return words.bare(one.kind)
        return self._names.of(one.kind, one.key, self._words(one))

    def _words(self, one: Identifier) -> str:
        return self._text[one.start : one.end]

    def _stretch(self, unit: Passage | PlaceRow | Identifier, reached: int) -> Stretch:
        """The stretch of `unit`, and how far it may take what is beside it."""
        before = bisect_right(self._ends, unit.start)
        after = bisect_left(self._starts, unit.end)
        return Stretch(
            whole=self._text,
            start=unit.start,
            end=unit.end,
            floor=max(reached, self._ends[before - 1] if before else 0),
            ceiling=self._starts[after] if after < len(self._starts) else len(self._text),
        )
