"""Whether the compressed streams of a PDF are whole.

PDFium shows what it can of a damaged stream and says nothing; half a report must not pass for one.
"""

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator

from corpus.errors import FileRefused
from corpus.intake.fault import Fault

_START = re.compile(rb">>\s*stream\r?\n")
_END = b"endstream"
_OBJECT = re.compile(rb"\bobj\b")
_DICTIONARY_BYTES = 1000
_FILTER = re.compile(rb"/(\w+Decode|Crypt)\b")
_FLATE = [b"FlateDecode"]
_TEXT_FLATE = [b"ASCII85Decode", b"FlateDecode"]
_ENCRYPTED = b"/Encrypt"
_PIECE = 1 << 20


def check_streams(content: bytes, limit: int) -> None:
    """Inflate every stream that is compressed in the usual way.

    Raises:
        FileRefused: one is damaged, or they hold more than `limit` bytes together.
    """
    if _ENCRYPTED in content:
        return
    total = 0
    for place, filters, packed in _packed(content):
        try:
            for size in _inflated(_plain(packed) if filters == _TEXT_FLATE else packed):
                total += size
                if total > limit:
                    raise FileRefused(Fault.ZIP_BOMB, f"byte {place}", limit=limit)
        except (zlib.error, ValueError):
            raise FileRefused(Fault.DAMAGED, f"byte {place}", problem="a stream") from None


def _packed(content: bytes) -> Iterator[tuple[int, list[bytes], bytes]]:
    """Each compressed stream: where it starts, its filters, its bytes."""
    for start in _START.finditer(content):
        before = content[max(0, start.start() - _DICTIONARY_BYTES) : start.start()]
        filters = _FILTER.findall(_OBJECT.split(before)[-1])
        if filters in (_FLATE, _TEXT_FLATE):
            end = content.find(_END, start.end())
            yield start.end(), filters, content[start.end() : end if end >= 0 else None]


def _plain(written: bytes) -> bytes:
    """The bytes behind a stream that is written in printable characters."""
    return a85decode(written.partition(b"~>")[0])


def _inflated(packed: bytes) -> Iterator[int]:
    """The sizes of the pieces that a stream inflates to; none is kept."""
    inflater = zlib.decompressobj()
    while packed and not inflater.eof:
        yield len(inflater.decompress(packed, _PIECE))
        packed = inflater.unconsumed_tail
