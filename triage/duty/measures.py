"""The facts that lines may ask for, by the name regimes use for them. To add one, add it here."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from corpus.regime import Need
from triage.duty.claim import Claim, compared
from triage.facts import Bounds, Facts, known_or


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact as a number, and the JSON paths that would tell what is not known of it."""

    bounds: Bounds
    paths: tuple[str, ...] = ()


def judge(need: Need, facts: Facts, place: int) -> Claim:
    """Whether the service at `place` meets one need of a line."""
    measure = MEASURES[need.fact](facts, place)
    return compared(measure.bounds, need.comparison, need.figure, measure.paths)


def is_told(fact: str, facts: Facts, place: int) -> bool:
    """Whether `fact` is known exactly of the service at `place`."""
    return MEASURES[fact](facts, place).bounds.exact is not None


def _told(facts: Facts, place: int, key: str, highest: float = inf) -> Measure:
    value: float | None = getattr(facts.services[place], key)
    return Measure(known_or(value, highest), (f"$.services[{place}].{key}",))


def _minutes(facts: Facts, place: int) -> Measure:
    affected = facts.services[place]
    return Measure(affected.minutes, (f"$.services[{place}].{affected.minutes_path}",))


def _user_minutes(facts: Facts, place: int) -> Measure:
    users, minutes = _told(facts, place, "users"), _minutes(facts, place)
    open_paths = (part.paths for part in (users, minutes) if part.bounds.exact is None)
    return Measure(
        Bounds(
            _product(users.bounds.low, minutes.bounds.low),
            _product(users.bounds.high, minutes.bounds.high),
        ),
        tuple(path for paths in open_paths for path in paths),
    )


def _product(users: float, minutes: float) -> float:
    return users * minutes if users and minutes else 0  # 0 times infinity would be no number


def _monthly_active_users(facts: Facts, _: int) -> Measure:
    return Measure(
        known_or(facts.carrier.monthly_active_users), ("$.carrier.monthly_active_users",)
    )


def _flag(holds: bool) -> Measure:
    return Measure(known_or(int(holds)))


MEASURES: dict[str, Callable[[Facts, int], Measure]] = {
    "users": lambda facts, place: _told(facts, place, "users"),
    "minutes": _minutes,
    "user_minutes": _user_minutes,
    "share_of_subscribers": lambda facts, place: _told(facts, place, "share_of_subscribers", 1),
    "end_user_share": lambda facts, place: _told(facts, place, "end_user_share", 1),
    "base_stations": lambda facts, place: _told(facts, place, "base_stations"),
    "sites": lambda facts, place: _told(facts, place, "sites"),
    "monthly_active_users": _monthly_active_users,
    "mediates": lambda facts, place: _flag(facts.services[place].mediates),
    "essential_function": lambda facts, place: _flag(facts.services[place].essential_function),
}
