"""What the tests of the detector share: a layer's sightings as the words they cover."""

from collections.abc import Callable, Iterable

from corpus.identifiers.identifier import Identifier, Sighting
from corpus.identifiers.spelling import Spelled, spell

See = Callable[[Spelled], Iterable[Sighting]]


def words(see: See, text: str) -> list[str]:
    """The stretches of `text` as written that `see` sees, in order of place."""
    spelled = spell(text)
    spans = sorted(spelled.span(one.start, one.end) for one in see(spelled))
    return [text[start:end] for start, end in spans]


def kinds(see: See, text: str) -> set[tuple[str, str]]:
    """The kinds that `see` sees in `text`, each with its words."""
    spelled = spell(text)
    return {
        (one.kind.value, text[slice(*spelled.span(one.start, one.end))]) for one in see(spelled)
    }


def keys(see: See, text: str) -> list[str]:
    """The keys of what `see` sees in `text`."""
    return [one.key for one in sorted(see(spell(text)), key=lambda one: one.start)]


def masked(text: str, found: Iterable[Identifier]) -> str:
    """`text` with every identifier blackened, as long as before."""
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = "█" * (one.end - one.start)
    return "".join(letters)
