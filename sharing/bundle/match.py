"""Which lessons of a bundle touch what a carrier runs, and why: found here, and told to nobody.

Nothing is sent or written, and no workspace is needed: a bundle and a profile are all there is.
That nothing was found is not that a lesson does not matter: it says so only where the lesson and
the profile tell of the same thing, and leaves it open else.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.errors import InputRefused
from corpus.folding import fold
from corpus.service import find_services
from corpus.vocabulary import Facet, load_vocabulary
from sharing.bundle.content import FORMAT
from sharing.bundle.names import Code, codes_of
from sharing.bundle.package import LESSONS
from sharing.bundle.profile import NAMED, Key, Profile
from triage.facts import Function

EQUIPMENT = Path(__file__).parent / "equipment.toml"
FUNCTION_OF_CONCEPT: Mapping[str, Function] = {
    "transmission": Function.TRANSMISSION,
    "switching": Function.SWITCHING,
    "control": Function.CONTROL,
    "operation-monitoring": Function.OPERATION_MONITORING_MAINTENANCE,
    "subscriber-management": Function.SUBSCRIBER_MANAGEMENT,
}
_ID = re.compile(r"L-[0-9]{1,18}\.[0-9]{1,9}")
_HIDDEN = re.compile(r"〔(?:製造者|製品)|\[(?:vendor|product) ")
_NO_SERVICE = re.compile(r"データ(?:ベース|センター?)", re.ASCII)
"""Words in narratives that hold the word of a service and name none."""
_HEADLINE = 60


class Touch(StrEnum):
    """Whether a lesson touches what a carrier runs."""

    TOUCHES = "touches"  # 関わる
    OPEN = "open"  # 決められない: 読んで判断する
    NOTHING_FOUND = "nothing_found"  # 重なりは見つからない


class By(StrEnum):
    """By what something in common was found."""

    CODE = "code"  # 分類
    WORDS = "words"  # 文中の言葉


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What a lesson and a profile have in common: under which key, and by what it was found."""

    key: Key
    value: str
    by: By
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """One lesson against a profile. `hidden`: its words name a maker or product no longer."""

    lesson: str
    headline: str = field(repr=False)
    touch: Touch
    reasons: tuple[Common, ...]
    hidden: bool


def match(document: Mapping[str, Any], profile: Profile) -> tuple[Matched, ...]:
    """Each lesson of a bundle's `document` against `profile`: those that touch it first.

    Raises:
        InputRefused: the document is not what a bundle holds.
    """
    try:
        if document["format"] != FORMAT:
            raise ValueError("format")
        told = [_matched(one, profile) for one in document["lessons"]]
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise InputRefused("bundle_damaged", LESSONS) from fault
    order = list(Touch)
    return tuple(sorted(told, key=lambda one: order.index(one.touch)))


def _matched(lesson: Mapping[str, Any], profile: Profile) -> Matched:
    text = "\n".join(filter(None, [lesson["text"], *_words(lesson["fields"])]))
    found = list(_found(lesson, text))
    names = _names(text, list(codes_of(lesson["fields"])), profile)
    reasons = tuple(
        dict.fromkeys([*(one for one in found if one.value in profile.of(one.key)), *names])
    )
    hidden = bool(_HIDDEN.search(text))
    return Matched(
        lesson=_id(lesson["lesson"]),
        headline=_plain(lesson["fields"].get("title") or text.strip().split("\n")[0]),
        touch=_touch(found, reasons, hidden, profile),
        reasons=reasons,
        hidden=hidden,
    )


def _touch(
    found: list[Common], reasons: tuple[Common, ...], hidden: bool, profile: Profile
) -> Touch:
    if reasons:
        return Touch.TOUCHES
    comparable = any(profile.of(one.key) for one in found)
    concealed = hidden and any(map(profile.of, NAMED))
    return Touch.NOTHING_FOUND if comparable and not concealed else Touch.OPEN


def _found(lesson: Mapping[str, Any], text: str) -> Iterator[Common]:
    """All that a lesson tells of services, equipment and functions."""
    for service, words in find_services(_NO_SERVICE.sub(" ", text)):
        yield Common(key=Key.SERVICES, value=service, by=By.WORDS, words=_plain(words))
    for code in codes_of(lesson["fields"]):
        for key, value in _coded(code):
            yield Common(key=key, value=value, by=By.CODE, words=_plain(code.title.ja))
    vocabulary = load_vocabulary()
    for mention in vocabulary.find(text, Language(lesson["language"])):
        words = _plain(text[mention.start : mention.end])
        facet = vocabulary.concept(mention.concept).facet
        if facet is Facet.FUNCTION:
            value = FUNCTION_OF_CONCEPT[mention.concept]
            yield Common(key=Key.FUNCTIONS, value=value, by=By.WORDS, words=words)
        elif facet is Facet.EQUIPMENT:
            for kind in _kinds().concepts.get(mention.concept, ()):
                yield Common(key=Key.EQUIPMENT, value=kind, by=By.WORDS, words=words)


def _coded(code: Code) -> Iterator[tuple[Key, str]]:
    if code.field == "function" and code.id in FUNCTION_OF_CONCEPT:
        yield Key.FUNCTIONS, FUNCTION_OF_CONCEPT[code.id]
    if code.field == "shared_base":
        for kind in _kinds().bases.get(code.id, ()):
            yield Key.EQUIPMENT, kind


def _names(text: str, codes: list[Code], profile: Profile) -> Iterator[Common]:
    """The makers, products and software of `profile` that a lesson names."""
    folded = fold(text).text
    titles = [(code, fold(f"{code.title.ja} {code.title.en}").text) for code in codes]
    for key in NAMED:
        for name in profile.of(key):
            pattern = _pattern(name)
            if pattern.search(folded):
                yield Common(key=key, value=name, by=By.WORDS, words=name)
            for code, title in titles:
                if code.field == "shared_base" and pattern.search(title):
                    yield Common(key=key, value=name, by=By.CODE, words=code.title.ja)


def _pattern(name: str) -> re.Pattern[str]:
    # A name in Latin letters is a whole word, beside a kanji too.
    told = re.escape(fold(name).text)
    return re.compile(rf"(?<![a-z0-9]){told}(?![a-z0-9])" if name.isascii() else told)


def _words(value: Any, key: str = "") -> Iterator[str]:
    """The words in the fields of a lesson, not its codes."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _words(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each, key)
    elif isinstance(value, str) and key in {"title", "said", "who", "what", "how"}:
        yield value


def _id(told: str) -> str:
    if not _ID.fullmatch(told):
        raise ValueError("id")
    return told


def _plain(words: str) -> str:
    """`words` as they may be shown on a terminal."""
    return "".join(each for each in words if each.isprintable())[:_HEADLINE]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kinds:
    concepts: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, tuple[str, ...]]


@cache
def _kinds() -> _Kinds:
    """The kinds of equipment of each concept and of each shared base."""
    tables = tomllib.loads(EQUIPMENT.read_text("utf-8"))

    def of(part: str) -> dict[str, tuple[str, ...]]:
        told: dict[str, tuple[str, ...]] = {}
        for kind, table in tables.items():
            for each in table.get(part, ()):
                told[each] = (*told.get(each, ()), kind)
        return told

    return _Kinds(concepts=of("concepts"), bases=of("bases"))
