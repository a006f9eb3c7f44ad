"""The facts of one outage, and entries made of such facts."""

import json
from typing import Any

from api.schemas import SCHEMAS
from tests.api.asking import Desk

KDDI = ("--as", "carrier:kddi")
DOCOMO = ("--as", "carrier:ntt-docomo")
PUBLIC = ("--as", "public")
RECORD = "2022-07-02-kddi-okinawa-cellular-volte-congestion"
OVER = [{"start": "2025-06-10T10:00:00+09:00", "end": "2025-06-10T11:58:00+09:00"}]
OUTAGE: dict[str, Any] = {
    "occurred_at": "2025-06-10T10:00:00+09:00",
    "known_at": "2025-06-10T10:12:00+09:00",
    "carrier": {"id": "kddi"},
    "services": [
        {"service": "emergency_voice", "users": 120_000, "intervals": OVER},
        {"service": "voice", "users": 120_000, "intervals": OVER},
    ],
    "cause": {"kind": "unknown_software_bug"},
}
SMALL: dict[str, Any] = {
    "occurred_at": "2025-06-12T10:00:00+09:00",
    "services": [{"service": "voice", "users": 40_000, "duration_minutes": 30}],
    "cause": {"kind": "hardware"},
}
"""An accident for the annual list."""


def an_entry(desk: Desk, facts: dict[str, Any], *arguments: str) -> Any:
    """A new entry, as its carrier sees it; KDDI's unless told otherwise."""
    whose = () if "--as" in arguments else KDDI
    given = json.dumps(facts).encode()
    return shaped("entry", desk.json("entry", "add", "-", *arguments, *whose, given=given))


def shaped(name: str, answer: Any) -> Any:
    """`answer`, which has the shape called `name`."""
    SCHEMAS[name].model_validate(answer)
    return answer
