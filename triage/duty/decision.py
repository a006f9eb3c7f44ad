"""A decision on the duty to report, and the same as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, StrEnum

from corpus.depth import Item
from corpus.regime import Note, RegimeId, Source, Status, Wording
from triage.duty.lines import LineAnswer
from triage.duty.words import Reason
from triage.facts import EquipmentOwner

PROMPTLY = "promptly"  # 速やかに


class Answer(StrEnum):
    """Yes, no, or a missing fact decides."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


ANSWERS = {True: Answer.YES, False: Answer.NO, None: Answer.UNDETERMINED}
"""The answer that a claim gives."""


class As(StrEnum):
    """As what an accident is reported, strictest first; `reportable` is for foreign regimes."""

    LEAK = "leak"  # 通信の秘密・特定利用者情報の漏えい
    SUSPENSION = "suspension"  # 業務の一部停止
    SERIOUS = "serious"  # 重大な事故
    NEAR_MISS = "near_miss"  # おそれ
    ANNUAL = "annual"  # 年度ごとの報告
    SIMPLIFIED = "simplified"  # 簡易な様式
    REPORTABLE = "reportable"
    NONE = "none"


Moment = date | datetime | str | None
"""A day, a point in time, the word ``promptly``, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when: the first report, the detailed one, the annual list. Days are days in Japan."""

    first: Moment = None
    detailed: Moment = None
    annual: Moment = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty that is triggered, or may be (`met` None), with its own form and dates."""

    as_: As
    met: bool | None
    form: str | None
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One clock that runs: what is due, when, and where that stands."""

    id: str
    title: Wording
    at: Moment
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralTest:
    """The general test of the annual report, for one service."""

    service: str
    users: int | None
    minutes: float | None
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something a person must enter or find out; `given` is what has been entered already."""

    path: str
    wording: Wording
    given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReport:
    """What the first report says; `reduced` for a wholesale buyer, with a form of its own."""

    items: tuple[Wording, ...]
    reduced: bool
    form: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Link:
    """Another accident that this one belongs to: the parent, at the owner of the equipment."""

    kind: str
    of: EquipmentOwner


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The duty of one accident under one regime, with everything it rests on.

    `as_` is the strictest duty that is certain; where a missing fact decides about a stricter
    one, `reportable` is undetermined and `missing` says what to find out.
    """

    regime: RegimeId
    title: Wording
    status: Status
    applied_outside_effect: bool
    reportable: Answer
    serious: Answer | None
    as_: As
    lines: tuple[LineAnswer, ...]
    general_test: tuple[GeneralTest, ...] = ()
    duties: tuple[Duty, ...] = ()
    due: Due = Due()
    clocks: tuple[Term, ...] = ()
    depth: tuple[Item, ...] = ()
    first_report: FirstReport | None = None
    links: tuple[Link, ...] = ()
    asks: tuple[Ask, ...] = ()
    voluntary: bool = False
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()


def decision_to_json(decision: Decision) -> dict[str, object]:
    """`decision` as the contract writes it, more keys beside."""
    written = _to_json(decision)
    assert isinstance(written, dict)
    return {**written, "lines": [_line_to_json(line) for line in decision.lines]}


def _line_to_json(line: LineAnswer) -> dict[str, object]:
    return {
        "service": str(line.service),
        "line": line.line,
        "users": line.users,
        "minutes": _number(line.minutes),
        "met": line.claim.met,
        "row": line.row,
        "asks": [
            {"fact": fact, "test": test, "figure": figure} for fact, test, figure in line.asks
        ],
        "source": line.source.provision,
        "mark": str(line.source.mark),
    }


def _to_json(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return _object({part.name: getattr(value, part.name) for part in fields(value)})
    if isinstance(value, tuple | list):
        return [_to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return _number(value) if isinstance(value, float) else value


def _object(told: Mapping[str, object]) -> dict[str, object]:
    written: dict[str, object] = {}
    for name, value in told.items():
        if name == "wording" and isinstance(value, Wording):
            written |= {
                "ja": value.ja,
                "en": value.en,
            }  # beside the other keys of a note or an ask
        else:
            written[name.rstrip("_")] = _to_json(value)
    return written


def _number(value: float | None) -> float | None:
    """Minutes as a whole number where they are one."""
    return int(value) if value is not None and value == int(value) else value
