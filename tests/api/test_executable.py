"""The program itself, as a process of its own."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.api.asking import FILINGS, STARTER, Desk

KYOKUN = Path(sys.executable).parent / "kyokun"
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}


def test_a_reader_that_had_enough_ends_it_quietly(filed: Desk) -> None:
    with subprocess.Popen(
        [KYOKUN, "--workspace", filed.workspace, "search", "火災", "--k", "100"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in {0, 1}


def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [KYOKUN, "schema", "queue"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
        )

    assert ended.returncode == 1
    assert b"No space left" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_an_interrupt_is_told_and_keeps_what_was_received(desk: Desk) -> None:
    files = sorted(each for each in FILINGS.iterdir() if ".expected." not in each.name) * 20
    with subprocess.Popen(
        [KYOKUN, "--workspace", desk.workspace, "--json", "intake", *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        out, err = _interrupted(process)

    assert process.returncode == 2
    assert "Traceback" not in err
    assert "interrupted" in err
    assert first == "[\n"
    assert out.endswith("\n]\n")


def _interrupted(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What was said after an interrupt, asked for again where Python dropped it in an import."""
    for _ in range(12):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=5)
    raise AssertionError("an interrupt does not end it")


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_terminal_without_japanese_gets_its_answer(desk: Desk, as_json: list[str]) -> None:
    narrow = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    wide = {"PYTHONUTF8": "1"}
    asked = [
        str(KYOKUN),
        "--workspace",
        str(desk.workspace),
        "search",
        "fire",
        "--k",
        "3",
        *as_json,
    ]
    ended = [
        subprocess.run(asked, capture_output=True, env={**ENVIRONMENT, **each}, check=True)
        for each in (narrow, wide)
    ]

    ascii_only, full = (each.stdout for each in ended)
    assert ascii_only.isascii()
    assert not full.isascii()
    if as_json:
        assert json.loads(ascii_only) == json.loads(full)


def test_the_record_goes_out_as_it_came_in_whatever_the_terminal(desk: Desk) -> None:
    narrow = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    environment = {**ENVIRONMENT, **narrow, "KYOKUN_WORKSPACE": str(desk.workspace)}

    out = subprocess.run(
        [KYOKUN, "corpus", "export"], capture_output=True, env=environment, check=True
    ).stdout
    Path("again.jsonl").write_bytes(out)
    again = subprocess.run(
        [KYOKUN, "corpus", "import", "again.jsonl", "--json"],
        capture_output=True,
        env=environment,
        check=True,
    ).stdout

    assert out == STARTER.read_bytes()
    assert b'"unchanged": 200' in again
