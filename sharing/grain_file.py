"""What each grain does with each kind of identifier, read from ``grains.toml`` and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind
from sharing.errors import DamagedGrains
from sharing.grain import Grain, Policy, Treatment

GRAINS = Path(__file__).parent / "grains.toml"

Edges = tuple[int, ...]
"""The lines between bands, rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrainRule:
    """One grain: its policy, how many must be as likely (k), the longest quotation that stays."""

    policy: Policy
    k: int
    quotation_characters: Mapping[Language, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grains:
    """All grains, the ladders of treatments, and the lines between bands."""

    rules: Mapping[Grain, GrainRule]
    ladders: Mapping[IdentifierKind, tuple[Treatment, ...]]
    counts: Mapping[Treatment, Edges]
    minutes: Mapping[Treatment, Edges]
    percents: Mapping[Treatment, Edges]


@cache
def load_grains(path: Path = GRAINS) -> Grains:
    """The grains in `path`.

    Raises:
        DamagedGrains: something is missing or unknown, or a lower grain would tell more.
    """
    try:
        return _read(tomllib.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as fault:
        raise DamagedGrains(f"{path.name}: {fault}") from fault


def policy_of(grain: Grain) -> Policy:
    """What becomes of each kind of identifier in `grain`."""
    return load_grains().rules[grain].policy


def k_of(grain: Grain) -> int:
    """How many carriers must be as likely as the one it happened to, where no scope says more."""
    return load_grains().rules[grain].k


def ladder_of(kind: IdentifierKind) -> tuple[Treatment, ...]:
    """The treatments that make sense for `kind`, from telling most to telling least."""
    return load_grains().ladders[kind]


def _read(tables: Mapping[str, Any]) -> Grains:
    """The grains of the tables of a file."""
    if tables["order"] != [grain.value for grain in Grain]:
        raise DamagedGrains("order: not the grains, most told first")
    ladders = _ladders(tables["ladders"])
    rules = {grain: _rule(grain, tables["grains"][grain], ladders) for grain in Grain}
    for (upper, told), (lower, less) in pairwise(rules.items()):
        _check_falling(f"{upper} to {lower}", told, less, ladders)
    bands = tables["bands"]
    return Grains(
        rules=rules,
        ladders=ladders,
        counts=_edges(bands["count"]),
        minutes=_edges(bands["minutes"]),
        percents=_edges(bands["percent"]),
    )


def _ladders(table: Mapping[str, Any]) -> dict[IdentifierKind, tuple[Treatment, ...]]:
    """The ladder of each kind; those without one of their own have the default."""
    return {
        kind: tuple(map(Treatment, table.get(kind, table["default"]))) for kind in IdentifierKind
    }


def _rule(
    grain: Grain,
    table: Mapping[str, Any],
    ladders: Mapping[IdentifierKind, tuple[Treatment, ...]],
) -> GrainRule:
    """The rule of one grain."""
    unknown = set(table) - {"k", "quotation_characters", "default", *IdentifierKind}
    if unknown:
        raise DamagedGrains(f"{grain}: unknown {sorted(unknown)}")
    treatments = {kind: Treatment(table.get(kind, table["default"])) for kind in IdentifierKind}
    for kind, treatment in treatments.items():
        if treatment not in ladders[kind]:
            raise DamagedGrains(f"{grain}: {treatment} is not on the ladder of {kind}")
    return GrainRule(
        policy=Policy(treatments=treatments),
        k=int(table["k"]),
        quotation_characters={
            language: table["quotation_characters"].get(language) for language in Language
        },
    )


def _check_falling(
    step: str,
    told: GrainRule,
    less: GrainRule,
    ladders: Mapping[IdentifierKind, tuple[Treatment, ...]],
) -> None:
    """Refuse a step to a grain that would tell more of anything."""
    for kind, ladder in ladders.items():
        before, after = told.policy.treatment_of(kind), less.policy.treatment_of(kind)
        if ladder.index(after) < ladder.index(before):
            raise DamagedGrains(f"{step}: tells more of {kind}")
    if less.k < told.k:
        raise DamagedGrains(f"{step}: k falls")
    for language, longest in told.quotation_characters.items():
        after_it = less.quotation_characters[language]
        if longest is not None and (after_it is None or after_it > longest):
            raise DamagedGrains(f"{step}: longer quotations stay")


def _edges(table: Mapping[str, Any]) -> dict[Treatment, Edges]:
    """The lines of both kinds of bands, checked: rising, and the wide among the narrow."""
    band, wide = tuple(table["band"]), tuple(table["wide_band"])
    for edges in (band, wide):
        if not edges or list(edges) != sorted(set(edges)) or edges[0] <= 0:
            raise DamagedGrains("bands: lines do not rise from above 0")
    if not set(wide) <= set(band):
        raise DamagedGrains("bands: a line between wide bands is none between bands")
    return {Treatment.BAND: band, Treatment.WIDE_BAND: wide}
