"""What the tagger looks at in each token and its neighbours, as hashed numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from zlib import crc32

from corpus.identifiers.english_lexicon import load_lexicon
from corpus.identifiers.english_tokens import Token
from corpus.identifiers.foreign_places import load_gazetteer

BUCKETS = 1 << 17
_EDGE = "^"
_ANY = "surrogatepass"
_SHORT = 3
_LONGEST_SHAPE = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one token by itself."""

    low: str
    shape: str
    classes: tuple[str, ...]
    cluster: str
    grams: tuple[str, ...]


class Classes:
    """Classes of common English words, by hash: words of one class are used alike."""

    def __init__(self, classes: dict[int, tuple[int, int]]) -> None:
        self._classes = classes

    @classmethod
    def made_of(cls, told: Mapping[str, Any]) -> Self:
        """The classes in arrays: hashes of ``words``, and the ``fine`` and ``coarse`` of each."""
        numbers = zip(told["fine"].tolist(), told["coarse"].tolist(), strict=True)
        return cls(dict(zip(told["words"].tolist(), numbers, strict=True)))

    def of(self, word: str) -> tuple[str, str]:
        """The fine and the coarse class of `word`, folded; ``?`` when it is not common."""
        fine, coarse = self._classes.get(crc32(word.encode(errors=_ANY)), (-1, -1))
        return ("?", "?") if fine < 0 else (str(fine), str(coarse))


def features_of(tokens: Sequence[Token], classes: Classes) -> list[list[int]]:
    """For each token, the buckets of what is seen of it and around it."""
    seen = _seen(tokens, classes)
    case = _case(tokens)
    edge = Seen(_EDGE, _EDGE, (), _EDGE, ())
    padded = [edge, edge, *seen, edge, edge]
    places = _places(tokens)
    return [
        [
            crc32(told.encode(errors=_ANY)) % BUCKETS
            for told in (*_told(padded[at : at + 5]), *places[at], *_told_case(case, seen[at]))
        ]
        for at in range(len(tokens))
    ]


def _seen(tokens: Sequence[Token], classes: Classes) -> list[Seen]:
    known: dict[tuple[str, str], Seen] = {}
    found: list[Seen] = []
    for token in tokens:
        key = (token.kind, token.text)
        if key not in known:
            known[key] = _see(token, classes)
        found.append(known[key])
    return found


def _see(token: Token, classes: Classes) -> Seen:
    if token.kind != "word":
        low = token.low if token.kind in ("sign", "possessive", "line") else token.kind
        size = str(min(len(token.text), _LONGEST_SHAPE)) if token.kind == "number" else ""
        return Seen(low, token.kind + size, (), low, ())
    low = token.low
    fine, coarse = classes.of(low)
    grams = tuple(f"p{low[:n]}" for n in (1, 2, 3)) + tuple(f"s{low[-n:]}" for n in (2, 3, 4))
    named = (*load_lexicon().classes_of(low), f"c{coarse}")
    return Seen(low, _shape(token.text), named, fine, grams)


def _shape(text: str) -> str:
    size = "1" if len(text) == 1 else "s" if len(text) <= _SHORT else ""
    if text.isupper():
        return "X" + size
    if text[0].isupper():
        return "Xx" + size if text[1:].islower() else "XxX"
    return "x" + size if text.islower() else "xX"


def _told(near: Sequence[Seen]) -> list[str]:
    """What `near`, a token between two and two neighbours, tells of it."""
    before2, before, own, after, after2 = near
    told = ["b", f"w{own.low}", f"h{own.shape}", f"f{own.cluster}", *own.grams]
    told += [f"-w{before.low}", f"+w{after.low}", f"--w{before2.low}", f"++w{after2.low}"]
    told += [f"-h{before.shape}|{own.shape}", f"+h{own.shape}|{after.shape}"]
    told += [f"-+h{before.shape}|{own.shape}|{after.shape}", f"-f{before.cluster}"]
    told += [f"+f{after.cluster}", f"--f{before2.cluster}", f"++f{after2.cluster}"]
    told += [f"-wh{before.low}|{own.shape}", f"+wh{after.low}|{own.shape}"]
    told += [f"--wh{before2.low}|{before.low}|{own.shape}", f"-+w{before.low}|{after.low}"]
    told += [f"++wh{own.shape}|{after.low}|{after2.low}", f"-ff{before.cluster}|{own.cluster}"]
    told += [f"--hh{before2.shape}|{before.shape}|{own.shape}"]
    told += [f"++hh{own.shape}|{after.shape}|{after2.shape}"]
    told += [f"-fh{before.cluster}|{own.shape}", f"+fh{after.cluster}|{own.shape}"]
    for name in own.classes:
        told += [f"k{name}", f"k{name}|{own.shape}", f"-k{before.shape}|{name}"]
    for name in before.classes:
        told += [f"-k{name}", f"-k{name}|{own.shape}"]
    for name in after.classes:
        told += [f"+k{name}", f"+k{name}|{own.shape}"]
    return told


def _case(tokens: Sequence[Token]) -> str:
    """How the text is written: in small letters, in capitals, or as usual."""
    words = [token.text for token in tokens if token.kind == "word"]
    large = sum(word[0].isupper() for word in words)
    if not large:
        return "small"
    return "capitals" if all(word.isupper() for word in words) else "usual"


def _told_case(case: str, own: Seen) -> tuple[str, ...]:
    return (f"case{case}", f"case{case}|{own.shape}", f"case{case}|{own.cluster}")


def _places(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """For each token, whether it begins, or goes on with, the name of a known place."""
    gazetteer = load_gazetteer()
    words = [token.low for token in tokens]
    found: list[tuple[str, ...]] = [()] * len(tokens)
    at = 0
    while at < len(words):
        place = gazetteer.place_at(words, at)
        length = place[0] if place else 1
        if place:
            found[at : at + length] = [("gB",), *[("gI",)] * (length - 1)]
        elif words[at] in gazetteer.people:
            found[at] = ("gN",)
        at += length
    return found
