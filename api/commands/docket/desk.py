"""What the commands of the docket share: whose docket it is, and moments on the command line."""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from api.command import viewer_of
from api.settings import Settings
from api.wiring import opened, wire_docket
from corpus.japan import JST
from triage.docket.cases import Docket

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
FIRST_YEAR, LAST_YEAR = 1900, 2200


@contextmanager
def docket_of(chosen: argparse.Namespace, settings: Settings) -> Iterator[Docket]:
    """The docket of the workspace, as who asks sees it.

    Raises:
        NotAWorkspace: there is none.
    """
    with opened(settings) as db:
        yield wire_docket(db, viewer_of(chosen))


def moment(written: str) -> datetime:
    """The moment written in ISO 8601, by the clock of Japan unless told; a day is its beginning.

    Raises:
        ValueError: there is no such moment, or it is written otherwise.
    """
    if not _MOMENT.fullmatch(written):
        raise ValueError(written)
    told = datetime.fromisoformat(written)
    if not FIRST_YEAR <= told.year <= LAST_YEAR:
        raise ValueError(written)
    return told if told.tzinfo else told.replace(tzinfo=JST)


def spoken(written: str) -> str:
    """`written`, as the type of an argument that is kept as text.

    Raises:
        ValueError: it came in an encoding that is not the terminal's.
    """
    written.encode()
    return written


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
