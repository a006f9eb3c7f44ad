"""When, in Japanese: ``2022年7月2日1時35分頃、`` becomes ``2022年7月の未明、``."""

import re
from dataclasses import replace

from sharing.wording.moments import ZONE, Spoken, are_one
from sharing.wording.stretch import Edit, Stretch
from sharing.wording.words import Step

_NOTHING = re.compile(r"$^")
_AFTER = re.compile(
    rf"(?:の?(?:初め|初頭|末|前半|後半|半ば|[上中下]旬))?\s?(?:頃|ごろ|ころ|過ぎ|すぎ|前後)?\s?{ZONE}?"
)
_UNTIL = re.compile(r"\s?(?:まで|にかけて)(?:の間)?")
_WHILE = re.compile(r"まで(?=かか|続|継続|長引)")
_SINCE = re.compile(r"から[、,]?")
_DROPPED = re.compile(
    r"(?:の時点で[はも]?|(?:から|まで|より|以降|以後)?(?:に(?:は|も)?|の(?!時点))?)[、,]?"
)
_CANNOT_DROP = tuple("だでをがはともや。)）」")
_AT = re.compile(r"に(?![はもお])[、,]?|[、,]")
_PART_OF_DAY = re.compile(r"単独|時点|現在|[朝昼夕夜未深早]|午[前後]|正午|明け方")
_LOOSE = frozenset((Step.LATER, Step.EARLIER))
_SOME_DAY, _SOME_TIME, _FOR_A_WHILE = "ある日", "ある時刻", "しばらく"


def told_ja(stretch: Stretch, points: list[Spoken]) -> Edit:
    """The edit that says `points` instead of `stretch`."""
    stretch = stretch.widened(_NOTHING, _AFTER)
    said = [_said(point) for point in points]
    if not any(said):
        return _dropped(stretch)
    if len(said) > 1 or (stretch.after.startswith("まで") and not said[-1]):
        if any(points[:1]) and are_one(points[0], points[-1]):
            said = said[:1]
        return _between(stretch.widened(_NOTHING, _UNTIL), said)
    return _at(stretch, points[0], said[0])


def _said(point: Spoken) -> str:
    """``2022年7月の未明``; after その後 no time is told."""
    day, time = point.day, point.time
    if not day or not time:
        return day.text or time.text
    if day.step in _LOOSE:
        return day.text
    return (
        f"{day.text}の{_SOME_DAY}の{time.text}" if _has_days(point) else f"{day.text}の{time.text}"
    )


def _has_days(point: Spoken) -> bool:
    """Whether the day is told as one of many, and the time less exactly than by the clock."""
    return point.day.is_period and point.time.is_period


def _between(stretch: Stretch, said: list[str]) -> Edit:
    """``2022年7月の未明から数日後の昼まで``, or just when it began."""
    first, last = said[0], said[-1]
    if not last or first == last:
        return stretch.becomes(first)
    return stretch.becomes(f"{first}から{last}まで" if first else f"{last}まで")


def _at(stretch: Stretch, point: Spoken, said: str) -> Edit:
    """One point, with what follows it put right."""
    if point.day and not point.time:
        since = _SINCE.match(stretch.after)
        if since and point.day.is_period:  # から would now mean the first day of the period
            return replace(stretch, end=stretch.end + since.end()).becomes(f"{said}、")
        if _PART_OF_DAY.match(stretch.after):
            said += "の"
    if point.day.step in _LOOSE and (at := _AT.match(stretch.after)):
        return replace(stretch, end=stretch.end + at.end()).becomes(f"{said}、")
    return stretch.becomes(said)


def _dropped(stretch: Stretch) -> Edit:
    """Nothing in its place, with the particle behind it; a word for it where one is needed."""
    if _WHILE.match(stretch.after):
        return stretch.widened(_NOTHING, _UNTIL).becomes(_FOR_A_WHILE)
    behind = _DROPPED.match(stretch.after)
    follows = stretch.after[behind.end() if behind else 0 :]
    if not stretch.after or (
        (not behind or not behind.group()) and follows.startswith(_CANNOT_DROP)
    ):
        return stretch.becomes(_SOME_TIME if "時" in stretch.words else _SOME_DAY)
    return replace(stretch, end=stretch.end + (behind.end() if behind else 0)).becomes("")
