"""Connections to the outside only: no address of an inner network is ever reached.

A name is looked up once, every address that it has is judged, and the connection goes to an
address that was judged: a name that is answered otherwise a moment later (DNS rebinding) gains
nothing. All of a call together has an end in time.
"""

import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from ssl import SSLContext
from typing import Any

import httpcore2

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Lookup = Callable[[str, int], Iterable[str]]
"""The addresses of a host."""
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64


class InnerAddress(Exception):
    """That host is, or may be, on an inner network."""


def networks_of(written: str) -> tuple[Network, ...]:
    """The networks in `written`, with blanks between.

    Raises:
        ValueError: one of them is none.
    """
    return tuple(ip_network(each) for each in written.split())


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses of `host`, as this machine finds them.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def is_outer(address: Address) -> bool:
    """Whether `address` is one of the public internet."""
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_outer(carried)
    return address.is_global and not address.is_multicast


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The old address within a new one, by which it is reached."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which all is over; `clock` gives seconds."""

    at: float
    clock: Callable[[], float] = time.monotonic

    def left(self, timeout: float | None) -> float:
        """How long the next step may take.

        Raises:
            ReadTimeout: the time is over.
        """
        seconds = self.at - self.clock()
        if seconds <= 0:
            raise httpcore2.ReadTimeout
        return seconds if timeout is None else min(timeout, seconds)


class Bounded(httpcore2.NetworkStream):
    """A stream of which every step ends by a deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What comes next."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "Bounded":
        """The same, encrypted; the certificate must be that of the name that was asked for."""
        left = self._deadline.left(timeout)
        return Bounded(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the stream below knows."""
        return self._stream.get_extra_info(info)


class OuterNetwork(httpcore2.NetworkBackend):
    """Connects to the outside, and to the inner networks that are `allowed`.

    `outside` false: to those alone, as nothing unencrypted leaves them.
    """

    def __init__(
        self,
        deadline: Deadline,
        allowed: Iterable[Network] = (),
        look_up: Lookup = look_up,
        *,
        outside: bool = True,
    ) -> None:
        self._deadline = deadline
        self._allowed = tuple(allowed)
        self._look_up = look_up
        self._outside = outside
        self._below = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> Bounded:
        """A connection to one of the addresses of `host`, all of which must be reachable.

        Raises:
            InnerAddress: one of them may not be reached.
            ConnectError: it has none, or cannot be reached.
        """
        try:
            addresses = [ip_address(each.partition("%")[0]) for each in self._look_up(host, port)]
        except OSError as fault:
            raise httpcore2.ConnectError(str(fault)) from fault
        if not addresses:
            raise httpcore2.ConnectError("no address")
        if not all(map(self._may_reach, addresses)):
            raise InnerAddress
        left = self._deadline.left(timeout)
        stream = self._below.connect_tcp(
            str(addresses[0]), port, left, local_address, socket_options
        )
        return Bounded(stream, self._deadline)

    def _may_reach(self, address: Address) -> bool:
        return (self._outside and is_outer(address)) or self.is_allowed(address)

    def is_allowed(self, address: Address) -> bool:
        """Whether `address` is in an inner network that an operator allows."""
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        return any((mapped or address) in network for network in self._allowed)
