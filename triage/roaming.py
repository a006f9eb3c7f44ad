"""Which mode of roaming between carriers fits, what works in it, and what to tell users.

The table of the modes and all words stand in ``roaming.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from corpus.regime import Wording
from triage.errors import FactsRefused, Fault
from triage.strict_json import JsonObject, parse_object

WORDS = Path(__file__).parent / "roaming.toml"


class Mode(StrEnum):
    """The modes, as the study group distinguishes them."""

    FULL = "full"  # フルローミング
    EMERGENCY_AUTHENTICATED = "emergency_authenticated"  # 緊急通報のみ(認証あり)
    EMERGENCY_UNAUTHENTICATED = "emergency_unauthenticated"  # 緊急通報のみ(認証なし)
    NONE = "none"


class Core(StrEnum):
    """How the home network's core is."""

    OK = "ok"
    PARTIAL = "partial"
    DOWN = "down"


class Authentication(StrEnum):
    """Whether the home subscriber server (HSS) authenticates."""

    OK = "ok"
    DOWN = "down"


class Subscriber(StrEnum):
    """Whose customer roams."""

    MNO = "mno"
    MVNO = "mvno"


class HandsetLimit(StrEnum):
    """What some pairs of handset and network cannot do while roaming."""

    ETWS = "etws"  # 緊急地震速報等
    EMERGENCY_CALL = "emergency_call"
    PREFIX_184_186 = "prefix_184_186"
    UNKNOWN = "unknown"  # any other text


@dataclass(frozen=True, slots=True, kw_only=True)
class RoamingFacts:
    """What is known of the failure; the defaults are those of the contract."""

    emergency: bool = False
    home_core: Core = Core.OK
    hss_authentication: Authentication = Authentication.OK
    base_stations_lost: bool = False
    helpers_have_capacity: bool = True
    subscriber: Subscriber = Subscriber.MNO
    handset_limits: tuple[HandsetLimit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The mode that fits, what works in it, what users are told, and why.

    `shown_at_desk` is what the emergency desk (指令台) sees: ``number``, ``imsi`` or ``none``.
    """

    mode: Mode
    title: Wording
    emergency_call: bool
    call_back: bool
    shown_at_desk: str
    voice: bool
    sms: bool
    data: bool
    notices: Wording
    reasons: tuple[Wording, ...]


def parse_roaming_facts(text: str | bytes) -> RoamingFacts:
    """The facts that `text` holds as JSON.

    Raises:
        FactsRefused: they cannot be taken; names every fault with its path.
    """
    faults: list[Fault] = []
    written = parse_object(text, faults)
    capacity = written.flag("helpers_have_capacity")
    facts = RoamingFacts(
        emergency=written.flag("emergency") or False,
        home_core=written.choice("home_core", Core) or Core.OK,
        hss_authentication=written.choice("hss_authentication", Authentication)
        or Authentication.OK,
        base_stations_lost=written.flag("base_stations_lost") or False,
        helpers_have_capacity=capacity is not False,
        subscriber=written.choice("subscriber", Subscriber) or Subscriber.MNO,
        handset_limits=_read_limits(written),
    )
    written.close()
    if faults:
        raise FactsRefused(faults)
    return facts


def advise(facts: RoamingFacts) -> Advice:
    """The mode that fits `facts`, and everything that follows from it."""
    mode = _mode(facts)
    written = _written()["modes"][mode]
    works = {key: value for key, value in written.items() if key not in {"title", "notice"}}
    return Advice(
        mode=mode,
        title=Wording(**written["title"]),
        notices=_joined(_notices(facts, mode)),
        reasons=tuple(_words("reasons", why) for why in _reasons(facts, mode)),
        **works,
    )


def advice_to_json(advice: Advice) -> dict[str, object]:
    """`advice` as the contract writes it."""
    return {
        **asdict(advice),
        "mode": str(advice.mode),
        "reasons": list(map(asdict, advice.reasons)),
    }


def _read_limits(written: JsonObject) -> tuple[HandsetLimit, ...]:
    named = written.texts("handset_limits") or ()
    known = set(HandsetLimit)
    limits = (HandsetLimit(name) if name in known else HandsetLimit.UNKNOWN for name in named)
    return tuple(dict.fromkeys(limits))


def _mode(facts: RoamingFacts) -> Mode:
    if not facts.emergency:
        return Mode.NONE
    if facts.hss_authentication is Authentication.DOWN:
        return Mode.EMERGENCY_UNAUTHENTICATED
    if facts.home_core is Core.OK and facts.helpers_have_capacity:
        return Mode.FULL
    return Mode.EMERGENCY_AUTHENTICATED


def _reasons(facts: RoamingFacts, mode: Mode) -> Iterator[str]:
    if mode is Mode.NONE:
        yield "no_emergency"
        return
    bare = mode is Mode.EMERGENCY_UNAUTHENTICATED
    holds = {
        "base_stations": facts.base_stations_lost,
        "full": mode is Mode.FULL,
        "core": facts.home_core is not Core.OK,
        "capacity": not facts.helpers_have_capacity,
        "authenticated": mode is Mode.EMERGENCY_AUTHENTICATED,
        "hss": bare,
        "imsi_list": bare,
        "mvno": facts.subscriber is Subscriber.MVNO,
    }
    yield from (why for why, held in holds.items() if held)


def _notices(facts: RoamingFacts, mode: Mode) -> Iterator[Wording]:
    yield Wording(**_written()["modes"][mode]["notice"])
    if mode is Mode.NONE:
        return
    for also in ("sim", "mvno", "wifi"):
        if also != "mvno" or facts.subscriber is Subscriber.MVNO:
            yield _words("also", also)
    for limit in facts.handset_limits:
        yield _words("limits", limit)


def _joined(parts: Iterator[Wording]) -> Wording:
    told = tuple(parts)
    return Wording("".join(part.ja for part in told), " ".join(part.en for part in told))


def _words(table: str, key: str) -> Wording:
    return Wording(**_written()[table][key])


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))
