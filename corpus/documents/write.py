"""Every document from one record: what each kind is called, and who writes it."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from corpus.documents.book import book_of
from corpus.documents.compose import compose
from corpus.documents.layout import Layout, load_designs
from corpus.documents.slides import slides_of
from corpus.documents.word import word_of
from corpus.reading import Reading

Writer: TypeAlias = Callable[[Reading, Layout, str], bytes]
ANNUAL_LIST = "annual_list"


def write_document(reading: Reading, layout: Layout, kind: str) -> bytes:
    """The bytes of the document of that kind; `KINDS` names them all, `SUFFIXES` their formats."""
    return KINDS[kind](reading, layout, kind)


def write_list(readings: Iterable[Reading], layout: Layout) -> bytes:
    """The bytes of the xlsx list of the annual report, a row for each of at least one reading."""
    design = load_designs()[ANNUAL_LIST]
    return book_of((compose(each, design, layout), each) for each in readings)


def _word(reading: Reading, layout: Layout, kind: str) -> bytes:
    return word_of(compose(reading, load_designs()[kind], layout), reading)


def _slides(reading: Reading, layout: Layout, kind: str) -> bytes:
    return slides_of(compose(reading, load_designs()[kind], layout), reading)


def _list(reading: Reading, layout: Layout, _: str) -> bytes:
    return write_list([reading], layout)


KINDS: dict[str, Writer] = {
    "first_report": _word,
    "detailed_report": _word,
    "annex": _slides,
    "near_miss": _word,
    "near_miss_annex": _slides,
    "simplified": _word,
    ANNUAL_LIST: _list,
}
"""What writes each kind of document."""

SUFFIXES: dict[str, str] = {
    kind: ".docx" if writer is _word else ".pptx" if writer is _slides else ".xlsx"
    for kind, writer in KINDS.items()
}
"""The file name's ending of each kind."""
