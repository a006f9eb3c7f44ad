"""Plain text (txt): one paragraph a line."""

from io import StringIO

from corpus.intake.document import Remark
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.encoding import decode
from corpus.intake.readers.source import Source


def read(source: Source, draft: Draft) -> None:
    """Fill `draft` with the lines of a text.

    Raises:
        FileRefused: it is in no encoding that is known.
    """
    decoded = decode(source.content)
    draft.note(Remark.ENCODING, "", decoded.encoding)
    for count, line in enumerate(StringIO(decoded.text, newline=None), start=1):
        draft.paragraph(line.removesuffix("\n"), f"line {count}")
