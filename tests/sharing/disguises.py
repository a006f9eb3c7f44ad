"""Names as people disguise them, or as files and mail programs break them."""

import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from unicodedata import normalize

from corpus.carriers import CarrierRegister

Disguise = Callable[[str, random.Random], str]
LOOKALIKES = str.maketrans("AaBCcEeHIiKMOoPpTXxy", "АаВСсЕеНІіКМОоРрТХху")
"""Latin letters and the Cyrillic ones that look the same."""
_BACK = str.maketrans({chr(value): chr(key) for key, value in LOOKALIKES.items()})
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
LEAST = 4
"""Letters of a name that can be looked for anywhere: a shorter one is in other words too."""


def between(*joints: str) -> Disguise:
    """Puts one of `joints` between two letters of a name, somewhere."""

    def disguise(name: str, chance: random.Random) -> str:
        place = chance.randrange(1, len(name))
        return name[:place] + chance.choice(joints) + name[place:]

    return disguise


def throughout(joint: str) -> Disguise:
    """Puts `joint` between all letters of a name."""
    return lambda name, _: joint.join(name.replace(" ", ""))


def wide(name: str, _: random.Random) -> str:
    """The name in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


def alike(name: str, chance: random.Random) -> str:
    """The name with letters that look the same."""
    return "".join(c.translate(LOOKALIKES) if chance.random() < 0.6 else c for c in name)


DISGUISES: Mapping[str, Disguise] = {
    "as it is": lambda name, _: name,
    "in full width": wide,
    "in capitals": lambda name, _: name.upper(),
    "in small letters": lambda name, _: name.lower(),
    "a sign of no width": between(*_HIDDEN),
    "signs of no width throughout": throughout("\u200b"),
    "a line break": between("\n", "\r\n"),
    "a line break in a quoted mail": between("\n> ", "\n>> "),
    "a line break and an indent": between("\n  ", "\n\u3000"),
    "a space": between(" ", "\u3000", "\u00a0"),
    "spaces throughout": throughout(" "),
    "letters that look the same": alike,
    "in quotation marks": lambda name, _: f"「{name}」",
    "beside kanji and figures": lambda name, _: f"当該{name}社内2号",
}
"""Ways to write a name, by what is done to it."""


def folded(text: str) -> str:
    """`text` without anything that disguises: letters and figures alone, small and narrow."""
    plain = normalize("NFKC", text).translate(_BACK)
    return "".join(c for c in plain.casefold() if c.isalnum())


@cache
def names() -> tuple[str, ...]:
    """Every name, alias and brand of the register that is long enough to be looked for."""
    spellings = {name for carrier in CarrierRegister.load().all() for name in carrier.spellings}
    return tuple(sorted(name for name in spellings if len(folded(name)) >= LEAST))


def embedded(words: str, narrative: str, chance: random.Random) -> str:
    """`narrative` with `words` as what one of its sentences begins with."""
    places = [0, *(found.end() for found in re.finditer(r"。|\. ", narrative))]
    place = chance.choice(places)
    behind = " reported it. " if narrative.isascii() else "は"
    return f"{narrative[:place]}{words}{behind}{narrative[place:]}"


def can_be(disguise: str, name: str) -> bool:
    """Whether a reader would still know `name` so disguised, and nothing else is written so.

    A blank in a short Latin name makes two words: O range.
    """
    return disguise != "a space" or not name.isascii() or len(folded(name)) > LONGEST_TWO_WORDS


LONGEST_TWO_WORDS = 6
