"""What is left in renderings of the starter corpus: ``python -m tests.sharing.all_renderings``.

Names, aliases and brands of every carrier, the operator as the record has it, telephone numbers,
and, below the committee's grain, the figures of the text. Exit code 1 where anything is left.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from corpus.account import Language
from corpus.carriers import CarrierRegister
from sharing.anonymise import Anonymised, Anonymiser
from sharing.grain import Grain
from sharing.press import STARTER

GRAINS = tuple(grain for grain in Grain if grain is not Grain.FULL)
_OURS = re.compile(r"〔[^〕]*〕|\[[^\]]*\]")
_PHONE = re.compile(r"(?<![\d.])0\d{1,4}-?\d{1,4}-?\d{3,4}(?!\d)")
_FIGURE = re.compile(r"(?<![\d,.])\d[\d,]+\d(?![\d,])")
_ROUND = frozenset(
    map(
        str,
        (
            *range(10, 100),
            100,
            120,
            360,
            720,
            1000,
            1440,
            4320,
            *(10**n for n in (4, 5, 6, 7)),
            30_000,
        ),
    )
) | {"101", "110", "111", "112", "118", "119", "171", "911", "999", "000"}
"""The lines between bands, and the numbers of emergency services."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left in one rendering: of which kind, and the words."""

    incident: str
    language: Language
    grain: Grain
    kind: str
    words: str


def cases() -> Iterator[tuple[str, str, Language, str]]:
    """The id, operator, language and text of every narrative of the starter corpus."""
    for line in STARTER.read_text("utf-8").splitlines():
        row = json.loads(line)
        for language in Language:
            if text := row.get(f"narrative_{language}"):
                yield row["id"], row["operator"], language, text


def left_in(text: str, source: str, operator: str, grain: Grain) -> Iterator[tuple[str, str]]:
    """What of `source` is left in `text` that its grain may not tell."""
    told = normalize("NFKC", _OURS.sub("〓", text))
    origin = normalize("NFKC", source)
    for name in dict.fromkeys((*_names(), *map(str.strip, operator.split("/")))):
        if len(name) >= _SHORTEST and _stands(name, told) and _stands(name, origin):
            yield "name", name
    yield from (("phone", found[0]) for found in _PHONE.finditer(told))
    if grain is not Grain.COMMITTEE:
        figures = {found[0].replace(",", "") for found in _FIGURE.finditer(origin)}
        for found in _FIGURE.finditer(told):
            number = found[0].replace(",", "")
            if number in figures - _ROUND and not _is_year(number, told[found.end() :]):
                yield "figure", told[found.start() : found.end() + 2]


def measured(
    grains: Sequence[Grain], every: int = 1
) -> Iterator[tuple[str, Language, str, Anonymised, list[Left]]]:
    """Each rendering, and what is left in it; of every case, or of each so many."""
    anonymiser = Anonymiser.load()
    for number, (incident, operator, language, text) in enumerate(cases()):
        if number % every:
            continue
        for grain in grains:
            found = anonymiser.anonymise(text, grain, language)
            left = [
                Left(incident=incident, language=language, grain=grain, kind=kind, words=words)
                for kind, words in left_in(found.text or "", text, operator, grain)
            ]
            yield incident, language, text, found, left


def main() -> int:
    """Measure, and say what is left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grain", action="append", type=Grain, choices=GRAINS)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    chosen = parser.parse_args()
    counts: Counter[str] = Counter()
    for number, (incident, language, source, found, left) in enumerate(
        measured(chosen.grain or GRAINS, chosen.every)
    ):
        counts.update([f"{found.grain} {'held back' if found.blocked else 'told'}"])
        counts.update(f"{one.grain} {one.kind} left" for one in left)
        for one in left:
            _say(f"{one.incident} {one.language} {one.grain}: {one.kind} {one.words}")
        if number < chosen.show:
            _say(f"\n{incident} {language} {found.grain} {found.step}\n{source}\n→ {found.text}")
    _say(*(f"{times:6} {what}" for what, times in sorted(counts.items())))
    return 1 if any(what.endswith("left") for what in counts) else 0


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


@cache
def _names() -> tuple[str, ...]:
    return tuple({name for carrier in CarrierRegister.load().all() for name in carrier.spellings})


def _stands(name: str, text: str) -> bool:
    """Whether `name` stands in `text` by itself, as it is written."""
    edge = "A-Za-z0-9" if normalize("NFKC", name).isascii() else ""
    pattern = re.escape(normalize("NFKC", name))
    if edge:
        pattern = rf"(?<![{edge}]){pattern}(?![{edge}])"
    return re.search(pattern, text) is not None


def _is_year(number: str, behind: str) -> bool:
    return behind.startswith("年度") or (len(number) == len("2022") and number[:2] in {"19", "20"})


if __name__ == "__main__":
    sys.exit(main())
