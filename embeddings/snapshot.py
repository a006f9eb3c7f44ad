"""An index in one file: written whole or not at all, and known for damaged where it is.

The file is a magic word, the length of a header, the header (JSON: what the index was made of, and
for each array its type, shape, place and checksum), then the arrays.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import DamagedIndex
from embeddings.index import Arrays

MAGIC = b"KYOKUN-INDEX-1\n\n"
_ALIGNED = 64
_LENGTH_BYTES = 8
_LONGEST_HEADER = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """What an index was made of, and its arrays."""

    made_of: Mapping[str, Any]
    arrays: Arrays


def save_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Write `snapshot` to `path` in place of what is there. A reader sees the old or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with passing.open("wb") as file:
            header, blobs = _header(snapshot)
            file.write(MAGIC + len(header).to_bytes(_LENGTH_BYTES, "little") + header)
            for blob in blobs:
                file.write(b"\0" * (-file.tell() % _ALIGNED))
                file.write(blob)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(path)
    finally:
        passing.unlink(missing_ok=True)
    _sync_folder(path.parent)


def load_snapshot(path: Path) -> Snapshot | None:
    """The snapshot at `path`, its arrays mapped and read-only; None where there is no file.

    Raises:
        DamagedIndex: it is torn, cut short, or not one of ours.
    """
    header = read_header(path)
    if header is None:
        return None
    data = np.memmap(path, np.uint8, "r")
    try:
        ends = [told["start"] + told["bytes"] for told in header["arrays"].values()]
        if ends and max(ends) != len(data):
            raise ValueError("cut short, or longer than it was written")
        arrays = {name: _array(data, told) for name, told in header["arrays"].items()}
        return Snapshot(made_of=header["made_of"], arrays=arrays)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise DamagedIndex(f"{path.name}: {type(fault).__name__} in the arrays") from fault


def read_header(path: Path) -> Mapping[str, Any] | None:
    """The header of the snapshot at `path`, its arrays not looked at; None where there is no file.

    Raises:
        DamagedIndex: it is cut short, or not one of ours.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC) + _LENGTH_BYTES)
            length = int.from_bytes(head[len(MAGIC) :], "little")
            if not head.startswith(MAGIC) or length > _LONGEST_HEADER:
                raise DamagedIndex(f"{path.name}: not an index of ours")
            header: Mapping[str, Any] = json.loads(file.read(length))
            return header
    except FileNotFoundError:
        return None
    except ValueError as fault:
        raise DamagedIndex(f"{path.name}: cut short in its header") from fault


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Hold the lock of the index at `path` against other processes that would save it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _header(snapshot: Snapshot) -> tuple[bytes, list[memoryview]]:
    blobs: list[memoryview] = []
    told: dict[str, dict[str, Any]] = {}
    for name, array in snapshot.arrays.items():
        whole = np.ascontiguousarray(array)
        blob = whole.data.cast("B") if whole.size else memoryview(b"")
        told[name] = {
            "type": whole.dtype.str,
            "shape": whole.shape,
            "bytes": len(blob),
            "crc32": crc32(blob),
            "start": 0,
        }
        blobs.append(blob)
    # The places depend on the header's length, which depends on the places: room is left for them.
    room = len(_written(snapshot, told)) + 20 * len(told)
    place = len(MAGIC) + _LENGTH_BYTES + room
    for entry in told.values():
        entry["start"] = place + -place % _ALIGNED
        place = entry["start"] + entry["bytes"]
    return _written(snapshot, told).ljust(room), blobs


def _written(snapshot: Snapshot, told: Mapping[str, Any]) -> bytes:
    return json.dumps({"made_of": snapshot.made_of, "arrays": told}).encode()


def _array(data: NDArray[np.uint8], told: Mapping[str, Any]) -> NDArray[Any]:
    stretch = data[told["start"] : told["start"] + told["bytes"]]
    if len(stretch) != told["bytes"] or crc32(stretch.data) != told["crc32"]:
        raise ValueError("an array is not what was written")
    array: NDArray[Any] = stretch.view(told["type"]).reshape(told["shape"])
    return np.asarray(array)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
