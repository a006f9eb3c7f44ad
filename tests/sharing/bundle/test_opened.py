import json
import os
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from corpus.errors import InputRefused
from sharing.bundle.opened import OpenedBundle, open_bundle
from sharing.bundle.package import files_of, zipped
from tests.sharing.bundle.examples import a_bundle, a_bundled, a_key, other_key, put, the_files


def refusal(path: Path, **told: object) -> tuple[str, str]:
    with pytest.raises(InputRefused) as refused:
        open_bundle(path, **told)  # type: ignore[arg-type]
    return refused.value.code, refused.value.where


def unpacked(folder: Path) -> Path:
    for name, content in the_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_bundle_opens_as_it_was_made(tmp_path: Path) -> None:
    opened = open_bundle(put(tmp_path / "b.zip"), a_key().public)

    assert (opened.key, opened.expected, opened.lessons) == (a_key().public, True, ("L-1.1",))
    assert opened.document["lessons"][0]["lesson"] == "L-1.1"
    assert not open_bundle(put(tmp_path / "b.zip")).expected


def test_a_folder_that_it_was_unpacked_to_opens_too(tmp_path: Path) -> None:
    assert open_bundle(unpacked(tmp_path / "b")).lessons == ("L-1.1",)


def test_any_byte_that_changed_is_found(tmp_path: Path) -> None:
    content, path = zipped(the_files()), tmp_path / "b.zip"
    places = random.Random(1).sample(range(len(content)), 400)
    ends = range(len(content) - 300, len(content))

    for place in [*places, *ends, *range(60)]:
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        refusal(path)
    for end in (*places[:60], 0, 1):
        path.write_bytes(content[:end])
        refusal(path)


@pytest.mark.parametrize("name", sorted(the_files()))
def test_a_file_that_is_changed_missing_or_twice_is_named(tmp_path: Path, name: str) -> None:
    files = dict(the_files())
    codes = {"bundle_changed_file", "bundle_bad_signature", "not_a_key"}
    files[name] = files[name][:-2] + bytes([files[name][-2] ^ 1]) + files[name][-1:]
    code, where = refusal(put(tmp_path / "changed.zip", files))
    assert code in codes
    assert where in {name, "manifest.json"}

    del files[name]
    assert refusal(put(tmp_path / "missing.zip", files)) == ("bundle_missing_file", name)
    folder = unpacked(tmp_path / "folder")
    (folder / name).unlink()
    assert refusal(folder) == ("bundle_missing_file", name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("lessons/L-2.1.html", "bundle_extra_file"),
        ("autorun.exe", "bundle_extra_file"),
        ("lessons/", "bundle_extra_file"),
        ("lessons/L-1.1.html.exe", "bundle_extra_file"),
        ("../../etc/cron.d/evil", "bundle_unsafe_name"),
        ("/etc/passwd", "bundle_unsafe_name"),
        ("lessons/../../evil", "bundle_unsafe_name"),
        ("..\\evil", "bundle_unsafe_name"),
        ("C:evil", "bundle_unsafe_name"),
    ],
)
def test_what_does_not_belong_in_it_is_refused(tmp_path: Path, name: str, code: str) -> None:
    path = tmp_path / "in" / "b.zip"
    path.parent.mkdir()

    assert refusal(put(path, {**the_files(), name: b"x"}))[0] == code
    assert [each.name for each in tmp_path.rglob("*")] == ["in", "b.zip"]


