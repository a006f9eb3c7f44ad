"""Every form of a bulletin, and what writes it."""

from collections.abc import Callable
from typing import TypeAlias

from sharing.bulletin.bulletin import Bulletin
from sharing.bulletin.markup import markup_of
from sharing.bulletin.simple import simple_of

Writer: TypeAlias = Callable[[Bulletin], bytes]

# reportlab and python-docx take a while to import: only who writes such a file waits for them.


def _paper(bulletin: Bulletin) -> bytes:
    from sharing.bulletin.paper import paper_of  # noqa: PLC0415

    return paper_of(bulletin)


def _office(bulletin: Bulletin) -> bytes:
    from sharing.bulletin.office import office_of  # noqa: PLC0415

    return office_of(bulletin)


FORMS: dict[str, Writer] = {
    "html": markup_of,
    "pdf": _paper,
    "docx": _office,
    "text": simple_of,
}
"""What writes each form."""
