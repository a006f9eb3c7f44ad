"""Read the facts of an accident from JSON, with every default of the contract."""

from datetime import UTC, datetime, timedelta
from math import inf

from corpus.ids import CarrierId
from corpus.regime import Fee
from corpus.service import Service
from triage.errors import FactsRefused, Fault
from triage.facts import (
    AffectedService,
    Bounds,
    CarrierFacts,
    CauseFacts,
    CauseKind,
    EquipmentFacts,
    EquipmentKind,
    EquipmentOwner,
    Facts,
    Function,
    LeakFacts,
    NearMissFacts,
    Overload,
    OverloadOrigin,
    Restriction,
    known_or,
)
from triage.strict_json import JsonObject, parse_object

MEDIATING = frozenset({Service.EMAIL, Service.MESSAGING, Service.SMS, Service.VOICE})
"""Services that mediate the communications of others unless told otherwise."""
BEST_EFFORT = frozenset(
    {Service.INTERNET_ACCESS, Service.INTERNET_CONNECTION, Service.MOBILE_DATA}
)
"""Services that promise no speed unless told otherwise."""
PROMPTLY = (
    "noticed_promptly",
    "switched_promptly",
    "cause_removed_promptly",
    "rolled_back_promptly",
)
"""The flags that judge what the law calls "promptly" (速やかに)."""

_MINUTE = timedelta(minutes=1)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # stands in for a moment that was refused


def parse_facts(text: str | bytes) -> Facts:
    """The facts that `text` holds as JSON.

    Raises:
        FactsRefused: they cannot be taken; names every fault with its path.
    """
    faults: list[Fault] = []
    facts = _read_facts(parse_object(text, faults))
    if faults:
        raise FactsRefused(faults)
    return facts


def _read_facts(written: JsonObject) -> Facts:
    written.required("occurred_at")
    occurred = written.moment("occurred_at")
    known = written.moment("known_at")
    if occurred and known and known < occurred:
        written.fault("known_before_occurred", "known_at")
    facts = Facts(
        occurred_at=occurred or _NEVER,
        known_at=known or occurred or _NEVER,
        carrier=_read_carrier(written.child("carrier")),
        services=_read_services(written),
        cause=_read_cause(written.child("cause")),
        equipment=_read_equipment(written.child("equipment")),
        near_miss=_read_near_miss(written.child("near_miss")),
        leak=_read_leak(written.child("leak")),
        partial_suspension=written.flag("partial_suspension") or False,
        call_restriction=_read_restriction(written.child("call_restriction")),
    )
    written.close()
    return facts


def _read_carrier(written: JsonObject | None) -> CarrierFacts:
    if written is None:
        return CarrierFacts()
    name = written.text("id")
    carrier = CarrierFacts(
        id=CarrierId(name) if name else None,
        wholesale_buyer=written.flag("wholesale_buyer") or False,
        users_previous_year=written.whole("users_previous_year"),
        prefectures=written.whole("prefectures"),
        monthly_active_users=written.whole("monthly_active_users"),
    )
    written.close()
    return carrier


def _read_services(written: JsonObject) -> tuple[AffectedService, ...]:
    read: list[AffectedService] = []
    named: set[Service] = set()
    for item in written.children("services"):
        item.required("service")
        service = item.choice("service", Service)
        if service in named:
            item.fault("repeated_service", "service")
        if service:
            named.add(service)
        read.append(_read_service(item, service or Service.OTHER))
    return tuple(read)


def _read_service(written: JsonObject, service: Service) -> AffectedService:
    mediates = written.flag("mediates")
    essential = written.flag("essential_function")
    best_effort = written.flag("best_effort")
    minutes, stretches, path = _read_minutes(written)
    affected = AffectedService(
        service=service,
        users=written.whole("users"),
        minutes=minutes,
        stretches=stretches,
        minutes_path=path,
        fee=written.choice("fee", Fee) or Fee.PAID,
        mediates=service in MEDIATING if mediates is None else mediates,
        essential_function=essential is not False,
        additional_function=written.flag("additional_function") or False,
        best_effort=service in BEST_EFFORT if best_effort is None else best_effort,
        share_of_subscribers=written.number("share_of_subscribers", 1),
        end_user_share=written.number("end_user_share", 1),
        base_stations=written.whole("base_stations"),
        sites=written.whole("sites"),
    )
    written.close()
    return affected


