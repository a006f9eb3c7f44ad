"""A receiver of webhooks on this machine that behaves as its path says."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

SLOW = 0.3


@dataclass
class Calls:
    """What was posted: path, headers and body of each call."""

    made: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    over: Event = field(default_factory=Event)


@contextmanager
def receiving(context: ssl.SSLContext | None = None) -> Iterator[tuple[Calls, int]]:
    """A receiver, what it got, and its port."""
    calls = Calls()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            calls.made.append((self.path, dict(self.headers), body))
            with suppress(OSError):
                _answer(self, calls)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield calls, server.server_address[1]
    finally:
        calls.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(call: BaseHTTPRequestHandler, calls: Calls) -> None:
    kind = call.path.strip("/")
    if kind in ODD:
        ODD[kind](call, calls)
    else:
        time.sleep(SLOW if kind == "slow" else 0)
        _begin(call, int(kind) if kind.isdecimal() else 200)


def _hang(_: BaseHTTPRequestHandler, calls: Calls) -> None:
    calls.over.wait(10)


def _drip(call: BaseHTTPRequestHandler, calls: Calls) -> None:
    for each in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200:
        call.wfile.write(bytes([each]))
        if calls.over.wait(0.05):
            return


def _huge(call: BaseHTTPRequestHandler, calls: Calls) -> None:
    _begin(call, 200)
    while not calls.over.is_set():
        call.wfile.write(b"x" * 65_536)


def _cut(call: BaseHTTPRequestHandler, _: Calls) -> None:
    call.connection.close()


def _redirect(call: BaseHTTPRequestHandler, _: Calls) -> None:
    port = call.connection.getsockname()[1]
    _begin(call, 307, Location=f"http://127.0.0.1:{port}/inner")


def _begin(call: BaseHTTPRequestHandler, status: int, **headers: str) -> None:
    call.send_response(status)
    for name, value in headers.items():
        call.send_header(name, value)
    call.end_headers()


ODD = {"hang": _hang, "drip": _drip, "huge": _huge, "cut": _cut, "redirect": _redirect}
