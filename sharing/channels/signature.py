"""Signatures of webhooks: HMAC-SHA-256 over the time and the body (``t=…,v1=…``)."""

import hmac
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

HEADER = "Kyokun-Signature"
EVENT = "Kyokun-Event"
TOLERANCE = timedelta(minutes=5)
"""How old a signature may be before a receiver takes it for a replay."""
_WRITTEN = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")


def new_secret() -> str:
    """A secret that nobody can guess, to be shared with one receiver."""
    return token_urlsafe(32)


def sign(secret: str, body: bytes, now: datetime) -> str:
    """The value of the header for `body`, sent at `now`."""
    seconds = int(now.timestamp())
    return f"t={seconds},v1={_digest(secret, seconds, body)}"


def is_signed(secret: str, header: str, body: bytes, now: datetime) -> bool:
    """Whether `header` signs `body` and is not too old: what a receiver has to ask."""
    found = _WRITTEN.fullmatch(header)
    if found is None:
        return False
    seconds = int(found[1])
    fresh = abs(now - datetime.fromtimestamp(seconds, UTC)) <= TOLERANCE
    return hmac.compare_digest(found[2], _digest(secret, seconds, body)) and fresh


def _digest(secret: str, seconds: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
