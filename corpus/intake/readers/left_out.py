"""What a docx, xlsx or pptx holds beside text, and is not read: said in notes."""

import re

from corpus.intake.document import Remark
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.package import Package

_LEFT_OUT = (
    (re.compile(r"/media/"), Remark.PICTURES),
    (re.compile(r"/embeddings/|afchunk"), Remark.EMBEDDED_FILES),
    (re.compile(r"/(threaded)?comments?(/|\d*\.xml)", re.IGNORECASE), Remark.COMMENTS),
)


def note_left_out(package: Package, draft: Draft) -> None:
    """Note each part of the package that is not read."""
    for part in sorted(package.parts):
        for pattern, remark in _LEFT_OUT:
            if pattern.search(part):
                draft.note(remark, part)
