"""Read the regimes from their files, and pick the one asked for or the one of a day.

A key that no regime may have is a mistake in the file and raises `KeyError` or `TypeError`.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import UnknownRegime
from corpus.regime import (
    AnnualRule,
    CallRestriction,
    Clock,
    Comparison,
    CountsFrom,
    Effect,
    EquipmentLine,
    Fee,
    FirstReportRule,
    LeakRule,
    Line,
    Listed,
    Mark,
    NearMissEvent,
    NearMissRule,
    Need,
    Note,
    Regime,
    RegimeId,
    Row,
    ShortForm,
    Source,
    Status,
    Wholesale,
    Wording,
)
from corpus.service import Service

REGIMES = Path(__file__).parent / "regimes"

Written = Mapping[str, Any]
Part = TypeVar("Part")


@cache
def load_regimes(directory: Path = REGIMES) -> Mapping[RegimeId, Regime]:
    """Every regime defined in `directory`: those of Japan by date, then the foreign ones by id."""
    regimes = [_read_regime(path) for path in sorted(directory.glob("*.toml"))]
    regimes.sort(key=lambda regime: (not regime.japanese, regime.id))
    return {regime.id: regime for regime in regimes}


def find_regime(regime_id: str, directory: Path = REGIMES) -> Regime:
    """The regime called `regime_id`.

    Raises:
        UnknownRegime: there is none; the known ones are named.
    """
    regimes = load_regimes(directory)
    if regime_id not in regimes:
        raise UnknownRegime("unknown_regime", "regime", known=", ".join(regimes))
    return regimes[RegimeId(regime_id)]


def regime_in_force(day: date, directory: Path = REGIMES) -> Regime | None:
    """The regime of Japan in force on `day`; None before the first."""
    of_japan = (regime for regime in load_regimes(directory).values() if regime.japanese)
    return next((regime for regime in of_japan if regime.effect.covers(day)), None)


def _read_regime(path: Path) -> Regime:
    written = tomllib.loads(path.read_text("utf-8"))
    unknown = written.keys() - _KNOWN
    if unknown:
        raise KeyError(f"{path.name}: {', '.join(sorted(unknown))}")
    return Regime(
        id=RegimeId(path.stem),
        title=Wording(**written["title"]),
        jurisdiction=written["jurisdiction"],
        status=Status(written["status"]),
        effect=_read_effect(written["effect"]),
        source=_read_source(written["source"]),
        detailed_days=written.get("detailed_days"),
        forms=written.get("forms", {}),
        first_report=_part(written, "first_report", _read_first_report),
        rows=tuple(map(_read_row, written["rows"])),
        lines=tuple(map(_read_line, written["lines"])),
        clocks=tuple(map(_read_clock, written.get("clocks", []))),
        notes=tuple(map(_read_note, written.get("notes", []))),
        exempt=_part(written, "exempt", _read_listed),
        unfigured=_part(written, "unfigured", _read_listed),
        equipment_line=_part(written, "equipment_line", _read_equipment_line),
        leak=_part(written, "leak", _read_leak),
        suspension=_part(written, "suspension", lambda part: _read_source(part["source"])),
        annual=_part(written, "annual", _read_annual),
        near_miss=_part(written, "near_miss", _read_near_miss),
        wholesale=_part(written, "wholesale", _read_wholesale),
        call_restriction=_part(written, "call_restriction", _read_call_restriction),
        short_form=_part(written, "short_form", _read_short_form),
    )


def _part(written: Written, name: str, read: Callable[[Written], Part]) -> Part | None:
    return read(written[name]) if name in written else None


def _read_note(written: Written) -> Note:
    return Note(Wording(written["ja"], written["en"]), Mark(written["mark"]))


def _read_source(written: Written) -> Source:
    return Source(**{**written, "mark": Mark(written["mark"])})


def _read_effect(written: Written) -> Effect:
    return Effect(first=written.get("from"), last=written.get("to"), mark=Mark(written["mark"]))


def _read_items(written: Written) -> tuple[Wording, ...]:
    return tuple(Wording(ja, en) for ja, en in zip(written["ja"], written["en"], strict=True))


def _read_first_report(written: Written) -> FirstReportRule:
    return FirstReportRule(_read_items(written), _read_source(written["source"]))


def _read_services(names: list[str] | None) -> frozenset[Service] | None:
    return None if names is None else frozenset(map(Service, names))


def _read_row(written: Written) -> Row:
    return Row(
        id=written["id"],
        title=Wording(**written["title"]),
        services=_read_services(written.get("services")),
        fee=Fee(written["fee"]) if "fee" in written else None,
        wholesale_buyer=written.get("wholesale_buyer"),
    )


def _read_line(written: Written) -> Line:
    return Line(
        id=written["id"],
        row=written["row"],
        needs=tuple(
            Need(fact, Comparison(comparison), figure)
            for fact, comparison, figure in written["needs"]
        ),
        source=_read_source(written["source"]),
        services=_read_services(written.get("services")),
        not_services=_read_services(written.get("not_services")) or frozenset(),
        elsewhere_if_told=written.get("elsewhere_if_told"),
    )


def _read_clock(written: Written) -> Clock:
    return Clock(
        id=written["id"],
        title=Wording(**written["title"]),
        counts_from=CountsFrom(written["counts_from"]),
        promptly=written.get("promptly", False),
        minutes=written.get("minutes"),
        days=written.get("days"),
        months=written.get("months"),
        fills=written.get("fills"),
        designated_only=written.get("designated_only", False),
        since=written.get("since"),
        until=written.get("until"),
        source=_read_source(written["source"]),
    )


def _read_listed(written: Written) -> Listed:
    return Listed(frozenset(map(Service, written["services"])), _read_source(written["source"]))


def _read_equipment_line(written: Written) -> EquipmentLine:
    return EquipmentLine(
        id=written["id"],
        kinds=frozenset(written["kinds"]),
        minutes=written["minutes"],
        source=_read_source(written["source"]),
    )


def _read_leak(written: Written) -> LeakRule:
    return LeakRule(
        user_information_above=written.get("user_information_above"),
        user_information_since=written.get("user_information_since"),
        source=_read_source(written["source"]),
    )


def _read_annual(written: Written) -> AnnualRule:
    return AnnualRule(
        users=written["users"],
        minutes=written["minutes"],
        quarterly=written["period"] == "quarter",
        simplified=frozenset(written["simplified"]),
        source=_read_source(written["source"]),
    )


def _read_near_miss(written: Written) -> NearMissRule:
    return NearMissRule(
        since=written.get("since"),
        users_previous_year=written["users_previous_year"],
        prefectures=written["prefectures"],
        important_equipment=frozenset(written["important_equipment"]),
        events=tuple(
            NearMissEvent(event["id"], _read_source(event["source"]))
            for event in written["events"]
        ),
        source=_read_source(written["source"]),
    )


def _read_wholesale(written: Written) -> Wholesale:
    return Wholesale(
        items=_read_items(written),
        form=written["form"],
        source=_read_source(written["source"]),
    )


def _read_call_restriction(written: Written) -> CallRestriction:
    return CallRestriction(**{**written, "source": _read_source(written["source"])})


def _read_short_form(written: Written) -> ShortForm:
    return ShortForm(
        services=frozenset(map(Service, written["services"])),
        minutes=(written["minutes"][0], written["minutes"][1]),
        users=(written["users"][0], written["users"][1]),
        source=_read_source(written["source"]),
    )


_KNOWN = {field.name for field in fields(Regime)} - {"id"}
