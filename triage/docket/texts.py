"""Short texts that people enter beside facts: bounded, and without subscriber numbers."""

import re
from datetime import datetime
from unicodedata import normalize

from triage.docket.entry import LONGEST_TEXT
from triage.errors import FactsRefused, Fault

# An IMSI is 15 digits; people write it with spaces and hyphens. A ULID or a date is not taken.
_SUBSCRIBER = re.compile(r"(?<![0-9A-Za-z])(?:[0-9][ -]?){14}[0-9](?![0-9A-Za-z])")


def refuse(code: str, path: str, **details: str | int) -> FactsRefused:
    """The refusal of what stands at `path`."""
    return FactsRefused([Fault(code, path, details)])


def short_text(text: str, path: str) -> str:
    """`text` without the spaces around it.

    Raises:
        FactsRefused: it is empty, too long, or holds a subscriber number (IMSI).
    """
    told = text.strip()
    if not told:
        raise refuse("no_text", path)
    if len(told) > LONGEST_TEXT:
        raise refuse("too_long", path, limit=LONGEST_TEXT)
    if _SUBSCRIBER.search(normalize("NFKC", told)):
        raise refuse("subscriber_number", path)
    return told


def short_text_or_none(text: str | None, path: str) -> str | None:
    """As `short_text`; None stays None."""
    return None if text is None else short_text(text, path)


def past(moment: datetime, now: datetime, path: str) -> datetime:
    """`moment`, which has come.

    Raises:
        FactsRefused: it carries no offset, or lies behind `now`.
    """
    if moment.tzinfo is None:
        raise refuse("no_offset", path)
    if moment > now:
        raise refuse("in_the_future", path)
    return moment
