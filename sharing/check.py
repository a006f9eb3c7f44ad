"""Whether enough is gone: what rewriting left is found, replaced, and looked for once more.

Two looks: the detector reads the rewritten text, and the very words that had to go are searched in
it, spelled in any width, with anything between their letters, a placeholder too.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.placeholders import Placeholders, placeholder_words
from corpus.identifiers.surfaces import Surface, found_in, surfaces_of
from sharing.errors import IdentifierLeft
from sharing.grain import Grain, Policy, Treatment
from sharing.grain_file import load_grains
from sharing.quotations import quotations_in
from sharing.rendering import Rendering
from sharing.rewriting import Rewritten, rewrite

Finder = Callable[[str], Sequence[Identifier]]
"""Finds the identifiers of a text, in order."""

_LOOKS = 4
_JOINTS = frozenset(("and", "or", "to", "of"))

_FIGURES = frozenset(
    (
        IdentifierKind.DATE,
        IdentifierKind.TIME,
        IdentifierKind.COUNT,
        IdentifierKind.DURATION,
    )
)
"""Kinds whose words stand in many texts: they are found again by the detector alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Renders texts of one language; with `names`, several that are read together."""

    find: Finder
    language: Language
    names: Placeholders | None = field(default=None, repr=False)

    def render(self, text: str, grain: Grain, policy: Policy | None = None) -> Rendering:
        """`text` as `grain` may see it, by its policy or by `policy`.

        Raises:
            IdentifierLeft: after several looks it still holds what had to go.
        """
        rule = load_grains().rules[grain]
        policy = policy or rule.policy
        names = self.names or Placeholders(language=self.language)
        found = list(self.find(text))
        longest = rule.quotation_characters[self.language]
        quoted = quotations_in(text, longest) if longest else ()
        done = rewrite(text, [*found, *quoted], policy, self.language, names)
        done = self._cleared(done, _hidden(text, found, policy), policy, names)
        return Rendering(
            grain=grain,
            language=self.language,
            text=done.text,
            replaced=done.replaced,
            key=dict(names.key),
            undecided=tuple(one for one in done.replaced if not one.sure),
        )

    def _cleared(
        self,
        done: Rewritten,
        hidden: Sequence[Surface],
        policy: Policy,
        names: Placeholders,
    ) -> Rewritten:
        """`done` with all that is left replaced."""
        for look in range(_LOOKS + 1):
            left = list(self._left(done, hidden, policy))
            if not left:
                break
            if look == _LOOKS:
                raise IdentifierLeft(Counter(one.kind for one in left))
            done = _replaced(done, left, names)
        return done

    def _left(
        self, done: Rewritten, hidden: Sequence[Surface], policy: Policy
    ) -> Iterator[Identifier]:
        """What `done` holds and may not, in no order."""
        yield from found_in(done.text, done.ours, hidden)
        for one in self.find(done.text):
            if policy.treatment_of(one.kind) is not Treatment.KEEP:
                yield from _outside(one, done)


def _hidden(text: str, found: Sequence[Identifier], policy: Policy) -> list[Surface]:
    """The words that may stand nowhere in what is made of `text`."""
    return surfaces_of(
        text,
        [
            one
            for one in found
            if one.kind not in _FIGURES and policy.treatment_of(one.kind) is not Treatment.KEEP
        ],
    )


def _outside(one: Identifier, done: Rewritten) -> Iterator[Identifier]:
    """The parts of `one` that are not our own words."""
    at = one.start
    for start, end in [*_touched(done, one.start, one.end), (one.end, one.end)]:
        if _tells(done.text[at : max(at, start)]):
            yield Identifier(kind=one.kind, start=at, end=start, key=one.key, sure=one.sure)
        at = max(at, end)


def _touched(done: Rewritten, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What of `done` is ours and reaches into `start` to `end`."""
    first = bisect_right(done.ours, start, key=lambda stretch: stretch[1])
    last = bisect_left(done.ours, end, key=lambda stretch: stretch[0])
    return done.ours[first:last]


def _tells(words: str) -> bool:
    """Whether what is left of an identifier says anything: more than の or ``and``."""
    if words.strip(" ,.").lower() in _JOINTS:
        return False
    return any(c.isalnum() and not "ぁ" <= c <= "ゖ" for c in words)


def _replaced(done: Rewritten, left: Sequence[Identifier], names: Placeholders) -> Rewritten:
    """`done` with a placeholder for each of `left`."""
    words = placeholder_words(names.language)
    pieces: list[str] = []
    ours: list[tuple[int, int]] = []
    length = reached = 0
    for one in [*_merged(done, left), None]:
        stop = one.start if one else len(done.text)
        shift = length - reached
        ours += [(start + shift, end + shift) for start, end in _touched(done, reached, stop)]
        pieces.append(done.text[reached:stop])
        length += stop - reached
        if one is not None:
            surface = done.text[one.start : one.end]
            is_figure = one.kind in _FIGURES
            name = words.bare(one.kind) if is_figure else names.of(one.kind, one.key, surface)
            pieces.append(name)
            ours.append((length, length + len(name)))
            length += len(name)
            reached = one.end
    return Rewritten(text="".join(pieces), ours=tuple(ours), replaced=done.replaced, key=names.key)


def _merged(done: Rewritten, left: Sequence[Identifier]) -> list[Identifier]:
    """`left` in order, those that overlap as one, none ending inside our own words."""
    merged: list[Identifier] = []
    for one in sorted(left, key=lambda one: (one.start, -one.end)):
        edges = [edge for stretch in _touched(done, one.start, one.end) for edge in stretch]
        start, end = min([one.start, *edges]), max([one.end, *edges])
        if merged and start < merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(end, merged[-1].end))
        else:
            merged.append(replace(one, start=start, end=end))
    return merged
