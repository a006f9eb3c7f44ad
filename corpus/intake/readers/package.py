"""The zip archive that a docx, xlsx or pptx is, opened with care.

Sizes are checked before anything is inflated, and every XML part before it is parsed. The parser
is the standard library's: it opens no other file and no address, and a part that declares a
document type is refused before an entity can be expanded.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from corpus.errors import FileRefused
from corpus.intake.fault import Fault
from corpus.intake.limits import Limits
from corpus.intake.readers.source import Source

_ENCRYPTED_FLAG = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_XML = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|macrosheets/)", re.IGNORECASE)
_CONTENT_TYPES = "[Content_Types].xml"
_ENCODINGS = ("utf-8", "utf-16", "us-ascii")
_OUT_OF_MEMORY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one part says of another: the last word of the relation's type, and the part."""

    id: str
    kind: str
    part: str


@contextmanager
def open_package(source: Source) -> Iterator["Package"]:
    """The archive, its sizes and all of its XML checked.

    Raises:
        FileRefused: it is damaged, encrypted, a bomb, has macros, or XML with a document type.
    """
    with open_archive(source) as package:
        package.check()
        yield package


@contextmanager
def open_archive(source: Source) -> Iterator["Package"]:
    """The archive, its sizes checked; each part of it is checked when it is read.

    Raises:
        FileRefused: it is damaged, encrypted, a bomb, or has macros.
    """
    try:
        with zipfile.ZipFile(BytesIO(source.content)) as archive:
            _check_archive(archive, source.limits)
            yield Package(archive, source.limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as fault:
        raise FileRefused(Fault.DAMAGED, "", problem=type(fault).__name__) from fault


class Package:
    """The parts of one archive. Made by `open_package`."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._depth = limits.xml_depth
        self.parts = frozenset(archive.namelist())

    def check(self) -> None:
        """Read every XML part once: it is whole, and declares no document type.

        Raises:
            FileRefused: one is not or does.
        """
        for part in sorted(self.parts):
            if _XML.search(part):
                with self._archive.open(part) as stream:
                    scan(stream, part, expat.ParserCreate())

    def content_types(self) -> set[str]:
        """The content types that the package names, in lower case; empty if it names none."""
        if _CONTENT_TYPES not in self.parts:
            return set()
        return {named.get("ContentType", "").lower() for named in self.xml(_CONTENT_TYPES)}

    def stream(self, part: str) -> IO[bytes]:
        """The bytes of a part, to be read in pieces.

        Raises:
            FileRefused: there is no such part.
        """
        if part not in self.parts:
            raise FileRefused(Fault.DAMAGED, part, problem="a part is missing")
        return self._archive.open(part)

    def xml(self, part: str) -> Element:
        """The root of a part's tree.

        Raises:
            FileRefused: it is missing, is not XML, or its elements are nested too deeply.
        """
        with self.stream(part) as stream:
            scan(stream, part, _depth_limited(part, self._depth))
        with self.stream(part) as stream:
            return ElementTree.parse(stream).getroot()

    def relations(self, part: str = "") -> list[Relation]:
        """What `part` (the package itself, if empty) names and holds, in order.

        What lies outside the package is left out: nothing is fetched.
        """
        folder, name = posixpath.split(part)
        told = posixpath.join(folder, "_rels", f"{name}.rels")
        if told not in self.parts:
            return []
        return [
            Relation(
                id=relation.get("Id", ""),
                kind=relation.get("Type", "").rpartition("/")[2],
                part=_resolved(folder, relation.get("Target", "")),
            )
            for relation in self.xml(told)
            if relation.get("TargetMode", "").lower() != "external"
        ]

    def main(self) -> str:
        """The part that the document starts with.

        Raises:
            FileRefused: the package names none.
        """
        for relation in self.relations():
            if relation.kind == "officeDocument":
                return relation.part
        raise FileRefused(Fault.DAMAGED, "", problem="no main part")


def scan(stream: IO[bytes], part: str, parser: expat.XMLParserType) -> None:
    """Run `parser` over a part.

    Raises:
        FileRefused: it is not XML, declares a document type, or is in an encoding not allowed.
    """

    def refuse_document_type(*_: object) -> None:
        raise FileRefused(Fault.EXTERNAL_ENTITY, part)

    def check_encoding(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise FileRefused(Fault.UNREADABLE_ENCODING, part)

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.XmlDeclHandler = check_encoding
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as fault:
        if fault.code == _OUT_OF_MEMORY:
            raise MemoryError from fault
        raise FileRefused(Fault.DAMAGED, part, line=fault.lineno) from fault


def local(element: Element) -> str:
    """The name of an element without its namespace: strict and transitional files differ there."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute, whatever namespace it is in; empty if there is none."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def _depth_limited(part: str, limit: int) -> expat.XMLParserType:
    depth = 0

    def start(_: str, __: object) -> None:
        nonlocal depth
        depth += 1
        if depth > limit:
            raise FileRefused(Fault.TOO_DEEP, part, limit=limit)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    return parser


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _check_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    if len(members) > limits.members:
        raise FileRefused(Fault.ZIP_BOMB, "", members=len(members), limit=limits.members)
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise FileRefused(Fault.ZIP_BOMB, "", bytes=total, limit=limits.unpacked_bytes)
    for member in members:
        _check_member(member, limits)
    repeated = [name for name, count in Counter(archive.namelist()).items() if count > 1]
    if repeated:  # programs differ in which of them they show
        raise FileRefused(Fault.DAMAGED, "", problem="two parts of one name")


def _check_member(member: zipfile.ZipInfo, limits: Limits) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise FileRefused(Fault.ENCRYPTED, "")
    if _MACROS.search(member.filename):
        raise FileRefused(Fault.MACROS, "")
    if member.compress_type not in _METHODS:
        raise FileRefused(Fault.DAMAGED, "", problem="a compression that these files do not use")
    large = member.file_size >= limits.ratio_from_bytes
    if large and member.file_size > limits.ratio * max(member.compress_size, 1):
        ratio = member.file_size // max(member.compress_size, 1)
        raise FileRefused(Fault.ZIP_BOMB, "", ratio=ratio, limit=limits.ratio)
