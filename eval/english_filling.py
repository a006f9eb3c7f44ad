"""The sentences of our own by which the tagger of English names learns, filled with names."""

import random
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from corpus.identifiers.english_lexicon import load_lexicon
from corpus.identifiers.foreign_places import load_gazetteer
from eval.english_examples import Example, Span, is_title

SENTENCES = Path(__file__).parent / "english_sentences.toml"
FILLERS = Path(__file__).parent / "english_fillers.toml"
WRITTEN_SMALL, WRITTEN_LARGE = 0.12, 0.04
"""The shares of sentences that are written in small letters, and in capitals."""
_SLOT = re.compile(r"\{(\w+)\}")
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Ms", "Dr", "Prof.")
_LETTERS = "ABCDEFGHIJKLMNOPRSTVWY"
_SMALL_WORDS = frozenset({"and", "of", "the"})
_WHOLE_ADDRESS = 4
"""From so many words on, an address that was seen is put in as a whole."""


class Filler:
    """Fills sentences with names, from the lexicon, the gazetteer and what `examples` name."""

    def __init__(self, examples: Iterable[Example], seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = tomllib.loads(FILLERS.read_text("utf-8"))
        self._seen: dict[str, list[str]] = {}
        for example in examples:
            for span in example.spans:
                self._seen.setdefault(span.sort, []).append(example.text[span.start : span.end])
        lexicon, gazetteer = load_lexicon(), load_gazetteer()
        self._given = sorted(lexicon.given)
        self._surnames = sorted(lexicon.surnames)
        self._countries = sorted(set(gazetteer.countries.values()))
        names = {" ".join(words) for words in gazetteer.places if all(map(str.isalpha, words))}
        self._cities = sorted(names - set(self._countries))
        self._peoples = sorted(gazetteer.people)
        self._slots: dict[str, tuple[Callable[[], str], str | None]] = {
            "person": (self._person, "person"),
            "given": (self._one_given, "person"),
            "surname": (self._one_surname, "person"),
            "titled": (self._titled, "person"),
            "handle": (self._handle, "person"),
            "city": (self._city, "place"),
            "country": (self._country, "place"),
            "people": (lambda: self._pick(self._peoples).title(), "people"),
            "firm": (self._firm, "firm"),
            "street": (self._street, "address"),
            "address": (lambda: self._address(", "), "address"),
            "lines": (lambda: self._address("\n"), "address"),
            "job": (lambda: self._pick(self._words["jobs"]), "job"),
            "age": (lambda: str(self._chance.randint(16, 96)), "age"),
            "number": (self._number, None),
            "mail": (lambda: f"{self._one_given().lower()}@example.org", None),
        }

    def sentences(self, times: int) -> Iterator[Example]:
        """Each sentence filled `times` times; those without a slot a quarter as often."""
        for group in tomllib.loads(SENTENCES.read_text("utf-8")).values():
            for sentence in group:
                for _ in range(times if "{" in sentence else max(1, times // 4)):
                    yield self._cased(self.fill(sentence))

    def fill(self, sentence: str) -> Example:
        """`sentence` with something put into each of its slots."""
        text, told = "", 0
        spans: list[Span] = []
        for slot in _SLOT.finditer(sentence):
            text += sentence[told : slot.start()]
            make, sort = self._slots[slot[1]]
            name = make()
            if sort:
                spans.append(Span(len(text), len(text) + len(name), sort))
            text += name
            told = slot.end()
        return Example(text + sentence[told:], tuple(spans))

    def _cased(self, example: Example) -> Example:
        if self._often(WRITTEN_SMALL):
            return Example(_changed(example.text, str.lower), example.spans)
        if self._often(WRITTEN_LARGE):
            return Example(_changed(example.text, str.upper), example.spans)
        return example

    def _often(self, share: float) -> bool:
        return self._chance.random() < share

    def _pick(self, among: Sequence[str]) -> str:
        return self._chance.choice(among)

    def _of_set(self, sort: str, share: float) -> str | None:
        seen = self._seen.get(sort)
        return self._pick(seen) if seen and self._often(share) else None

    def _person(self) -> str:
        seen = self._of_set("person", 0.4)
        if seen and " " in seen:
            return seen
        if self._often(0.1):
            return f"{self._initials(1)} {self._one_surname()}"
        middle = f" {self._initials(1)}" if self._often(0.15) else ""
        return f"{self._one_given()}{middle} {self._one_surname()}"

    def _initials(self, count: int) -> str:
        return "".join(f"{self._pick(_LETTERS)}." for _ in range(count))

    def _one_given(self) -> str:
        if self._often(0.03):
            return self._initials(2)
        seen = self._of_set("person", 0.4)
        first = seen.split(maxsplit=1)[0] if seen else ""
        return first if first and not is_title(first) else self._pick(self._given).title()

    def _one_surname(self) -> str:
        if self._often(0.04):
            return "-".join(_capital(self._pick(self._surnames)) for _ in range(2))
        seen = self._of_set("person", 0.4)
        return seen.split()[-1] if seen else _capital(self._pick(self._surnames))

    def _titled(self) -> str:
        name = self._one_surname() if self._often(0.5) else self._person()
        return f"{self._pick(_TITLES)} {name}"

    def _handle(self) -> str:
        given, surname = self._pick(self._given), self._pick(self._surnames)
        year = str(self._chance.randint(1, 2010)) if self._often(0.4) else ""
        forms = (f"{given}{year}", f"{given}_{surname}", f"{given.title()}{surname.title()}{year}")
        return self._pick(forms)

    def _city(self) -> str:
        if self._often(0.3):
            return self._pick(self._words["towns"])
        return self._of_set("place", 0.5) or _capital(self._pick(self._cities))

    def _country(self) -> str:
        return _capital(self._pick(self._countries))

    def _firm(self) -> str:
        if self._often(0.35):
            return self._of_set("firm", 0.6) or self._pick(self._words["carriers"])
        if self._often(0.1):
            return f"{self._one_surname()}, {self._one_surname()} and {self._one_surname()}"
        stem = self._pick(self._words["firms"]) if self._often(0.55) else self._one_surname()
        return stem if self._often(0.3) else f"{stem} {self._pick(self._words['firm_tails'])}"

    def _street(self) -> str:
        number = str(self._chance.randint(1, 1999))
        if self._often(0.5):
            kind = self._pick(self._words["street_kinds"])
            return f"{number} {self._pick(self._words['street_names'])} {kind}"
        street = self._pick(self._words["whole_streets"])
        return f"{street} {number}" if self._often(0.7) else f"{number} {street}"

    def _address(self, joint: str) -> str:
        seen = self._of_set("address", 0.3)
        if seen and len(seen.split()) >= _WHOLE_ADDRESS:
            return seen
        room = str(self._chance.randint(1, 999))
        unit = self._pick(["", "", f"Apt. {room}", f"Suite {room}"])
        town, state = self._pick(self._words["towns"]), self._pick(self._words["states"])
        post = f"{town}, {state} {self._number()[:5]}"
        country = self._country() if self._often(0.3) else ""
        return joint.join(part for part in (self._street(), unit, post, country) if part)

    def _number(self) -> str:
        return "".join(self._pick("0123456789") for _ in range(self._chance.randint(6, 10)))


def _capital(name: str) -> str:
    return " ".join(
        word if word in _SMALL_WORDS else word[:1].upper() + word[1:] for word in name.split()
    )


def _changed(text: str, change: Callable[[str], str]) -> str:
    """`text` changed letter by letter; one whose change is longer stays."""
    return "".join(new if len(new := change(letter)) == 1 else letter for letter in text)
