"""An OpenAI-compatible server on loopback that answers as a script tells it to."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from pydantic import BaseModel


@dataclass(frozen=True, kw_only=True)
class Step:
    """What the server does with one request.

    `promised` is the length it announces where that is not the body's own; `pause` is slept before
    anything is sent, `drip` between single bytes of the body.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int | None = None
    pause: float = 0.0
    drip: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Received:
    """One request: its path, headers and JSON body (empty where it is not JSON)."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def prompt(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def by_schema(self) -> bool:
        return bool(self.body.get("response_format", {}).get("type") == "json_schema")

    @property
    def by_tool(self) -> bool:
        return "tools" in self.body


Script = Callable[[Received], Step]


def saying(content: str, *, finish: str = "stop", tokens: tuple[int, int] = (100, 20)) -> Step:
    """The model says `content`."""
    message = {"role": "assistant", "content": content}
    return Step(body=_completion(message, finish, tokens))


def calling(arguments: str, *, name: str = "answer", tokens: tuple[int, int] = (100, 20)) -> Step:
    """The model calls the tool `name` with `arguments`."""
    function = {"name": name, "arguments": arguments}
    call = {"id": "call-1", "type": "function", "function": function}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return Step(body=_completion(message, "tool_calls", tokens))


def answering(answer: BaseModel, **options: Any) -> Script:
    """The model gives `answer` in whichever way it was asked for it."""
    written = answer.model_dump_json()

    def script(received: Received) -> Step:
        if received.by_tool:
            name = received.body["tools"][0]["function"]["name"]
            return calling(written, name=name, **options)
        return saying(written, **options)

    return script


def refusing(status: int, **headers: str) -> Step:
    """The server answers with an error."""
    told = {"error": {"message": "no", "type": "scripted", "code": None}}
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return Step(status=status, body=json.dumps(told).encode(), headers=shown)


def _completion(message: Mapping[str, Any], finish: str, tokens: tuple[int, int]) -> bytes:
    sent, received = tokens
    return json.dumps(
        {
            "id": "scripted-1",
            "object": "chat.completion",
            "created": 0,
            "model": "scripted",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {
                "prompt_tokens": sent,
                "completion_tokens": received,
                "total_tokens": sent + received,
            },
        }
    ).encode()


class ScriptedServer:
    """The server, started on entry and stopped on exit. The last step of its script repeats.

    `received` holds the requests in the order they came; `most_at_once` how many it had in hand at
    the same time.
    """

    def __init__(self, *script: Step | Script) -> None:
        self.received: list[Received] = []
        self.most_at_once = 0
        self._in_hand = 0
        self._script: Sequence[Step | Script] = script
        self._lock = Lock()
        self._server = _Quiet(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def step_for(self, received: Received) -> Step:
        """The step the script has for `received`."""
        with self._lock:
            self.received.append(received)
            step = self._script[min(len(self.received), len(self._script)) - 1]
        return step if isinstance(step, Step) else step(received)

    def _enters(self, by: int) -> None:
        with self._lock:
            self._in_hand += by
            self.most_at_once = max(self.most_at_once, self._in_hand)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                body = _json(self.rfile.read(length))
                server._enters(1)
                try:
                    headers = {name.lower(): value for name, value in self.headers.items()}
                    received = Received(path=self.path, headers=headers, body=body)
                    self._play(server.step_for(received))
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # whoever asked has gone away
                finally:
                    server._enters(-1)

            def do_GET(self) -> None:
                self.do_POST()

            def _play(self, step: Step) -> None:
                time.sleep(step.pause)
                self.send_response(step.status)
                length = len(step.body) if step.promised is None else step.promised
                for name, value in {"content-type": "application/json", **step.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(length))
                self.end_headers()
                pieces = (
                    [step.body[n : n + 1] for n in range(len(step.body))]
                    if step.drip
                    else [step.body]
                )
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(step.drip)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


def _json(body: bytes) -> Mapping[str, Any]:
    """A request's JSON object; an empty one for what is none."""
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
