"""What a file is, by its content first."""

from collections.abc import Callable

import pytest

from corpus.errors import FileRefused
from corpus.intake.document import Kind
from tests.corpus.intake.readers.making import (
    OLE_MARK,
    a_docx,
    a_pdf,
    a_pptx,
    an_ole,
    an_xlsx,
    read,
    zipped,
)

FILES: dict[Kind, Callable[[], bytes]] = {
    Kind.DOCX: a_docx,
    Kind.XLSX: an_xlsx,
    Kind.PPTX: a_pptx,
    Kind.PDF: a_pdf,
    Kind.CSV: "件名,障害\n".encode,
    Kind.JSON: lambda: b'{"a": 1}',
    Kind.TXT: "件名：障害\n".encode,
}


def refusal(name: str, content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read(name, content)
    return refused.value


@pytest.mark.parametrize("kind", Kind)
def test_each_format_is_read_under_its_extension_in_any_case(kind: Kind) -> None:
    assert read(f"事故報告.{kind.upper()}", FILES[kind]()).kind is kind


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.PDF])
def test_a_file_without_extension_is_what_it_is(kind: Kind) -> None:
    assert read("報告", FILES[kind]()).kind is kind


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.docx", a_pdf(), "pdf"),
        ("a.pdf", a_docx(), "docx"),
        ("a.doc", a_docx(), "docx"),
        ("a.xlsx", a_pptx(), "pptx"),
        ("a.csv", an_xlsx(), "xlsx"),
        ("a.docx", zipped({"a.txt": "a"}), "zip"),
        ("a.pdf", b"\x89PNG\r\n", "png"),
        ("a.csv", b"\xef\xbb\xbf <HTML><table>", "html"),
        ("a.txt", b"<?xml version='1.0'?>", "xml"),
        ("a.xlsx", "件名,障害".encode(), "txt"),
    ],
)
def test_a_wrong_extension_is_refused_with_what_it_really_is(
    name: str, content: bytes, found: str
) -> None:
    refused = refusal(name, content)
    assert (refused.code, refused.details) == ("wrong_extension", {"found": found})


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.zip", zipped({"a.txt": "a"}), "zip"),
        ("a", b"text", "unknown"),
        ("a.gif", b"GIF8", "gif"),
    ],
)
def test_what_is_no_format_of_ours_is_unknown(name: str, content: bytes, found: str) -> None:
    refused = refusal(name, content)
    assert (refused.code, refused.details) == ("unknown_format", {"found": found})


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.docx"])
def test_an_old_office_file_is_of_a_legacy_format(name: str) -> None:
    assert refusal(name, an_ole("WordDocument")).code == "legacy_format"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
def test_a_file_with_a_password_is_encrypted(name: str) -> None:
    assert refusal(name, an_ole("EncryptionInfo", "EncryptedPackage")).code == "encrypted"


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xd9\x80\x81", OLE_MARK[1:]])
def test_an_office_file_that_starts_like_none_is_damaged(content: bytes) -> None:
    assert refusal("a.docx", content).code == "damaged"
