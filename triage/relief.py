"""Relief by roaming: which share of affected users another carrier still covers, by area.

Coverage of two helpers may overlap, so a share is given between two bounds: at least the best of
them, at most all of them together. An area that no table names is counted apart, never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.ids import CarrierId
from triage.errors import FactsRefused, Fault
from triage.strict_json import JsonObject, parse_object

NOTO = Path(__file__).parent / "relief_noto.json"
"""A worked example on the area of the Noto earthquake of 2024; its figures are made up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """So many users of a carrier without service in an area (a municipality or a cell)."""

    carrier: CarrierId
    area: str
    users: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is left of a carrier's network: the share (0 to 1) of each area it still covers.

    `capacity` is how many users of others it can take in, None where nobody said.
    """

    carrier: CarrierId
    shares: Mapping[str, float]
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stricken:
    """An area with its affected users, and the coverage of carriers. `illustrative`: made up."""

    affected: tuple[Affected, ...]
    coverage: tuple[Coverage, ...]
    illustrative: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRelief:
    """One carrier's users in one area: the share that others still cover, and by whom.

    Not `known`: no other carrier's table names the area. `silent` helpers do not name it, though
    others do: they may cover all of it, and so `high` is 1 then.
    """

    carrier: CarrierId
    area: str
    users: int
    known: bool
    low: float
    high: float
    helpers: tuple[CarrierId, ...]
    silent: tuple[CarrierId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """The estimate as a whole, over users in known areas; None where there are none.

    `covered_low` and `covered_high` are users; `capacity` is what all helpers can take in
    together, None where one did not say, and `servable` the users covered for whom there is room.
    """

    areas: tuple[AreaRelief, ...]
    users: int
    users_unknown: int
    covered_low: float
    covered_high: float
    share_low: float | None
    share_high: float | None
    capacity: int | None
    servable: float | None
    illustrative: bool
    note: str | None


def relief(stricken: Stricken) -> Relief:
    """The share of affected users that another carrier still covers, by area and overall."""
    areas = tuple(_of_area(each, stricken.coverage) for each in stricken.affected)
    known = [each for each in areas if each.known]
    users = sum(each.users for each in known)
    low = sum(each.users * each.low for each in known)
    high = sum(each.users * each.high for each in known)
    room = _room(stricken.coverage, known)
    return Relief(
        areas=areas,
        users=users,
        users_unknown=sum(each.users for each in areas if not each.known),
        covered_low=low,
        covered_high=high,
        share_low=low / users if users else None,
        share_high=high / users if users else None,
        capacity=room,
        servable=None if room is None else min(low, room),
        illustrative=stricken.illustrative,
        note=stricken.note,
    )


def parse_stricken(text: str | bytes) -> Stricken:
    """What `text` holds as JSON.

    Raises:
        FactsRefused: it cannot be taken; names every fault with its path.
    """
    faults: list[Fault] = []
    written = parse_object(text, faults)
    for key in ("affected", "coverage"):
        written.required(key)
    stricken = Stricken(
        affected=tuple(_read_affected(written)),
        coverage=tuple(_read_coverage(written)),
        illustrative=written.flag("illustrative") or False,
        note=written.text("note"),
    )
    if written.told("affected") and not stricken.affected and not faults:
        written.fault("empty", "affected")
    written.close()
    if faults:
        raise FactsRefused(faults)
    return stricken


def _of_area(affected: Affected, coverage: Sequence[Coverage]) -> AreaRelief:
    others = [each for each in coverage if each.carrier != affected.carrier]
    naming = [each for each in others if affected.area in each.shares]
    silent = tuple(each.carrier for each in others if affected.area not in each.shares)
    shares = [each.shares[affected.area] for each in naming]
    return AreaRelief(
        carrier=affected.carrier,
        area=affected.area,
        users=affected.users,
        known=bool(naming),
        low=max(shares, default=0.0),
        high=1.0 if silent or not naming else min(1.0, sum(shares)),
        helpers=tuple(each.carrier for each in naming if each.shares[affected.area] > 0),
        silent=silent,
    )


def _room(coverage: Sequence[Coverage], known: Sequence[AreaRelief]) -> int | None:
    helping = {carrier for area in known for carrier in area.helpers}
    rooms = [each.capacity for each in coverage if each.carrier in helping]
    told = [room for room in rooms if room is not None]
    return sum(told) if rooms and len(told) == len(rooms) else None


def _read_affected(written: JsonObject) -> Iterator[Affected]:
    rows: set[tuple[str | None, str | None]] = set()
    for each in written.children("affected"):
        for key in ("carrier", "area", "users"):
            each.required(key)
        carrier, area = each.text("carrier"), each.text("area")
        if (carrier, area) in rows and carrier and area:
            each.fault("repeated_row", "area")
        rows.add((carrier, area))
        yield Affected(
            carrier=CarrierId(carrier or ""), area=area or "", users=each.whole("users") or 0
        )
        each.close()


def _read_coverage(written: JsonObject) -> Iterator[Coverage]:
    tables: set[str] = set()
    for each in written.children("coverage"):
        for key in ("carrier", "areas"):
            each.required(key)
        carrier = each.text("carrier") or ""
        if carrier in tables and carrier:
            each.fault("repeated_table", "carrier")
        tables.add(carrier)
        yield Coverage(
            carrier=CarrierId(carrier),
            shares=dict(_read_shares(each)),
            capacity=each.whole("capacity"),
        )
        each.close()


def _read_shares(written: JsonObject) -> Iterator[tuple[str, float]]:
    named: set[str] = set()
    for each in written.children("areas"):
        for key in ("area", "share"):
            each.required(key)
        area, share = each.text("area") or "", each.number("share", 1)
        if area in named and area:
            each.fault("repeated_area", "area")
        named.add(area)
        yield area, share or 0.0
        each.close()
