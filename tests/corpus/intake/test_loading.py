"""The bytes of a file that someone named."""

import os
from pathlib import Path

import pytest

from corpus.errors import FileRefused
from corpus.intake.limits import Limits
from corpus.intake.loading import load, shown


def refusal(path: Path, limits: Limits | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        load(path, limits or Limits())
    return refused.value


def test_the_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "事故①.csv"
    path.write_bytes(b"a,b\n")
    assert load(path, Limits()) == b"a,b\n"


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    refused = refusal(tmp_path / "ない.csv")
    assert (refused.code, refused.where) == ("missing", "ない.csv")


def test_a_directory_is_not_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "not_a_file"


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv").code == "not_a_file"


def test_a_device_is_not_a_file() -> None:
    assert refusal(Path("/dev/zero")).code == "not_a_file"


def test_a_name_that_no_system_takes_is_not_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b.csv").code == "not_a_file"


def test_an_endless_link_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "a.csv")
    assert refusal(tmp_path / "a.csv").code == "not_a_file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a")
    path.chmod(0)
    assert refusal(path).code == "no_permission"


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert refusal(tmp_path / "a.csv").code == "empty_file"


def test_a_sparse_file_of_200_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    refused = refusal(path)
    assert (refused.code, refused.details["bytes"]) == ("too_large", 200_000_000)


def test_a_file_that_tells_no_size_is_bounded_too() -> None:
    refused = refusal(Path("/proc/self/maps"), Limits(file_bytes=10))
    assert (refused.code, refused.details["bytes"]) == ("too_large", 11)


def test_a_name_is_shown_as_one_line_that_can_be_written() -> None:
    assert shown("a\nb\x1b\udc82.csv") == "a?b??.csv"
