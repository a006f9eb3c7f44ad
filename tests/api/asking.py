"""Run the command line inside this process, and see what it says."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.cli import run

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "corpus" / "starter" / "incidents.jsonl"
FILINGS = ROOT / "corpus" / "samples" / "filings"


@dataclass(frozen=True)
class Said:
    """What a command said, and the code it ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """What went wrong, as a program reads it."""
        [(key, fault)] = self.json.items()
        assert key == "error"
        return fault


@dataclass(frozen=True)
class Desk:
    """The command line at one workspace."""

    workspace: Path

    def ask(self, *arguments: object, given: bytes = b"") -> Said:
        return ask("--workspace", self.workspace, *arguments, given=given)

    def json(self, *arguments: object, given: bytes = b"") -> Any:
        """The answer of a command that must succeed."""
        said = self.ask(*arguments, "--json", given=given)
        assert (said.code, said.err) == (0, "")
        return said.json

    @property
    def database(self) -> Path:
        return self.workspace / "kyokun.db"


def ask(*arguments: object, given: bytes = b"") -> Said:
    """What ``kyokun`` says to `arguments`, with `given` on standard input."""
    out, err = _stream(), _stream()
    with redirect_stdout(out), redirect_stderr(err), _standard_input(given):
        code = _code(list(map(str, arguments)))
    said = Said(code, _written(out), _written(err))
    assert "Traceback" not in said.err
    if "--json" in arguments and "--help" not in arguments:
        assert said.json is not None
    return said


def _code(arguments: Sequence[str]) -> int:
    try:
        return run(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode()


@contextmanager
def _standard_input(given: bytes) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(given), "utf-8")
    try:
        yield
    finally:
        sys.stdin = before
