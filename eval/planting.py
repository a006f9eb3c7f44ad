"""Sentences planted in clean cases, and where they come from."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.account import Account
from corpus.ids import AccountId
from eval.sets import Read, Sets

OURS = Path(__file__).parent / "planted.toml"
POSITIONS = ("start", "middle", "end")
_ENDS = "。.\n"
"""A text is broken in its middle behind one of these."""

Texts = Callable[[Sets, list[Read]], list[str]]
"""Gives the sentences of a source; what was read for it is added to the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """The case at `place` with a sentence of `source` planted at `position`."""

    place: int
    source: str
    position: str
    account: Account = field(repr=False)


def plant(
    accounts: Sequence[Account], places: Sequence[int], source: str, texts: Sequence[str]
) -> Iterator[Planted]:
    """Each case of `places` with one of `texts` at each position, all of them spread evenly."""
    plantings = len(places) * len(POSITIONS)
    for number in range(plantings if texts else 0):
        place, position = places[number // len(POSITIONS)], POSITIONS[number % len(POSITIONS)]
        # With more sentences than places to plant them, one out of every so many is taken.
        text = texts[number * max(len(texts), plantings) // plantings % len(texts)]
        told = accounts[place]
        yield Planted(
            place=place,
            source=source,
            position=position,
            account=replace(
                told,
                id=AccountId(f"{told.id}+{source}.{number}"),
                texts={one: planted_in(each, text, position) for one, each in told.texts.items()},
            ),
        )


def planted_in(text: str, sentence: str, position: str) -> str:
    """`text` with `sentence` at its start, at its end, or behind the sentence in its middle."""
    middle = next(
        (at + 1 for at in range(len(text) // 2, len(text)) if text[at] in _ENDS), len(text)
    )
    cut = {"start": 0, "middle": middle, "end": len(text)}[position]
    return "\n".join(filter(None, (text[:cut], sentence, text[cut:])))


def ours(_sets: Sets, _reads: list[Read]) -> list[str]:
    """Our own instructions, in Japanese."""
    tables = tomllib.loads(OURS.read_text("utf-8"))["planted"]
    return [text for table in tables for text in table["texts"]]


def bipia(sets: Sets, reads: list[Read]) -> list[str]:
    """The instructions embedded in the contexts of BIPIA.

    Raises:
        MissingSet: it is not in the folder.
    """
    reads.append(sets.read("bipia", ("label",)))
    attacks = (entry.meta.get("attack") for entry in reads[-1].entries)
    return _distinct(str(attack) for attack in attacks if attack)


def purplellama(sets: Sets, reads: list[Read]) -> list[str]:
    """The injections of PurpleLlama.

    Raises:
        MissingSet: they are not in the folder.
    """
    reads.append(sets.read("purplellama_injection"))
    return _distinct(entry.text for entry in reads[-1].entries)


def harmless(sets: Sets, reads: list[Read]) -> list[str]:
    """The sentences of NotInject, which only sound like instructions.

    Raises:
        MissingSet: they are not in the folder.
    """
    reads.append(sets.read("notinject"))
    return _distinct(entry.text for entry in reads[-1].entries)


def _distinct(texts: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(texts))


INSTRUCTIONS: Mapping[str, Texts] = {
    "ours ja": ours,
    "bipia": bipia,
    "purplellama": purplellama,
}
