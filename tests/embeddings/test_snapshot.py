import threading
from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import DamagedIndex
from embeddings.snapshot import (
    MAGIC,
    Snapshot,
    load_snapshot,
    read_header,
    save_snapshot,
    writing_to,
)

SAVED = Snapshot(
    made_of={"views": "x", "position": 3},
    arrays={
        "a/numbers": np.arange(1000, dtype=np.int64),
        "a/rows": np.ones((3, 5), np.float32),
        "a/none": np.zeros((0, 32), np.uint8),
    },
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "index" / "saved"
    save_snapshot(SAVED, path)
    return path


def test_it_comes_back_as_it_was_saved(path: Path) -> None:
    back = load_snapshot(path)
    assert back is not None
    assert back.made_of == SAVED.made_of
    for name, array in SAVED.arrays.items():
        assert np.array_equal(back.arrays[name], array)
        assert back.arrays[name].dtype == array.dtype


def test_no_file_is_no_snapshot(tmp_path: Path) -> None:
    assert load_snapshot(tmp_path / "nowhere") is None
    assert read_header(tmp_path / "nowhere") is None


def test_no_cut_of_the_file_is_taken_for_whole(path: Path) -> None:
    whole = path.read_bytes()
    for length in [*range(0, 64, 7), *range(64, len(whole), 997), len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedIndex):
            load_snapshot(path)


def test_no_flipped_byte_of_an_array_is_taken_for_whole(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[-70] ^= 1
    path.write_bytes(whole)
    with pytest.raises(DamagedIndex, match="ValueError in the arrays"):
        load_snapshot(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\0" * 9, MAGIC + b"\xff" * 8, MAGIC + b"\2" + b"\0" * 7 + b"[]"],
    ids=["empty", "foreign", "endless header", "header of another shape"],
)
def test_a_foreign_file_is_not_taken(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DamagedIndex):
        load_snapshot(path)


def test_saving_leaves_nothing_else_behind(path: Path) -> None:
    save_snapshot(SAVED, path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_failed_save_leaves_the_old_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(TypeError):
        save_snapshot(Snapshot(made_of={"x": object()}, arrays={}), path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_one_writer_waits_for_another(tmp_path: Path) -> None:
    order: list[str] = []

    def write() -> None:
        with writing_to(tmp_path / "saved"):
            order.append("second")

    with writing_to(tmp_path / "saved"):
        other = threading.Thread(target=write)
        other.start()
        other.join(0.05)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
