"""Read the bytes of any file: find its format, then have that format's reader read it."""

from collections.abc import Callable

from corpus.errors import FileRefused
from corpus.intake.document import Document, Kind
from corpus.intake.fault import Fault
from corpus.intake.readers import lines, pdf, records, rows, sheets, slides, word
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.recognise import recognise
from corpus.intake.readers.source import Source

READERS: dict[Kind, Callable[[Source, Draft], None]] = {
    Kind.DOCX: word.read,
    Kind.XLSX: sheets.read,
    Kind.PPTX: slides.read,
    Kind.PDF: pdf.read,
    Kind.CSV: rows.read,
    Kind.JSON: records.read,
    Kind.TXT: lines.read,
}
"""What reads each format: it fills a draft, or raises FileRefused with a place in the file."""


def read_document(source: Source) -> Document:
    """What a file says.

    Raises:
        FileRefused: it cannot be taken; `where` starts with the file's name.
        MemoryError: it takes more memory than there is.
    """
    try:
        kind = recognise(source)
        draft = Draft(kind, source.limits)
        READERS[kind](source, draft)
        return draft.document()
    except FileRefused as refused:
        where = f"{source.name}, {refused.where}" if refused.where else source.name
        raise FileRefused(refused.code, where, **refused.details) from refused
    except RecursionError:
        raise FileRefused(Fault.TOO_DEEP, source.name) from None
    except MemoryError:
        raise
    except Exception as fault:
        # A library meets bytes that its authors did not think of: there is no list of what it
        # raises then. The message may quote the file, so only the kind of fault is told.
        problem = type(fault).__name__
        raise FileRefused(Fault.DAMAGED, source.name, problem=problem) from fault
