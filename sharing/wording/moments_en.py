"""When, in English: ``At 01:35 on 2 July 2022`` becomes ``In the early hours of …``."""

import re

from sharing.wording.moments import ZONE, Spoken, are_one
from sharing.wording.stretch import Edit, Stretch
from sharing.wording.timeline import Said
from sharing.wording.words import Step

_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:(?P<near>(?:shortly|just|soon) (?:after|before)\s+)"
    r"|(?P<word>at|on|in|from|between|since|by|until|till|to|before|after|of|for)\s+)?"
    r"(?P<about>(?:about|around|approximately|roughly|exactly)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:\s{ZONE})?")
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_COMMA = re.compile(r",?\s*")
_SPACE = re.compile(r"\s+$")
_NOTHING = re.compile(r"$^")
_ADVERBS = frozenset((Step.PREVIOUS_DAY, Step.SOME_DAY))
_AT = frozenset(("at", "on", "in"))
_SINCE = frozenset(("from", "since"))
_UNTIL = frozenset(("until", "till"))
_LOOSE = frozenset((Step.LATER, Step.EARLIER, Step.DAYS_LATER, Step.DAYS_EARLIER))


def told_en(stretch: Stretch, points: list[Spoken]) -> Edit:
    """The edit that says `points` instead of `stretch`."""
    lead = _BEFORE.search(stretch.before)
    word = (lead["word"] or "").lower() if lead else ""
    about = bool(lead and (lead["about"] or lead["near"]))
    free = word in _AT or (about and not word)
    stretch = stretch.widened(_BEFORE if word or about else _NOTHING, _AFTER)
    if not any(points):
        return _dropped(stretch, word, bare=not word and not free)
    if len(points) > 1 and points[0] and not are_one(*points):
        return _between(stretch, points, word)
    return _at(stretch, points[0] or points[-1], word, free=free or len(points) > 1)


def _between(stretch: Stretch, points: list[Spoken], word: str) -> Edit:
    """From one point to another."""
    first, last = map(_noun, points)
    told = f"between {first} and {last}" if word == "between" else f"from {first} to {last}"
    return stretch.becomes(_set_off(told, stretch))


def _at(stretch: Stretch, point: Spoken, word: str, *, free: bool) -> Edit:
    """One point; `free`: with a preposition of our own."""
    if word and point.day.is_raw and not point.time:
        return stretch.becomes(f"{word} {point.day.text}")
    since_period = word in _SINCE and point.day.is_period and not point.time
    opens = not word and stretch.opens_sentence()
    if free or word == "between" or since_period or opens:
        return stretch.becomes(_set_off(_adverb(point), stretch))
    if not word:
        return _bare(stretch, _noun(point))
    return stretch.becomes(_set_off(f"{word} {_noun(point)}", stretch))


def _bare(stretch: Stretch, noun: str) -> Edit:
    """The edit where no preposition stands before it; a second article goes."""
    if noun.startswith(("the ", "a ", "an ")):
        stretch = stretch.widened(_THE, _NOTHING)
    return stretch.becomes(noun)


def _set_off(text: str, stretch: Stretch) -> str:
    """`text`, a comma behind it where it opens a sentence."""
    words_follow = stretch.after[:1] == " " or not stretch.after
    return f"{text}," if stretch.opens_sentence() and words_follow else text


def _noun(point: Spoken) -> str:
    """``the early hours of a day in July 2022``."""
    day, time = point.day, point.time
    if not day or not time:
        return day.noun or time.noun
    return day.noun if day.step in _LOOSE else f"{time.noun} of {_day(day)}"


def _adverb(point: Spoken) -> str:
    """``in the early hours of a day in July 2022``."""
    day, time = point.day, point.time
    if day.step in _LOOSE:
        return day.text
    if not time:
        if day.step in _ADVERBS:
            return day.text
        return f"in {day.text}" if day.is_period else f"on {day.text}"
    before_time = "in" if time.is_period else "at"
    if not day:
        return f"{before_time} {time.text}"
    joint = "of" if time.is_period else "on"
    return f"{before_time} {time.text} {joint} {_day(day)}"


def _day(day: Said) -> str:
    """The day of a time."""
    return f"a day in {day.text}" if day.is_period else day.noun


def _dropped(stretch: Stretch, word: str, *, bare: bool) -> Edit:
    """Nothing in its place; ``some time`` where something has to stand."""
    if word in _UNTIL:
        return stretch.becomes("for some time")
    if bare and not stretch.opens_sentence():
        return stretch.becomes("some time")
    if stretch.opens_sentence():
        return stretch.widened(_NOTHING, _COMMA).becomes("")
    return stretch.widened(_SPACE, _NOTHING).becomes("")