def _twice(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(path, "a") as archive:
        archive.writestr("index.html", "another")


def _commented(path: Path) -> None:
    with ZipFile(path, "a") as archive:
        archive.comment = b"hidden"


def _packed_again(path: Path) -> None:
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, content in the_files().items():
            archive.writestr(name, content)


def _in_front(path: Path) -> None:
    path.write_bytes(b"#!/bin/sh\n" + path.read_bytes())


def _behind(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def _bomb(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("lessons.json", b" " * (1 << 26))


def _overlapping(path: Path) -> None:
    """Many names for the same bytes, each of which says that it is large."""
    content = bytearray(zipped({"lessons.json": b" " * 1000, "index.html": b""}))
    at = content.index(b"PK\x01\x02", content.index(b"index.html"))
    place = content.index(b"PK\x01\x02", at)
    size = (1 << 30).to_bytes(4, "little")
    content[place + 20 : place + 28] = size + size
    path.write_bytes(bytes(content))


def _many(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        for number in range(50_001):
            archive.writestr(ZipInfo(f"lessons/L-{number}.1.html"), b"")


def _locked(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    path.write_bytes(bytes(content))


def _poem(path: Path) -> None:
    path.write_bytes(b"poem")


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "the same name twice": (_twice, "bundle_twice"),
    "a comment": (_commented, "bundle_repacked"),
    "packed again": (_packed_again, "bundle_repacked"),
    "a script in front": (_in_front, "bundle_repacked"),
    "something behind": (_behind, "bundle_repacked"),
    "a bomb": (_bomb, "bundle_compressed"),
    "overlapping": (_overlapping, "bundle_compressed"),
    "too many": (_many, "too_many"),
    "locked": (_locked, "not_a_bundle"),
    "no zip": (_poem, "not_a_bundle"),
    "not there": (Path.unlink, "missing"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_zip_with_a_trick_is_refused(tmp_path: Path, kind: str) -> None:
    path = put(tmp_path / "b.zip")
    change, code = BAD[kind]
    change(path)

    assert refusal(path)[0] == code


def test_another_key_is_refused_where_one_is_asked_for(tmp_path: Path) -> None:
    path = put(tmp_path / "b.zip", files_of(a_bundle(), other_key()))

    assert refusal(path, expected=a_key().public) == ("bundle_other_key", "key.pem")


def test_a_key_that_was_put_in_the_place_of_the_signers_is_found(tmp_path: Path) -> None:
    files = {**the_files(), "key.pem": other_key().public.pem}

    assert refusal(put(tmp_path / "b.zip", files)) == ("bundle_bad_signature", "manifest.json")


def _signed(**changes: object) -> dict[str, bytes]:
    """A bundle whose manifest its signer wrote otherwise."""
    files = dict(the_files())
    files["manifest.json"] = json.dumps({**json.loads(files["manifest.json"]), **changes}).encode()
    return files | {"manifest.sig": a_key().sign(files["manifest.json"])}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"about": "something else"}, "bundle_damaged"),
        ({"files": []}, "bundle_damaged"),
        ({"format": 2}, "bundle_newer"),
        ({"key": other_key().public.hex}, "bundle_other_key"),
        ({"files": {"../x": {}}}, "bundle_missing_file"),
    ],
)
def test_a_signed_manifest_of_something_else_is_refused(
    tmp_path: Path, changes: dict[str, object], code: str
) -> None:
    assert refusal(put(tmp_path / "b.zip", _signed(**changes)))[0] == code


@pytest.mark.parametrize("content", [b"[", b"[]", b'{"format": 2}', b"[" * 100_000])
def test_what_a_signer_wrote_in_place_of_lessons_is_refused(content: bytes) -> None:
    opened = OpenedBundle(
        key=a_key().public, expected=True, manifest={}, files={"lessons.json": content}
    )

    with pytest.raises(InputRefused, match="bundle_damaged"):
        _ = opened.document


def test_a_folder_with_more_in_it_is_refused(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "b")
    (folder / "lessons" / "deep").mkdir()
    assert refusal(folder) == ("bundle_extra_file", "lessons/deep")
    (folder / "lessons" / "deep").rmdir()
    (folder / "index.html").unlink()
    os.symlink("/etc/passwd", folder / "index.html")
    assert refusal(folder) == ("bundle_unsafe_name", "index.html")


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sharing.bundle.opened.LARGEST", 1000)

    assert refusal(put(tmp_path / "b.zip"))[0] == "too_large"
    assert refusal(unpacked(tmp_path / "b"))[0] == "too_large"


def test_the_same_lessons_give_the_same_bytes() -> None:
    assert zipped(the_files()) == zipped(the_files())
    assert zipped(the_files(a_bundle(a_bundled("L-2.1")))) != zipped(the_files())
    with ZipFile(BytesIO(zipped(the_files()))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
