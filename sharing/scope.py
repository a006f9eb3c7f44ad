"""A scope (共有範囲): whom a lesson is for, how much of it they get, and who may say so.

A scope is a file in ``scopes/``; a new one is a new file. A preset (``presets/``) writes down what
a carrier proposed as a list of scopes, each with its grain and its release.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType

from corpus.carrier import Institution, Kind, ServiceClass
from corpus.regime import Wording
from corpus.viewer import Audience, Role
from sharing.grain import Grain

ScopeId = NewType("ScopeId", str)
"""Kebab: ``designated``."""
PresetId = NewType("PresetId", str)
"""Kebab: ``iij``."""


class Asks(StrEnum):
    """What a person has to name before a scope is a scope."""

    CARRIERS = "carriers"  # 事業者
    MAKERS = "makers"  # 製造者など設備の関係者
    GROUP = "group"  # 任意の集まり


class Like(StrEnum):
    """In what a carrier may have to be like an originator."""

    KIND = "kind"  # 業態
    SIZE = "size"  # 規模


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to be in a scope: a carrier that meets all of it is in. Empty: no condition.

    `accident`: the classes of service that the accident hit, for which the rule is there at all.
    `independent`: no subsidiary of a carrier of its own kind. `serving`: offers services itself,
    as a holding company does not. `customer`: buys wholesale of an originator.
    """

    why: Wording
    accident: frozenset[ServiceClass] = frozenset()
    institutions: frozenset[Institution] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    countries: frozenset[str] = frozenset()
    like: frozenset[Like] = frozenset()
    independent: bool = False
    serving: bool = False
    customer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One scope.

    `grain` is what its recipients get unless a share says otherwise, and never more than `finest`;
    `k`: an attacker must not name the carrier with more than 1/k (1: whose it is may be told); a
    file without one has that of its grain.
    `audiences` are in it whatever the lesson, `rules` find carriers, `asks` says what a person has
    to name. `ministry` false: kept from the secretariat and the committee. `set_by`: who decides.
    `disclosed` false: recipients do not learn by which scope, as it would tell of the originator.
    """

    id: ScopeId
    title: Wording
    grain: Grain
    finest: Grain
    k: int
    set_by: frozenset[Role]
    why: Wording
    wishes: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    rules: tuple[Rule, ...] = ()
    asks: Asks | None = None
    ministry: bool = True
    disclosed: bool = True


class Condition(StrEnum):
    """What a proposal wants to hold of an accident before it is shared."""

    SERIOUS = "serious"  # 重大な事故
    OWN_EQUIPMENT = "own_equipment"  # 自社設備
    BY_DESIGNATED = "by_designated"  # 指定公共機関の事故
    LARGE_OR_SOCIAL = "large_or_social"  # 規模・社会的影響
    URGENT = "urgent"  # 緊急、又は重大な事故につながり得る
    SHARED_BASE = "shared_base"  # 共通の技術基盤
    ASKED_FOR = "asked_for"  # 他の事業者の求め


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One scope of a preset: its grain, and how long after it is set it is released."""

    scope: ScopeId
    grain: Grain
    after: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What one carrier proposed.

    `conditions` hold together, or it is not what was proposed; `unless` (if told) lifts them all.
    `form` is how it wants to be told, `limits` what it set as limits: both for a person to read.
    """

    id: PresetId
    title: Wording
    wishes: tuple[str, ...]
    steps: tuple[Step, ...]
    conditions: frozenset[Condition] = frozenset()
    unless: Wording | None = None
    form: Wording
    limits: Wording


Scopes = Mapping[ScopeId, Scope]
Presets = Mapping[PresetId, Preset]


def finer(one: Grain, other: Grain) -> bool:
    """Whether `one` tells more than `other`."""
    order = list(Grain)
    return order.index(one) < order.index(other)
