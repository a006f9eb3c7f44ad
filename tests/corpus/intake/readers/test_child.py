"""The child process, but for the process."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from corpus.intake.limits import Limits
from corpus.intake.pipe import receive, send
from corpus.intake.readers import child
from corpus.intake.readers.source import Source


def test_a_file_is_answered_with_its_document() -> None:
    told = answered(Source(name="a.txt", content="件名：障害".encode()))
    assert told["blocks"] == [["line 1", "件名：障害"]]


def test_a_refusal_is_answered_with_code_place_and_details() -> None:
    told = answered(Source(name="a.csv", content=b"abc\x80"))
    assert told == {
        "refused": {
            "code": "unreadable_encoding",
            "where": "a.csv, byte 3",
            "details": {"byte": 3},
        }
    }


def answered(request: Source) -> Any:
    return json.loads(child.answer(request))


@pytest.fixture
def _limits_kept() -> Iterator[None]:
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU)
    before = {kind: resource.getrlimit(kind) for kind in kinds}
    yield
    for kind, limit in before.items():
        resource.setrlimit(kind, limit)


@pytest.mark.usefixtures("_limits_kept")
def test_requests_are_answered_one_by_one_within_their_limits() -> None:
    limits, answers = Limits(memory_bytes=10**12, seconds=10**6), BytesIO()
    child.serve([Source(name="a.txt", content=b"a", limits=limits)] * 2, answers)
    answers.seek(0)
    told = [json.loads(receive(answers, 999))["blocks"] for _ in range(2)]
    assert told == [[["line 1", "a"]]] * 2
    assert resource.getrlimit(resource.RLIMIT_AS)[0] >= 10**12
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] >= 10**6


def test_a_system_that_does_not_tell_how_much_memory_is_taken_counts_as_none(
    tmp_path: Path,
) -> None:
    assert child.address_space(tmp_path / "statm") == 0
    assert child.address_space() > 0


def test_a_pipe_that_closes_ends_the_child() -> None:
    pipe, ended = BytesIO(), list[int]()
    send(pipe, b'{"name": "a.txt", "limits": {}}')
    send(pipe, b"a")
    pipe.seek(0)
    requests: SimpleQueue[Source | None] = SimpleQueue()
    child.listen(pipe, requests, ended.append)
    assert requests.get() == Source(name="a.txt", content=b"a")
    assert ended == [0]


def test_a_file_too_big_for_the_memory_is_answered_so() -> None:
    told = answered(_Unreadable(name="a.txt", content=b"a"))
    assert told["refused"]["code"] == "too_much_memory"


class _Unreadable(Source):
    @property
    def extension(self) -> str:
        raise MemoryError


def test_a_request_is_a_header_and_the_bytes() -> None:
    pipe = BytesIO()
    send(pipe, json.dumps({"name": "a.csv", "limits": {"cells": 7}}).encode())
    send(pipe, b"a,b")
    pipe.seek(0)
    assert child.request_from(pipe) == Source(name="a.csv", content=b"a,b", limits=Limits(cells=7))
    with pytest.raises(EOFError):
        child.request_from(pipe)


def test_a_child_writes_no_file(tmp_path: Path) -> None:
    script = (
        "from corpus.intake.readers.child import forbid_writing\n"
        "forbid_writing()\n"
        f"__import__('pathlib').Path({f'{tmp_path}/x'!r}).write_text('x')\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], stderr=subprocess.PIPE, check=False)
    assert b"File too large" in ended.stderr


def test_a_child_takes_no_more_memory_than_it_may() -> None:
    script = (
        "from corpus.intake.readers.child import address_space, bound\n"
        "from corpus.intake.limits import Limits\n"
        "bound(Limits(memory_bytes=50_000_000), 1, address_space())\n"
        "bytearray(10_000_000)\n"
        "bytearray(100_000_000)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], stderr=subprocess.PIPE, check=False)
    assert b"MemoryError" in ended.stderr
    assert b"line 5" in ended.stderr
