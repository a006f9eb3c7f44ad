"""The facts of an accident on which the duty to report is decided.

What is None is not known; what has a default in the contract has it here already, so that no
later step has to know what an absent key means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import inf

from corpus.ids import CarrierId
from corpus.regime import Fee
from corpus.service import Service


class EquipmentOwner(StrEnum):
    """Whose equipment failed."""

    OWN = "own"
    OTHER_CARRIER = "other_carrier"
    WHOLESALER = "wholesaler"


class CauseKind(StrEnum):
    """Why it failed."""

    UNKNOWN_SOFTWARE_BUG = "unknown_software_bug"
    KNOWN_SOFTWARE_BUG = "known_software_bug"
    HUMAN_ERROR = "human_error"
    PROCEDURE_DOCUMENT = "procedure_document"
    CONFIGURATION = "configuration"
    HARDWARE = "hardware"
    CAPACITY = "capacity"
    POWER = "power"
    SUBMARINE_CABLE_FISHING = "submarine_cable_fishing"
    THIRD_PARTY = "third_party"
    ATTACK = "attack"
    NATURAL_DISASTER = "natural_disaster"
    UNKNOWN = "unknown"


class EquipmentKind(StrEnum):
    """What failed."""

    SWITCH = "switch"
    ROUTER = "router"
    TRANSMISSION = "transmission"
    BASE_STATION = "base_station"
    REMOTE_LINE_UNIT = "remote_line_unit"  # 局設置・き線点遠隔収容装置
    DSLAM = "dslam"
    HLR_HSS = "hlr_hss"
    AUTHENTICATION = "authentication"
    DNS = "dns"
    SERVER = "server"
    VIRTUALIZATION = "virtualization"
    CONTROL = "control"
    MONITORING = "monitoring"
    POWER = "power"
    SUBMARINE_CABLE = "submarine_cable"
    SATELLITE = "satellite"
    TERMINAL_LINE = "terminal_line"  # 端末系伝送路設備
    OTHER = "other"


class Function(StrEnum):
    """What the equipment does (施行規則58条の2第1項1号ニ)."""

    TRANSMISSION = "transmission"
    SWITCHING = "switching"
    CONTROL = "control"
    OPERATION_MONITORING_MAINTENANCE = "operation_monitoring_maintenance"
    SUBSCRIBER_MANAGEMENT = "subscriber_management"


class OverloadOrigin(StrEnum):
    """Where processing beyond capacity came from."""

    INTERNAL = "internal"  # 内部要因
    VOICE = "voice"  # 音声の輻輳
    ATTACK = "attack"  # 攻撃
    EVENT = "event"  # 大規模イベント


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number as far as it is known: between `low` and `high`, both included."""

    low: float = 0
    high: float = inf

    @property
    def exact(self) -> float | None:
        """The number, when it is known."""
        return self.low if self.low == self.high else None


def known_or(number: float | None, highest: float = inf) -> Bounds:
    """Exactly `number`; anything from 0 to `highest` when it is None."""
    return Bounds(0, highest) if number is None else Bounds(number, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierFacts:
    """Who must report. No `users_previous_year` or `prefectures`: enough for a near miss."""

    id: CarrierId | None = None
    wholesale_buyer: bool = False
    users_previous_year: int | None = None
    prefectures: int | None = None
    monthly_active_users: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedService:
    """How one service was hit, its minutes summed over `stretches` and told at `minutes_path`."""

    service: Service
    users: int | None = None
    minutes: Bounds = Bounds()
    stretches: int = 1
    minutes_path: str = "duration_minutes"
    fee: Fee = Fee.PAID
    mediates: bool = False
    essential_function: bool = True
    additional_function: bool = False
    best_effort: bool = False
    share_of_subscribers: float | None = None
    end_user_share: float | None = None
    base_stations: int | None = None
    sites: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseFacts:
    """Whose equipment it was and why it failed."""

    equipment_owner: EquipmentOwner = EquipmentOwner.OWN
    kind: CauseKind = CauseKind.UNKNOWN
    planned: bool = False
    natural_disaster: bool = False
    within_design: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentFacts:
    """What failed. `functions` None: any; `trunk`, `redundant`, `constellation` None: not told."""

    kind: EquipmentKind = EquipmentKind.OTHER
    functions: frozenset[Function] | None = None
    terminal_side: bool = False
    all_traffic_stopped_minutes: float = 0
    serious_loss: bool = False
    trunk: bool | None = None
    redundant: bool | None = None
    constellation: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overload:
    """Processing beyond capacity; a flag that is None claims nothing."""

    origin: OverloadOrigin | None = None
    cause_removed_promptly: bool | None = None
    priority_calls_ok: bool | None = None
    attack_blocked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMissFacts:
    """What is claimed of a near miss; a flag that is None claims nothing.

    `reasons` holds what a person gave as reason for a judgement of "promptly" (速やかに).
    """

    could_not_stop: bool | None = None
    noticed_promptly: bool | None = None
    switched_promptly: bool | None = None
    toppled: bool | None = None
    fire: bool | None = None
    wrong_terminal: bool | None = None
    overload: Overload | None = None
    rolled_back_promptly: bool | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakFacts:
    """What was leaked."""

    secrecy: bool = False
    user_information: int = 0
    foreign_government: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """Calls restricted to keep priority calls: of how many users, for how long."""

    users: int | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is told of one accident."""

    occurred_at: datetime
    known_at: datetime
    carrier: CarrierFacts = CarrierFacts()
    services: tuple[AffectedService, ...] = ()
    cause: CauseFacts = CauseFacts()
    equipment: EquipmentFacts = EquipmentFacts()
    near_miss: NearMissFacts = field(default_factory=NearMissFacts)
    leak: LeakFacts = LeakFacts()
    partial_suspension: bool = False
    call_restriction: Restriction | None = None
