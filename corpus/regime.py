"""A regime (報告制度): what must be reported from when, by which lines, by when and on what form.

Each regime is one file, ``corpus/regimes/<id>.toml``; adding one adds a file. A change of the law
is a new regime, so that an old accident is still judged by the lines of its day. Every line names
the provision it comes from and how surely that is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from corpus.service import Service

JAPAN = "JP"

RegimeId = NewType("RegimeId", str)
"""The name of its file: ``jp-2025-04``."""


class Status(StrEnum):
    """Where a regime stands."""

    IN_FORCE = "in_force"  # 施行中
    SUPERSEDED = "superseded"  # 改正前
    RECOMMENDED = "recommended"  # 答申。施行は未確認


class Mark(StrEnum):
    """How surely something is known."""

    VERIFIED = "V"  # read in a primary text
    SECONDARY = "S"  # read in a secondary text only
    MEMORY = "M"  # not verified
    DERIVED = "D"  # follows from the others


class Comparison(StrEnum):
    """How a line compares a fact with its figure."""

    AT_LEAST = "at_least"  # 以上
    ABOVE = "above"  # 超
    IS = "is"


class Fee(StrEnum):
    """Whether users pay for a service."""

    PAID = "paid"
    FREE = "free"


class CountsFrom(StrEnum):
    """The moment a clock counts from."""

    OCCURRED = "occurred"  # 発生
    KNOWN = "known"  # 知った時


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule stands: the provision, the text it was read in, and how surely."""

    provision: str
    mark: Mark
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """From when to when a regime is in force, both days included; None: open, or not known."""

    first: date | None
    last: date | None
    mark: Mark

    def covers(self, day: date) -> bool:
        """Whether `day` lies inside. A regime of which neither end is known covers none."""
        if self.first is None and self.last is None:
            return False
        return (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A class of services that is judged by lines of its own (役務の区分). None: any."""

    id: str
    title: Wording
    services: frozenset[Service] | None
    fee: Fee | None
    wholesale_buyer: bool | None


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a line asks: ``users``, ``at_least``, 30,000."""

    fact: str
    comparison: Comparison
    figure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line to be crossed: all that it needs holds at once (かつ).

    It is for the services of its row; `services` narrows it. For other services of the row it is
    judged only where the fact `elsewhere_if_told` is told.
    """

    id: str
    row: str
    needs: tuple[Need, ...]
    source: Source
    services: frozenset[Service] | None
    not_services: frozenset[Service]
    elsewhere_if_told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentLine:
    """The line of satellites and submarine cables: all traffic stopped, users not counted."""

    id: str
    kinds: frozenset[str]
    minutes: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakRule:
    """Leaks: of secrecy always; of user information of more than so many users, from a day on."""

    user_information_above: int | None
    user_information_since: date | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualRule:
    """Other accidents: so many users or minutes. `simplified`: equipment with the short form."""

    users: int
    minutes: float
    quarterly: bool
    simplified: frozenset[str]
    source: Source


@dataclass(frozen=True, slots=True)
class NearMissEvent:
    """One situation (ホ) that is feared to become a serious accident, by the id of its rule."""

    id: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMissRule:
    """The frame of the near-miss duty (おそれ) and the events that open its first door."""

    since: date | None
    users_previous_year: int
    prefectures: int
    important_equipment: frozenset[str]
    events: tuple[NearMissEvent, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class FirstReportRule:
    """What the first report (速やかな報告) says."""

    items: tuple[Wording, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Wholesale:
    """The lighter duty of a wholesale buyer: what its first report says, and its short form."""

    items: tuple[Wording, ...]
    form: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRestriction:
    """Calls restricted to keep priority calls: a review report within `months`."""

    users: int
    minutes: float
    months: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortForm:
    """A wish for a short form between two lines: minutes and users from, below."""

    services: frozenset[Service]
    minutes: tuple[float, float]
    users: tuple[int, int]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One term: so long from a moment, or promptly. `fills` names the due date it is, if any."""

    id: str
    title: Wording
    counts_from: CountsFrom
    promptly: bool
    minutes: float | None
    days: int | None
    months: int | None
    fills: str | None
    designated_only: bool
    since: date | None
    until: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Listed:
    """Services that a regime names apart: exempt, or reportable without a figure."""

    services: frozenset[Service]
    source: Source


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of any decision under the regime should know."""

    wording: Wording
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One version of one duty to report. What is None does not exist under it."""

    id: RegimeId
    title: Wording
    jurisdiction: str
    status: Status
    effect: Effect
    source: Source
    detailed_days: int | None
    forms: Mapping[str, str]
    first_report: FirstReportRule | None
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    clocks: tuple[Clock, ...]
    notes: tuple[Note, ...]
    exempt: Listed | None
    unfigured: Listed | None
    equipment_line: EquipmentLine | None
    leak: LeakRule | None
    suspension: Source | None
    annual: AnnualRule | None
    near_miss: NearMissRule | None
    wholesale: Wholesale | None
    call_restriction: CallRestriction | None
    short_form: ShortForm | None

    @property
    def japanese(self) -> bool:
        """Whether it is a duty to the ministry in Japan."""
        return self.jurisdiction == JAPAN