def _read_minutes(written: JsonObject) -> tuple[Bounds, int, str]:
    """The minutes, of how many stretches they are the sum, and where more would be told."""
    duration = written.number("duration_minutes")
    intervals = _read_intervals(written)
    if not intervals:
        return known_or(duration), 1, "duration_minutes"
    over = [(end - start) / _MINUTE for start, end in intervals if end is not None]
    if len(over) < len(intervals):
        going_on = next(place for place, (_, end) in enumerate(intervals) if end is None)
        summed = Bounds(sum(over), inf)
        path = f"intervals[{going_on}].end"
    else:
        summed, path = known_or(sum(over)), "duration_minutes"
    if duration is not None and (duration < summed.low or duration > summed.high):
        written.fault("two_durations", "duration_minutes")
    return known_or(duration) if duration is not None else summed, len(intervals), path


def _read_intervals(written: JsonObject) -> list[tuple[datetime, datetime | None]]:
    intervals: list[tuple[datetime, datetime | None]] = []
    for item in written.children("intervals"):
        item.required("start")
        start, end = item.moment("start"), item.moment("end")
        if start and end and end < start:
            item.fault("ends_before_starts", "end")
        elif start:
            if any(_overlap((start, end), earlier) for earlier in intervals):
                item.fault("overlaps", "start")
            intervals.append((start, end))
        item.close()
    return intervals


def _overlap(
    one: tuple[datetime, datetime | None], other: tuple[datetime, datetime | None]
) -> bool:
    """Whether two stretches share more than a moment, or are one and the same."""
    (start, end), (began, ended) = one, other
    return start == began or ((ended is None or start < ended) and (end is None or began < end))


def _read_cause(written: JsonObject | None) -> CauseFacts:
    if written is None:
        return CauseFacts()
    cause = CauseFacts(
        equipment_owner=written.choice("equipment_owner", EquipmentOwner) or EquipmentOwner.OWN,
        kind=written.choice("kind", CauseKind) or CauseKind.UNKNOWN,
        planned=written.flag("planned") or False,
        natural_disaster=written.flag("natural_disaster") or False,
        within_design=written.flag("within_design") or False,
    )
    written.close()
    return cause


def _read_equipment(written: JsonObject | None) -> EquipmentFacts:
    if written is None:
        return EquipmentFacts()
    named = written.text("kind")
    equipment = EquipmentFacts(
        kind=EquipmentKind(named) if named in set(EquipmentKind) else EquipmentKind.OTHER,
        functions=written.choices("functions", Function),
        terminal_side=written.flag("terminal_side") or False,
        all_traffic_stopped_minutes=written.number("all_traffic_stopped_minutes") or 0,
        serious_loss=written.flag("serious_loss") or False,
        trunk=written.flag("trunk"),
        redundant=written.flag("redundant"),
        constellation=written.flag("constellation"),
    )
    written.close()
    return equipment


def _read_near_miss(written: JsonObject | None) -> NearMissFacts:
    if written is None:
        return NearMissFacts()
    wrong_input = written.child("wrong_input")
    rolled_back = wrong_input.flag("rolled_back_promptly") if wrong_input else None
    if wrong_input:
        wrong_input.close()
    near_miss = NearMissFacts(
        could_not_stop=written.flag("could_not_stop"),
        noticed_promptly=written.flag("noticed_promptly"),
        switched_promptly=written.flag("switched_promptly"),
        toppled=written.flag("toppled"),
        fire=written.flag("fire"),
        wrong_terminal=written.flag("wrong_terminal"),
        overload=_read_overload(written.child("overload")),
        rolled_back_promptly=rolled_back,
        reasons=_read_reasons(written.child("reasons")),
    )
    written.close()
    return near_miss


def _read_overload(written: JsonObject | None) -> Overload | None:
    if written is None:
        return None
    overload = Overload(
        origin=written.choice("origin", OverloadOrigin),
        cause_removed_promptly=written.flag("cause_removed_promptly"),
        priority_calls_ok=written.flag("priority_calls_ok"),
        attack_blocked=written.flag("attack_blocked"),
    )
    written.close()
    return overload


def _read_reasons(written: JsonObject | None) -> dict[str, str]:
    if written is None:
        return {}
    given = {flag: written.text(flag) for flag in PROMPTLY}
    written.close()
    return {flag: reason for flag, reason in given.items() if reason is not None}


def _read_leak(written: JsonObject | None) -> LeakFacts:
    if written is None:
        return LeakFacts()
    leak = LeakFacts(
        secrecy=written.flag("secrecy") or False,
        user_information=written.whole("user_information") or 0,
        foreign_government=written.flag("foreign_government") or False,
    )
    written.close()
    return leak


def _read_restriction(written: JsonObject | None) -> Restriction | None:
    if written is None:
        return None
    restriction = Restriction(
        users=written.whole("users"), minutes=written.number("duration_minutes")
    )
    written.close()
    return restriction
