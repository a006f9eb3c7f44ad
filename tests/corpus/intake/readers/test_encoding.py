"""Text in the encodings that Japanese files come in."""

import pytest

from corpus.errors import FileRefused
from corpus.intake.readers.encoding import decode

TEXT = "事業者名,発生日時\n株式会社テスト,令和4年7月2日のこと\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp932", "euc_jp", "iso2022_jp"],
)
def test_japanese_is_read_in_every_encoding(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_of_either_order_is_read(mark: bytes) -> None:
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + TEXT.encode(order)).text == TEXT


def test_what_windows_adds_to_shift_jis_is_read() -> None:
    assert decode("①髙﨑㈱".encode("cp932")).text == "①髙﨑㈱"


def test_half_width_katakana_stays_cp932() -> None:
    decoded = decode("ﾃﾞｰﾀ,ｱｲｳｴ".encode("cp932"))
    assert decoded.encoding == "cp932"


@pytest.mark.parametrize(
    ("content", "byte"),
    [
        ("事故".encode("cp932") + b"\xff\xff", 4),
        (b"abc\x80def", 3),
        (b"\xff\xfea\x00\x00\xd8", 4),
        (b"plain \x1b$B\x7f\x7f\x1b(B", 9),
    ],
)
def test_the_first_byte_that_cannot_be_read_is_named(content: bytes, byte: int) -> None:
    with pytest.raises(FileRefused) as refused:
        decode(content)
    assert refused.value.code == "unreadable_encoding"
    assert (refused.value.where, refused.value.details) == (f"byte {byte}", {"byte": byte})


def test_a_file_full_of_control_bytes_is_no_text() -> None:
    with pytest.raises(FileRefused) as refused:
        decode(b"ab\x00\x00\x01\x02")
    assert refused.value.details == {"byte": 2}
