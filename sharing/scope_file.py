"""Read scopes and presets as their files write them."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from corpus.carrier import Institution, Kind, ServiceClass
from corpus.regime import Wording
from corpus.viewer import Audience, Role
from sharing.errors import DamagedScopes, UnknownPreset, UnknownScope
from sharing.grain import Grain
from sharing.grain_file import k_of
from sharing.scope import (
    Asks,
    Condition,
    Like,
    Preset,
    PresetId,
    Presets,
    Rule,
    Scope,
    ScopeId,
    Scopes,
    Step,
    finer,
)

SCOPES = Path(__file__).parent / "scopes"
PRESETS = Path(__file__).parent / "presets"
_TOLD_KEYS = frozenset(("title", "why", "wishes", "grain", "finest", "k"))
_SCOPE_KEYS = _TOLD_KEYS | {"set_by", "ministry", "disclosed", "audiences", "carriers", "asks"}
_CARRIER_KEYS = frozenset(("kind", "institution", "country", "independent", "serving"))
_RULE_KEYS = _CARRIER_KEYS | {"why", "accident", "like", "customer"}
_PRESET_KEYS = frozenset(("title", "wishes", "conditions", "unless", "form", "limits", "steps"))
_STEP_KEYS = frozenset(("scope", "grain", "after_days"))

Table = Mapping[str, Any]
Read = TypeVar("Read")


@cache
def load_scopes(folder: Path = SCOPES) -> Scopes:
    """Every scope in `folder`, by id, in the order of their names.

    Raises:
        DamagedScopes: a file is not as it must be.
    """
    return MappingProxyType({ScopeId(name): one for name, one in _read_all(folder, _scope)})


@cache
def load_presets(folder: Path = PRESETS, scopes: Path = SCOPES) -> Presets:
    """Every preset in `folder`, by id, each of scopes in `scopes`.

    Raises:
        DamagedScopes: a file is not as it must be.
    """
    known = load_scopes(scopes)
    found = {PresetId(name): one for name, one in _read_all(folder, _preset)}
    for preset in found.values():
        for step in preset.steps:
            _check_step(preset, step, known)
    return MappingProxyType(found)


def find_scope(scopes: Scopes, scope_id: str) -> Scope:
    """The scope with that id.

    Raises:
        UnknownScope: there is none.
    """
    if scope_id not in scopes:
        raise UnknownScope(f"{scope_id!r}; known: {', '.join(scopes)}")
    return scopes[ScopeId(scope_id)]


def find_preset(presets: Presets, preset_id: str) -> Preset:
    """The preset with that id.

    Raises:
        UnknownPreset: there is none.
    """
    if preset_id not in presets:
        raise UnknownPreset(f"{preset_id!r}; known: {', '.join(presets)}")
    return presets[PresetId(preset_id)]


def _check_step(preset: Preset, step: Step, scopes: Scopes) -> None:
    if step.scope not in scopes:
        raise DamagedScopes(f"{preset.id}: no scope is called {step.scope}")
    if finer(step.grain, scopes[step.scope].finest):
        raise DamagedScopes(f"{preset.id}: {step.scope} may not get {step.grain}")


def _read_all(folder: Path, read: Callable[[str, Table], Read]) -> list[tuple[str, Read]]:
    found = []
    for path in sorted(folder.glob("*.toml"), key=lambda path: path.stem):
        try:
            found.append((path.stem, read(path.stem, tomllib.loads(path.read_text("utf-8")))))
        except KeyError as missing:
            raise DamagedScopes(f"{path.stem} lacks {missing}") from missing
        except (TypeError, ValueError) as fault:
            raise DamagedScopes(f"{path.stem}: {fault}") from fault
    return found


def _scope(name: str, table: Table) -> Scope:
    _refuse_unknown(table, _SCOPE_KEYS)
    why = _wording(table["why"])
    scope = Scope(
        id=ScopeId(name),
        title=_wording(table["title"]),
        grain=Grain(table["grain"]),
        finest=Grain(table.get("finest", table["grain"])),
        k=table.get("k", k_of(Grain(table["grain"]))),
        set_by=frozenset(map(Role, table["set_by"])),
        why=why,
        wishes=tuple(table.get("wishes", ())),
        audiences=tuple(map(Audience, table.get("audiences", ()))),
        rules=tuple(_rule(each, why) for each in table.get("carriers", ())),
        asks=Asks(table["asks"]) if "asks" in table else None,
        ministry=table.get("ministry", True),
        disclosed=table.get("disclosed", True),
    )
    if not isinstance(scope.k, int) or scope.k < 1:
        raise ValueError(f"k is {scope.k!r}, not a number from 1")
    if finer(scope.grain, scope.finest):
        raise ValueError(f"{scope.grain} is finer than {scope.finest}")
    if sum(map(bool, (scope.audiences, scope.rules, scope.asks))) != 1:
        raise ValueError("says in none or in several ways who is in it")
    if not scope.ministry and (scope.audiences or Role.SECRETARIAT in scope.set_by):
        raise ValueError("is kept from the ministry, which sets it or is in it")
    return scope


def _rule(table: Table, why: Wording) -> Rule:
    _refuse_unknown(table, _RULE_KEYS)
    return Rule(
        why=_wording(table["why"]) if "why" in table else why,
        accident=frozenset(map(ServiceClass, table.get("accident", ()))),
        institutions=frozenset(map(Institution, table.get("institution", ()))),
        kinds=frozenset(map(Kind, table.get("kind", ()))),
        countries=frozenset(table.get("country", ())),
        like=frozenset(map(Like, table.get("like", ()))),
        independent=table.get("independent", False),
        serving=table.get("serving", False),
        customer=table.get("customer", False),
    )


def _preset(name: str, table: Table) -> Preset:
    _refuse_unknown(table, _PRESET_KEYS)
    return Preset(
        id=PresetId(name),
        title=_wording(table["title"]),
        wishes=tuple(table["wishes"]),
        steps=tuple(map(_step, table["steps"])),
        conditions=frozenset(map(Condition, table.get("conditions", ()))),
        unless=_wording(table["unless"]) if "unless" in table else None,
        form=_wording(table["form"]),
        limits=_wording(table["limits"]),
    )


def _step(table: Table) -> Step:
    _refuse_unknown(table, _STEP_KEYS)
    return Step(
        scope=ScopeId(table["scope"]),
        grain=Grain(table["grain"]),
        after=timedelta(days=table.get("after_days", 0)),
    )


def _wording(table: Table) -> Wording:
    return Wording(ja=table["ja"], en=table["en"])


def _refuse_unknown(table: Table, known: Collection[str]) -> None:
    if unknown := sorted(table.keys() - known):
        raise ValueError(f"unknown keys {', '.join(unknown)}")
