"""Files read in a child process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import FileRefused
from corpus.intake.document import Paragraph
from corpus.intake.limits import Limits
from corpus.intake.sandbox import Sandbox
from tests.corpus.intake.readers.making import a_docx, a_pdf, an_ole, an_xlsx, tables, with_part

GOOD = "件名：障害\n".encode()
LONG_LIST = b"a,b,c,d,e\n" * 390_000
"""Takes seconds to read, and stays below the limit of cells."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def refusal(sandbox: Sandbox, name: str, content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        sandbox.read_bytes(name, content)
    return refused.value


def child_of(sandbox: Sandbox) -> int:
    assert sandbox._child is not None
    return sandbox._child.pid


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


def a_child(script: str) -> tuple[str, ...]:
    return sys.executable, "-c", script


def test_a_file_is_given_with_the_bytes_that_were_parsed(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "速報①.txt"
    path.write_bytes(GOOD)
    document, content = sandbox.read(path)
    assert document.blocks == (Paragraph(text="件名：障害", where="line 1"),)
    assert content == GOOD


def test_one_child_reads_a_whole_batch(sandbox: Sandbox) -> None:
    sandbox.read_bytes("a.xlsx", an_xlsx())
    first = child_of(sandbox)
    refusal(sandbox, "b.pdf", b"%PDF-")
    sandbox.read_bytes("c.docx", a_docx())
    assert child_of(sandbox) == first


def test_a_refusal_comes_with_code_place_and_details(sandbox: Sandbox) -> None:
    refused = refusal(sandbox, "一覧.csv", b"abc\x80")
    assert (refused.code, refused.where) == ("unreadable_encoding", "一覧.csv, byte 3")
    assert refused.details == {"byte": 3}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", an_ole("EncryptedPackage"), "encrypted"),
        ("a.doc", an_ole("WordDocument"), "legacy_format"),
        ("a.pdf", a_pdf(password="x"), "encrypted"),
        ("a.docx", with_part(a_docx(), "word/vbaProject.bin", b"x"), "macros"),
        ("a.docx", with_part(a_docx(), "word/media/a.png", bytes(30_000_000)), "zip_bomb"),
        ("a.xlsx", a_docx(), "wrong_extension"),
        ("a.txt", b"", "empty_file"),
        ("a.dat", b"\x01", "unknown_format"),
        ("a.csv", b"a,b\n" * 1_000_000 + b"c", "too_large"),
    ],
)
def test_a_hostile_file_is_refused(sandbox: Sandbox, name: str, content: bytes, code: str) -> None:
    assert refusal(sandbox, name, content).code == code


def test_more_bytes_than_allowed_never_reach_the_child() -> None:
    with Sandbox(Limits(file_bytes=3), command=("/nowhere",)) as sandbox:
        refused = refusal(sandbox, "a.txt", b"four")
    assert (refused.code, refused.details) == ("too_large", {"bytes": 4, "limit": 3})


def test_a_slow_file_is_refused_in_time_and_the_next_is_read() -> None:
    limits = Limits(seconds=1.0, seconds_per_megabyte=0.0)
    with Sandbox(limits) as sandbox:
        started = time.monotonic()
        assert refusal(sandbox, "a.csv", LONG_LIST).code == "too_slow"
        assert time.monotonic() - started < 5
        assert sandbox.read_bytes("b.txt", GOOD).blocks


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    with Sandbox(Limits(memory_bytes=60_000_000)) as sandbox:
        assert refusal(sandbox, "a.csv", LONG_LIST).code == "too_much_memory"
        assert sandbox.read_bytes("b.txt", GOOD).blocks


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("import os; os.abort()", "damaged"),
        ("raise SystemExit(3)", "damaged"),
        ("import os; os.kill(os.getpid(), 9)", "too_much_memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too_slow"),
        ("print('x' * 99)", "damaged"),
        ("import sys; sys.stdout.write('\\0' * 7 + '\\2[]')", "damaged"),
        ("import sys; sys.stdout.write('\\0' * 7 + '\\x0e{\"refused\": 1}')", "damaged"),
        ("import sys; sys.stdout.write('\\0' * 7 + '\\4nope')", "damaged"),
    ],
)
def test_a_child_that_fails_refuses_its_file_only(script: str, code: str) -> None:
    with Sandbox(command=a_child(script)) as sandbox:
        assert refusal(sandbox, "a.txt", GOOD).code == code
        assert refusal(sandbox, "b.txt", GOOD).where == "b.txt"


def test_a_child_that_never_answers_is_ended() -> None:
    with Sandbox(Limits(seconds=0.3), command=a_child("import time; time.sleep(60)")) as sandbox:
        assert refusal(sandbox, "a.txt", GOOD).code == "too_slow"


def test_a_child_that_was_ended_between_two_files_is_replaced(sandbox: Sandbox) -> None:
    sandbox.read_bytes("a.txt", GOOD)
    os.kill(child_of(sandbox), signal.SIGKILL)
    os.waitid(os.P_PID, child_of(sandbox), os.WEXITED | os.WNOWAIT)
    assert sandbox.read_bytes("b.txt", GOOD).blocks


def test_closing_ends_the_child_and_may_be_done_twice(sandbox: Sandbox) -> None:
    sandbox.read_bytes("a.txt", GOOD)
    pid = child_of(sandbox)
    sandbox.close()
    sandbox.close()
    assert not is_running(pid)


def test_an_interrupt_in_the_middle_of_a_file_leaves_no_child(sandbox: Sandbox) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    sandbox.read_bytes("a.txt", GOOD)
    pid, usual = child_of(sandbox), signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(KeyboardInterrupt):
            sandbox.read_bytes("a.csv", LONG_LIST)
    finally:
        signal.signal(signal.SIGALRM, usual)
    assert not is_running(pid)
    assert sandbox.read_bytes("b.txt", GOOD).blocks


def test_a_parent_that_is_killed_leaves_no_child_even_in_the_middle_of_a_file() -> None:
    script = (
        "from corpus.intake.sandbox import Sandbox\n"
        "sandbox = Sandbox()\n"
        "sandbox.read_bytes('a.txt', b'a')\n"
        "print(sandbox._child.pid, flush=True)\n"
        "sandbox.read_bytes('a.csv', b'a,b,c,d,e\\n' * 390_000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        parent.kill()
        deadline = time.monotonic() + 3
        while is_running(child) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not is_running(child)


def test_the_child_is_told_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYOKUN_TOKEN", "secret")
    with Sandbox() as sandbox:
        sandbox.read_bytes("a.txt", GOOD)
        told = Path(f"/proc/{child_of(sandbox)}/environ").read_bytes()
    assert b"secret" not in told


def test_three_thousand_rows_come_whole(sandbox: Sandbox) -> None:
    rows = [[f"{row}-{column}" for column in range(16)] for row in range(3000)]
    content = "\n".join(",".join(row) for row in rows).encode("cp932")
    [table] = tables(sandbox.read_bytes("年次.csv", content))
    assert [[cell.text for cell in row] for row in table.rows] == rows
