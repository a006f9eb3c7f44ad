"""Webhooks: a notice posted to a subscriber, signed, without following where it is sent on to."""

import ssl
import time
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

import httpcore2

from sharing.channels.hooks import Hook, HookStore
from sharing.channels.inner import Deadline, InnerAddress, Lookup, Network, OuterNetwork, look_up
from sharing.channels.signature import EVENT, HEADER, sign
from sharing.outbox.message import Delivered, Failed, Kept, Outcome
from sharing.outbox.store import GONE

LARGEST_ANSWER = 64_000
"""Bytes of an answer that are read; nothing of it is kept."""
SECONDS = 20.0
"""How long one call may take in all."""
_TAKEN = range(200, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """What may be reached, and for how long; `allowed` are inner networks."""

    allowed: tuple[Network, ...] = ()
    seconds: float = SECONDS
    look_up: Lookup = look_up
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)


@dataclass(frozen=True, slots=True)
class WebhookWay:
    """Posts notices to the subscriptions in `hooks`."""

    hooks: HookStore
    web: Web

    def deliver(self, message: Kept, now: datetime, /) -> Outcome:
        """Post the bytes of `message`; a subscriber that is gone (410) gets no more."""
        hook = self.hooks.find(message.address)
        if hook is None or hook.ended_at is not None:
            return Failed(GONE, lasting=True)
        status = self._tried(hook, message, now)
        if isinstance(status, Failed):
            return status
        if status in _TAKEN:
            return Delivered()
        if status == HTTPStatus.GONE:
            self.hooks.close(hook.id, GONE, now)
            return Failed(GONE, lasting=True)
        return Failed(f"http_{status}")

    def _tried(self, hook: Hook, message: Kept, now: datetime) -> int | Failed:
        try:
            return self._post(hook.url, message, sign(hook.secret, message.body, now))
        except InnerAddress:
            return Failed("inner_address")
        except httpcore2.TimeoutException:
            return Failed("timeout")
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError):
            return Failed("unreachable")

    def _post(self, url: str, message: Kept, signature: str) -> int:
        """The status of the answer. No proxy, no redirect, no cookie."""
        deadline = Deadline(time.monotonic() + self.web.seconds)
        network = OuterNetwork(
            deadline, self.web.allowed, self.web.look_up, outside=url.startswith("https:")
        )
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Kyokun",
            "Connection": "close",
            EVENT: message.event,
            HEADER: signature,
            "Content-Length": str(len(message.body)),
        }
        with (
            httpcore2.ConnectionPool(
                ssl_context=self.web.context, network_backend=network, max_connections=1
            ) as pool,
            pool.stream(
                "POST", url, headers=_with_host(url, headers), content=message.body
            ) as got,
        ):
            if got.status not in _TAKEN:
                return got.status
            read = 0
            for part in got.iter_stream():
                read += len(part)
                if read > LARGEST_ANSWER:
                    break
            return got.status


def _with_host(url: str, headers: dict[str, str]) -> list[tuple[bytes | str, bytes | str]]:
    parts = httpcore2.URL(url)
    host = parts.host.decode()
    named = f"[{host}]" if ":" in host else host
    told = named if parts.port is None else f"{named}:{parts.port}"
    return [("Host", told), *headers.items()]
