"""Find out what a file is: by what it starts with and holds, and only then by its extension."""

import re

from corpus.errors import FileRefused
from corpus.intake.document import Kind
from corpus.intake.fault import Fault
from corpus.intake.readers.package import Package, open_archive
from corpus.intake.readers.source import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_WITHIN = 1024
"""How far into the file readers of PDF look for its mark."""
_OTHER_MARKS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "elf"),
)
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|\?xml|table|meta)", re.IGNORECASE)
_UTF8_MARK = b"\xef\xbb\xbf"
_EXTENSIONS = {
    **{kind.value: kind for kind in Kind},
    "tsv": Kind.CSV,
    "docm": Kind.DOCX,  # their macros are refused by name
    "xlsm": Kind.XLSX,
    "pptm": Kind.PPTX,
}
_MAIN_TYPES = {
    "wordprocessingml.document.main": Kind.DOCX,
    "spreadsheetml.sheet.main": Kind.XLSX,
    "presentationml.presentation.main": Kind.PPTX,
}
_TEXTS = (Kind.CSV, Kind.JSON, Kind.TXT)


def recognise(source: Source) -> Kind:
    """The format of a file.

    Raises:
        FileRefused: it is none that is read, or its extension says that it is another.
    """
    found = _by_content(source)
    claimed = _EXTENSIONS.get(source.extension)
    if isinstance(found, Kind):
        if claimed == found or not source.extension:
            return found
        raise FileRefused(Fault.WRONG_EXTENSION, "", found=found.value)
    if claimed is None:
        raise FileRefused(Fault.UNKNOWN_FORMAT, "", found=found or "unknown")
    if found:
        raise FileRefused(Fault.WRONG_EXTENSION, "", found=found)
    if claimed in _TEXTS:
        return claimed
    if _is_text(source.content):
        raise FileRefused(Fault.WRONG_EXTENSION, "", found="txt")
    raise FileRefused(Fault.DAMAGED, "", problem=f"no {claimed} file starts like this")


def _by_content(source: Source) -> Kind | str:
    """What the content is for certain; the name of a format that is not read; empty: a text."""
    content = source.content
    if content.startswith(_OLE):
        fault = Fault.ENCRYPTED if _ENCRYPTED_PACKAGE in content else Fault.LEGACY_FORMAT
        raise FileRefused(fault, "")
    if content.startswith(_ZIP):
        with open_archive(source) as package:
            return _by_parts(package)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Kind.PDF
    for mark, name in _OTHER_MARKS:
        if content.startswith(mark):
            return name
    markup = _MARKUP.match(content.removeprefix(_UTF8_MARK))
    if markup:
        return "xml" if markup[1].startswith(b"?") else "html"
    return ""


def _by_parts(package: Package) -> Kind | str:
    types = package.content_types()
    if any("macroenabled" in named or "vbaproject" in named for named in types):
        raise FileRefused(Fault.MACROS, "")
    for named in types:
        for ending, kind in _MAIN_TYPES.items():
            if named.endswith(f"{ending}+xml"):
                return kind
    return "zip"


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(char < " " and char not in "\t\r\n\f" for char in text)
