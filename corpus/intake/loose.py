"""Lines that no label claims: titles, senders, dates and addressees are told from other text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.intake.forms import Field, Form
from corpus.intake.gather import Entry
from corpus.parse.clock import TIME
from corpus.parse.days import DATE
from corpus.shape import flat, squeezed

_FURNITURE = re.compile(
    r".{0,40}(?:殿|御中|大臣 ?様)|記|拝啓|\(?様式第.{1,20}\)?(?:\(.{0,20}関係\))?"
    r"|page [0-9]{1,3}(?: of [0-9]{1,3})?"
    r"|dear (?:sir|madam|sirs).{0,20}|sincerely,?|regards,?",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:.{1,24}(?:株式会社|有限会社|合同会社|合資会社)|(?:株式会社|有限会社|合同会社)\S{1,24})"
    r"|[A-Z][\w .,&]{1,40}(?:Inc|Corporation|Corp|Ltd|Limited|LLC|K\.K)\.?"
)
_DATE_ALONE = re.compile(rf"{DATE}\s?(?:{TIME})?(?:\s?現在)?", re.IGNORECASE)
_TITLE = re.compile(
    r".{0,40}(?:報告書?|届出?書?|について|一覧|report)(?:[(\[].{1,24}[)\]])?", re.IGNORECASE
)
_LONGEST_TITLE = 60


def settled(form: Form, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, with titles, senders and dates among the loose lines given their fields.

    Addressees, page numbers and the words that open and close a letter are left out.
    """
    told = list(entries)
    taken = {entry.target for entry in told}
    for entry in told:
        if entry.target is not None or entry.label:
            yield entry
            continue
        line = flat(entry.text).strip()
        if _FURNITURE.fullmatch(line):
            continue
        field = _field_of(form, line)
        if field is None:
            yield entry
        elif field not in taken:
            taken.add(field)
            yield replace(entry, target=field)
        elif field is not Field.SUBJECT:
            yield entry


def _field_of(form: Form, line: str) -> Field | None:
    """The field that a loose line fills by what it looks like."""
    if _DATE_ALONE.fullmatch(line):
        return Field.REPORTED
    if _COMPANY.fullmatch(line):
        return Field.CARRIER
    compact = squeezed(line).lower()
    marked = any(mark in compact for mark in form.marks) and "。" not in line
    if len(line) <= _LONGEST_TITLE and (marked or _TITLE.fullmatch(line)):
        return Field.SUBJECT
    return None
