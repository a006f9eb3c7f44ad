"""The child process: reads one file after another for the parent that started it.

It ends when the parent does, even in the middle of a file: the thread that waits for the next
request sees its pipe close.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from json import loads
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

from corpus.errors import FileRefused
from corpus.intake.document_json import dumps, to_json
from corpus.intake.fault import Fault
from corpus.intake.limits import Limits
from corpus.intake.pipe import receive, send
from corpus.intake.readers.read import read_document
from corpus.intake.readers.source import Source

_REQUEST_BYTES = 1 << 31
_SPARE_SECONDS = 5
_STATISTICS = Path("/proc/self/statm")


def main() -> None:  # pragma: no cover - it turns the process that it runs in into a child
    """Read requests from standard input until it closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not answer
    requests: SimpleQueue[Source | None] = SimpleQueue()
    Thread(target=listen, args=(sys.stdin.buffer, requests, os._exit), daemon=True).start()
    forbid_writing()
    serve(iter(requests.get, None), answers)


def serve(requests: Iterable[Source], answers: IO[bytes]) -> None:
    """Answer each request, each within its limits."""
    taken = address_space()
    for request in requests:
        bound(request.limits, len(request.content), taken)
        send(answers, answer(request))


def listen(
    pipe: IO[bytes], requests: "SimpleQueue[Source | None]", end: Callable[[int], object]
) -> None:
    """Put what comes through the pipe into the queue; when it closes, `end` this process.

    The parent is gone then, and nobody waits for the answer that is being worked on.
    """
    try:
        while True:
            requests.put(request_from(pipe))
    except EOFError:
        end(0)


def answer(request: Source) -> bytes:
    """What the parent is told: the document, or why it is refused."""
    try:
        return dumps(to_json(read_document(request)))
    except FileRefused as refused:
        return _refusal(refused.code, refused.where, refused.details)
    except MemoryError:
        return _refusal(Fault.TOO_MUCH_MEMORY, request.name, {})


def request_from(pipe: IO[bytes]) -> Source:
    """The next request.

    Raises:
        EOFError: there is none, the parent is gone.
    """
    header = loads(receive(pipe, _REQUEST_BYTES))
    content = receive(pipe, _REQUEST_BYTES)
    return Source(name=header["name"], limits=Limits(**header["limits"]), content=content)


def forbid_writing() -> None:  # pragma: no cover - there is no way back from it
    """From here on this process can write to no file, and leaves no core behind."""
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(kind, (0, 0))


def bound(limits: Limits, size: int, taken: int) -> None:
    """Bound the memory of this process above the `taken` bytes, and its time for the next file."""
    memory = taken + limits.memory_bytes
    _lower(resource.RLIMIT_AS, memory)
    seconds = time.process_time() + limits.seconds_for(size) + _SPARE_SECONDS
    _lower(resource.RLIMIT_CPU, int(seconds))


def address_space(told: Path = _STATISTICS) -> int:
    """The address space this process takes now, in bytes; 0 where the system does not tell."""
    try:
        pages = int(told.read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _lower(kind: int, limit: int) -> None:
    _, highest = resource.getrlimit(kind)
    unbounded = highest == resource.RLIM_INFINITY
    resource.setrlimit(kind, (limit if unbounded else min(limit, highest), highest))


def _refusal(code: str, where: str, details: Mapping[str, str | int]) -> bytes:
    return dumps({"refused": {"code": code, "where": where, "details": dict(details)}})


if __name__ == "__main__":  # pragma: no cover
    main()
