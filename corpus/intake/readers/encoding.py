"""Text in the encodings that Japanese files come in.

Nothing is guessed from statistics: an encoding fits when every byte of the file is valid in it.
"""

import codecs
import re
from dataclasses import dataclass

from corpus.errors import FileRefused
from corpus.intake.fault import Fault

# UTF-32 first: its mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = re.compile(rb"\x1b[$(]")
_HIRAGANA = re.compile("[\u3041-\u3096]")
# Single bytes that Python's cp932 lets through, and that no Japanese program writes.
_NOT_CP932 = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\f\x1b"))
_CONTROL_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, and the encoding that it was read by."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class _Failed:
    """How far into the file an encoding fitted."""

    byte: int


def decode(content: bytes) -> Decoded:
    """The text of a file.

    A byte order mark settles it; else ISO-2022-JP if there are its escapes, UTF-8 if it fits,
    CP932 or EUC-JP. Where both of the last fit, it is EUC-JP if that reading has hiragana: text in
    EUC-JP is nearly always valid CP932 too, full of half-width katakana, but hardly ever the
    reverse.

    Raises:
        FileRefused: no encoding fits; `byte` is the first that the best of them cannot read.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _first_of([_try(content, encoding)])
    _refuse_binary(content)
    if _ESCAPES.search(content) and content.isascii():
        names = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004")
        return _first_of([_try(content, name) for name in names])
    utf8 = _try(content, "utf-8")
    if isinstance(utf8, Decoded):
        return utf8
    cp932, euc = _try(content, "cp932"), _try(content, "euc_jp")
    if isinstance(euc, Decoded) and _HIRAGANA.search(euc.text):
        return euc
    return _first_of([cp932, euc, utf8])


def _try(content: bytes, encoding: str) -> Decoded | _Failed:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        return _Failed(fault.start)
    stray = _NOT_CP932.search(text) if encoding == "cp932" else None
    if stray:
        return _Failed(len(text[: stray.start()].encode("cp932")))
    return Decoded(text=text, encoding=encoding)


def _first_of(tried: list[Decoded | _Failed]) -> Decoded:
    furthest = 0
    for attempt in tried:
        if isinstance(attempt, Decoded):
            return attempt
        furthest = max(furthest, attempt.byte)
    raise FileRefused(Fault.UNREADABLE_ENCODING, f"byte {furthest}", byte=furthest)


def _refuse_binary(content: bytes) -> None:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(content):
        first = next(place for place, byte in enumerate(content) if byte in _CONTROLS)
        raise FileRefused(Fault.UNREADABLE_ENCODING, f"byte {first}", byte=first)
