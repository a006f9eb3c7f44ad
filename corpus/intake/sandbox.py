"""Read files in a child process with bounded time and memory.

Whatever a file does to the program that parses it, it does to the child: a crash, a hang or a full
memory refuses that file, and the next one is read by a new child. The parent parses none of it.
"""

import json
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from os import environ
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import IO, Any, Self, cast

from corpus.errors import FileRefused
from corpus.intake.document import Document
from corpus.intake.document_json import NotADocument, from_json
from corpus.intake.fault import Fault
from corpus.intake.limits import Limits
from corpus.intake.loading import load, shown
from corpus.intake.pipe import receive, send

_ANSWER_BYTES = 1 << 30
_ENDING_SECONDS = 1.0
_ROOT = Path(__file__).parents[2]
# Tokens and passwords stand in a server's environment: the child is given what it needs only.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
_CHILD = (sys.executable, "-P", "-m", "corpus.intake.readers.child")


class Sandbox:
    """Reads one file after another in a child process, which starts with the first and is kept.

    No two threads use one sandbox at once. `command` starts the child.
    """

    def __init__(self, limits: Limits | None = None, *, command: tuple[str, ...] = _CHILD) -> None:
        self._limits = limits or Limits()
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, path: Path) -> tuple[Document, bytes]:
        """What the file at `path` says, and its bytes: those that were parsed.

        Raises:
            FileRefused: it cannot be taken.
        """
        content = self.load(path)
        return self.read_bytes(path.name, content), content

    def load(self, path: Path) -> bytes:
        """The bytes of the file at `path`, within the limits; none of them is parsed.

        Raises:
            FileRefused: it cannot be taken.
        """
        return load(path, self._limits)

    def read_bytes(self, name: str, content: bytes) -> Document:
        """What `content` says, which came under the file name `name`.

        Raises:
            FileRefused: it cannot be taken.
        """
        name, limit = shown(name), self._limits.file_bytes
        if not content:
            raise FileRefused(Fault.EMPTY_FILE, name)
        if len(content) > limit:
            raise FileRefused(Fault.TOO_LARGE, name, bytes=len(content), limit=limit)
        try:
            return self._read(name, content)
        except BaseException as fault:
            if not isinstance(fault, FileRefused) or fault.code == Fault.TOO_MUCH_MEMORY:
                self.close()  # what is still in the pipes belongs to this file
            raise

    def close(self) -> None:
        """End the child, if there is one. The sandbox may be used again."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                cast("IO[bytes]", pipe).close()
        child.wait()

    def _read(self, name: str, content: bytes) -> Document:
        child, late = self._running(), Event()
        timer = Timer(self._limits.seconds_for(len(content)), _end, (child, late))
        timer.daemon = True
        timer.start()
        try:
            self._tell(child, name, content)
            answer = json.loads(receive(cast("IO[bytes]", child.stdout), _ANSWER_BYTES))
            return _document(answer)
        except (OSError, EOFError, ValueError, RecursionError):
            raise self._cause_of_death(child, late, name) from None
        finally:
            timer.cancel()
            if late.is_set():
                self.close()

    def _tell(self, child: subprocess.Popen[bytes], name: str, content: bytes) -> None:
        header = {"name": name, "limits": asdict(self._limits)}
        stdin = cast("IO[bytes]", child.stdin)
        send(stdin, json.dumps(header).encode())
        send(stdin, content)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self.close()
        if self._child is None:
            self._child = _start(self._command)
        return self._child

    def _cause_of_death(
        self, child: subprocess.Popen[bytes], late: Event, name: str
    ) -> FileRefused:
        with suppress(subprocess.TimeoutExpired):
            child.wait(_ENDING_SECONDS)
        status = child.poll()
        self.close()
        if late.is_set() or status == -signal.SIGXCPU:
            return FileRefused(Fault.TOO_SLOW, name)
        if status == -signal.SIGKILL:  # by the system, for want of memory
            return FileRefused(Fault.TOO_MUCH_MEMORY, name)
        return FileRefused(Fault.DAMAGED, name, problem="the reader crashed")


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    passed_on = {name: environ[name] for name in _PASSED_ON if name in environ}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # libraries quote what they cannot parse
        env={**passed_on, "PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1"},
        start_new_session=True,  # an interrupt at the terminal is the parent's to handle
    )


def _end(child: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    child.kill()


def _document(answer: Any) -> Document:
    """The document the child answers with, or its refusal.

    Raises:
        NotADocument: it answers with something else.
        FileRefused: it refuses the file.
    """
    if not isinstance(answer, dict):
        raise NotADocument("not an object")
    if "refused" not in answer:
        return from_json(answer)
    refused = answer["refused"]
    if not isinstance(refused, dict) or not {"code", "where", "details"} <= refused.keys():
        raise NotADocument("not a refusal")
    details = {
        str(key): told if isinstance(told, int) else str(told)
        for key, told in dict(refused["details"]).items()
    }
    raise FileRefused(Fault(refused["code"]), str(refused["where"]), **details)
