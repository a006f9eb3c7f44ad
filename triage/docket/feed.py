"""The due list as a calendar that others subscribe to (iCalendar, RFC 5545).

A line of it names what is due and the case's id, never a word of a report. The same due keeps
the same UID for good, so that a calendar moves it where its date moves.
"""

from datetime import UTC, date, datetime, timedelta

from corpus.account import Language
from corpus.regime import Wording
from triage.docket.due import DueList
from triage.docket.due_item import DueItem
from triage.docket.words import wording

DOMAIN = "kyokun.invalid"
"""Ends every UID; a name that never resolves (RFC 2606)."""


def calendar_of(found: DueList, language: Language = Language.JA) -> str:
    """The due list as iCalendar text; the same list gives the same text."""
    # Loaded when it is asked for: only the feed needs it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//kyokun//due//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _said(wording("feed", "name"), language))
    calendar.add("x-wr-timezone", "Asia/Tokyo")
    for item in found.items:
        event = Event()
        event.add("uid", uid_of(item))
        event.add("dtstamp", found.as_of)
        event.add("summary", _summary(item, language))
        start, end = _span(item)
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("transp", "TRANSPARENT")
        event.add("categories", [str(item.state)])
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")


def uid_of(item: DueItem) -> str:
    """The UID of a due, the same whenever and by whomever it is asked for."""
    return f"{item.case}.{item.key.replace('/', '.')}@{DOMAIN}"


def _summary(item: DueItem, language: Language) -> str:
    parts = [_said(item.title, language), item.case]
    if item.promptly:
        parts.insert(1, _said(wording("feed", "promptly"), language))
    if not item.certain:
        parts.append(_said(wording("labels", "undetermined"), language))
    return " / ".join(parts)


def _span(item: DueItem) -> tuple[date, date]:
    """A whole day for a day; half an hour that ends at a moment; for "promptly", from knowing."""
    if isinstance(item.at, datetime):
        at = item.at.astimezone(UTC)
        return at - timedelta(minutes=30), at
    if item.at is not None:
        return item.at, item.at + timedelta(days=1)
    since = item.since.astimezone(UTC)
    return since, since + timedelta(minutes=30)


def _said(told: Wording, language: Language) -> str:
    return told.ja if language is Language.JA else told.en
