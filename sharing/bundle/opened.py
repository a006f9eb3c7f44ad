"""Open a bundle that somebody handed over, and trust nothing in it before its signature holds."""

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from corpus.errors import InputRefused
from sharing.bundle.content import FORMAT
from sharing.bundle.package import ABOUT, KEY, LESSONS, MANIFEST, SIGNATURE, Files, zipped
from sharing.signing import PublicKey

LARGEST = 256 << 20
"""Bytes of a bundle."""
MOST = 50_000
"""Files in a bundle."""
_NAME = re.compile(
    r"(?:README\.txt|SHA256SUMS|index\.html|key\.pem|lessons\.json|lessons\.sqlite"
    r"|manifest\.json|manifest\.sig|lessons/L-[0-9]{1,18}\.[0-9]{1,9}\.html)"
)
_BROKEN = (BadZipFile, NotImplementedError, ValueError, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBundle:
    """A bundle whose every byte is what `key` signed. `expected`: that key was asked for."""

    key: PublicKey
    expected: bool
    manifest: Mapping[str, Any]
    files: Files = field(repr=False)

    @property
    def lessons(self) -> tuple[str, ...]:
        """The versions of lessons that have a page in it."""
        pages = (name.partition("/")[2] for name in sorted(self.files))
        return tuple(page.removesuffix(".html") for page in pages if page)

    @property
    def document(self) -> dict[str, Any]:
        """What its JSON holds.

        Raises:
            InputRefused: its signer wrote something else there.
        """
        try:
            told = json.loads(self.files[LESSONS])
        except (ValueError, RecursionError) as fault:
            raise InputRefused("bundle_damaged", LESSONS) from fault
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise InputRefused("bundle_damaged", LESSONS)
        return told


def open_bundle(path: Path, expected: PublicKey | None = None) -> OpenedBundle:
    """The bundle at `path`, a file or the folder that it was unpacked to. Nothing is written.

    Raises:
        InputRefused: it is none, it is not whole, or it is not signed with `expected`.
    """
    if path.is_dir():
        return _checked(_folder(path), expected)
    content = _read(path)
    files = _unzipped(content, path.name)
    opened = _checked(files, expected)
    # What the list of contents does not show could still be in the file.
    if zipped(files) != content:
        raise InputRefused("bundle_repacked", path.name)
    return opened


def _checked(files: Files, expected: PublicKey | None) -> OpenedBundle:
    for name in (MANIFEST, SIGNATURE, KEY):
        if name not in files:
            raise InputRefused("bundle_missing_file", name)
    key = PublicKey.read(files[KEY], KEY)
    if expected is not None and key != expected:
        raise InputRefused("bundle_other_key", KEY, key=key.hex)
    if not key.signed(files[MANIFEST], files[SIGNATURE]):
        raise InputRefused("bundle_bad_signature", MANIFEST)
    manifest = _manifest(files[MANIFEST])
    _compare(files, manifest["files"])
    if manifest.get("key") != key.hex:
        raise InputRefused("bundle_other_key", MANIFEST, key=str(manifest.get("key"))[:64])
    return OpenedBundle(key=key, expected=expected is not None, manifest=manifest, files=files)


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
        if told["about"] != ABOUT or not isinstance(told["files"], dict):
            raise ValueError("about")
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise InputRefused("bundle_damaged", MANIFEST) from fault
    if told.get("format") != FORMAT:
        raise InputRefused("bundle_newer", MANIFEST)
    return dict(told)


def _compare(files: Files, told: Mapping[str, Any]) -> None:
    """Pass where `files` are those that the manifest names, byte by byte."""
    unsigned = {MANIFEST, SIGNATURE}
    for name in sorted(told.keys() - files.keys()):
        raise InputRefused("bundle_missing_file", _shown(name))
    for name in sorted(files.keys() - told.keys() - unsigned):
        raise InputRefused("bundle_extra_file", name)
    for name, expected in sorted(told.items()):
        content = {"sha256": sha256(files[name]).hexdigest(), "bytes": len(files[name])}
        if content != expected:
            raise InputRefused("bundle_changed_file", name)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as fault:
        raise InputRefused("missing", path.name) from fault
    if len(content) > LARGEST:
        raise InputRefused("too_large", path.name, limit=LARGEST)
    return content


def _unzipped(content: bytes, where: str) -> Files:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members, len(content), where)
            return {one.filename: _content(archive, one) for one in members}
    except (*_BROKEN, struct.error) as fault:
        raise InputRefused("not_a_bundle", where) from fault


def _content(archive: ZipFile, one: ZipInfo) -> bytes:
    try:
        return archive.read(one)
    except BadZipFile as fault:
        raise InputRefused("bundle_changed_file", one.filename) from fault


def _check_members(members: list[ZipInfo], size: int, where: str) -> None:
    if len(members) > MOST:
        raise InputRefused("too_many", where, limit=MOST)
    # Nothing is compressed in a bundle, so all that is in it is no larger than it.
    compressed = any(one.compress_type != ZIP_STORED for one in members)
    if compressed or sum(one.file_size for one in members) > size:
        raise InputRefused("bundle_compressed", where)
    seen: set[str] = set()
    for one in members:
        _check_name(one.filename)
        if one.filename in seen:
            raise InputRefused("bundle_twice", one.filename)
        seen.add(one.filename)


def _folder(path: Path) -> Files:
    files: dict[str, bytes] = {}
    left = LARGEST
    for each in sorted(path.rglob("*")):
        name = each.relative_to(path).as_posix()
        if each.is_dir() and not each.is_symlink() and name == "lessons":
            continue
        _check_name(name)
        if each.is_symlink() or not each.is_file():
            raise InputRefused("bundle_unsafe_name", name)
        files[name] = each.read_bytes() if each.stat().st_size <= left else b""
        left -= each.stat().st_size
        if left < 0 or len(files) > MOST:
            raise InputRefused("too_large", path.name, limit=LARGEST)
    return files


def _check_name(name: str) -> None:
    if _NAME.fullmatch(name):
        return
    tricks = name.startswith(("/", "\\")) or ".." in name or "\\" in name or ":" in name
    raise InputRefused("bundle_unsafe_name" if tricks else "bundle_extra_file", _shown(name))


def _shown(name: str) -> str:
    return "".join(each if each.isprintable() else "?" for each in name)[:100]
