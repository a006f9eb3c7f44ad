"""Whether the compressed streams of a PDF are whole."""

import random
import zlib
from base64 import a85encode

import pytest

from corpus.errors import FileRefused
from corpus.intake.readers.pdf_streams import check_streams
from tests.corpus.intake.readers.making import a_pdf, read

PLENTY = 10_000_000
TEXT = random.Random(1).randbytes(3000).hex().encode()


def a_stream(packed: bytes, filters: str = "/FlateDecode", more: str = "") -> bytes:
    told = f"7 0 obj <</Filter [{filters}] /Length {len(packed)}{more}>>\nstream\n"
    return told.encode() + packed + b"\nendstream endobj\n"


def overwritten(content: bytes, start: int) -> bytes:
    return content[:start] + b"\x13\x13\x13\x13" + content[start + 4 :]


@pytest.mark.parametrize(
    "content",
    [
        b"nothing",
        a_stream(zlib.compress(TEXT)),
        a_stream(zlib.compress(TEXT), more="/DecodeParms<</Columns 4>>"),
        a_stream(a85encode(zlib.compress(TEXT)) + b"~>", "/ASCII85Decode /FlateDecode"),
        a_stream(b"not looked into", "/DCTDecode"),
        a_stream(overwritten(zlib.compress(TEXT), 500)) + b"/Encrypt 9 0 R",
        a_stream(zlib.compress(TEXT)).removesuffix(b"\nendstream endobj\n"),
    ],
)
def test_whole_streams_and_those_that_cannot_be_judged_pass(content: bytes) -> None:
    check_streams(content, PLENTY)


@pytest.mark.parametrize(
    "content",
    [
        a_stream(overwritten(zlib.compress(TEXT), 500)),
        a_stream(a85encode(zlib.compress(TEXT)) + b"\xff~>", "/ASCII85Decode /FlateDecode"),
    ],
)
def test_a_damaged_stream_is_refused_with_its_place(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        check_streams(b"%PDF\n" + content, PLENTY)
    place = content.index(b"stream\n") + len(b"%PDF\nstream\n")
    assert (refused.value.code, refused.value.where) == ("damaged", f"byte {place}")


def test_streams_that_inflate_too_far_are_a_bomb() -> None:
    with pytest.raises(FileRefused) as refused:
        check_streams(a_stream(zlib.compress(bytes(PLENTY))) * 2, PLENTY)
    assert refused.value.code == "zip_bomb"


def test_a_file_damaged_in_the_middle_of_its_text_is_refused() -> None:
    content = a_pdf(*(f"line {count} of the report" for count in range(30)))
    start = content.index(b"stream\n") + 40
    with pytest.raises(FileRefused) as refused:
        read("a.pdf", overwritten(content, start))
    assert refused.value.code == "damaged"
