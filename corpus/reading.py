"""What was understood of a filing: its fields, and what could not be read.

A reading never guesses. What a field says but the program cannot read stays as text in `unread`,
with a code that says why; one that says 調査中 (under investigation) is unread as ``pending``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from corpus.service import Service


class Stage(StrEnum):
    """Where in the course of reporting a filing stands."""

    FIRST = "first"  # 速報・第一報
    DETAILED = "detailed"  # 詳報
    CORRECTION = "correction"  # 訂正
    ANNUAL = "annual"  # 年次報告の一行
    UNKNOWN = "unknown"


class Section(StrEnum):
    """The narrative items of the detailed report (domain.md 1.4), and those the wishes add."""

    OVERVIEW = "overview"  # 全体概要
    EQUIPMENT = "equipment"  # 原因となった設備の概要
    COURSE = "course"  # 発生状況
    RESPONSE = "response"  # 措置模様
    CAUSE = "cause"  # 発生原因
    PREVENTION = "prevention"  # 再発防止策
    USER_HANDLING = "user_handling"  # 利用者対応状況
    RULES = "rules"  # 関連する基準及び規程
    RELATED = "related"  # 関連する事故の発生傾向
    WHY_NOT_SERIOUS = "why_not_serious"  # 重大な事故に至らなかった理由
    VIEWPOINTS = "viewpoints"  # 点検する際の観点
    SUPERVISOR = "supervisor"  # 電気通信設備統括管理者の氏名
    ENGINEER = "engineer"  # 電気通信主任技術者の氏名及び資格の種別
    OTHER = "other"  # その他参考となる事項


class Precision(StrEnum):
    """How exactly a moment is known."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Why(StrEnum):
    """Why a field was left unread."""

    PENDING = "pending"  # 調査中、確認中、精査中
    NO_DATE = "no_date"  # 日付として読めない
    NO_NUMBER = "no_number"  # 数として読めない
    NO_DURATION = "no_duration"  # 時間として読めない
    AMBIGUOUS = "ambiguous"  # 読み方が二つ以上ある
    CONFLICT = "conflict"  # 他の欄と食い違う
    UNKNOWN_LABEL = "unknown_label"  # 様式にない欄
    UNKNOWN_SERVICE = "unknown_service"  # 役務として読めない
    UNKNOWN_CARRIER = "unknown_carrier"  # 登録にない事業者名
    FORMULA = "formula"  # 計算式で、値が保存されていない


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time, as exactly as it is told; `at` has an offset, JST unless told."""

    at: datetime
    precision: Precision
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as reports write it.

    `value` is the figure named (22,780,000 for 約2,278万人); None where only bounds are told
    (十数万人). `low` and `high` are inclusive bounds, None where open: 765万人以上 has a low only.
    """

    value: int | None
    low: int | None
    high: int | None
    approximate: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One stretch of an outage; `end` None: not over, or not told."""

    start: Moment
    end: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceImpact:
    """How far one service was hit. `named` is the filing's word for it; `minutes` is summed."""

    service: Service
    named: str
    users: Quantity | None = None
    minutes: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A field, or a part of one, that was kept as text only."""

    label: str
    text: str
    why: Why
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One filing as understood: the file, or the row of a list, that `where` names.

    `reference` is the carrier's own number for the accident (事故管理番号), by which its staged
    filings name one another; `regarding` holds ids of ours that the filing names. `reported` is
    when the filing says it was made, `known` when the carrier learnt of the accident (覚知).
    """

    form: str
    stage: Stage
    where: str
    carrier_named: str | None = None
    reference: str | None = None
    regarding: tuple[str, ...] = ()
    subject: str | None = None
    reported: Moment | None = None
    known: Moment | None = None
    occurred: Moment | None = None
    recovered: Moment | None = None
    intervals: tuple[Interval, ...] = ()
    services: tuple[ServiceImpact, ...] = ()
    users: Quantity | None = None
    minutes: Quantity | None = None
    area: str | None = None
    sections: Mapping[Section, str] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
