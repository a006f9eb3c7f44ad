"""What each form carries: the reading that intake gives of a document of ours."""

from dataclasses import fields, replace
from typing import Any

from corpus.documents.layout import Design, Layout, load_designs, load_words
from corpus.documents.told import reckoned_minutes
from corpus.intake.forms import Field, load_forms
from corpus.reading import Interval, Moment, Quantity, Reading, Section, ServiceImpact, Unread, Why

_OF_FIELD = {
    Field.CARRIER: "carrier_named",
    Field.REFERENCE: "reference",
    Field.REGARDING: "regarding",
    Field.SUBJECT: "subject",
    Field.REPORTED: "reported",
    Field.KNOWN: "known",
    Field.OCCURRED: "occurred",
    Field.RECOVERED: "recovered",
    Field.INTERVALS: "intervals",
    Field.MINUTES: "minutes",
    Field.SERVICES: "services",
    Field.USERS: "users",
    Field.AREA: "area",
}
_LONGEST_THIN = 60
_EMPTY: dict[str, Any] = {
    each.name: () if isinstance(each.default, tuple) else None for each in fields(Reading)
}


def carried(reading: Reading, kind: str, layout: Layout) -> Reading:
    """The part of `reading` that a document of that kind carries.

    Left out are items that the form has not, and of what was left unread: formulas without a
    value, a stage in unknown words, and in a list all that no column holds. The stage is the
    form's own unless it is a correction. A list tells the users of each service where no total
    stands in their place (one figure for all is then read as the total), and no minutes of a
    service. Figures mean the same, in perhaps plainer words: `meaning` compares them. A text
    that is itself a label ends with 。 in a document.
    Under `layout.as_per_annex`, cause and prevention of a main form point at the annex; its thin
    sections are one line.
    """
    design = load_designs()[kind]
    items = frozenset(design.items)
    missing = {name: _EMPTY[name] for item, name in _OF_FIELD.items() if item not in items}
    sections = {
        section: _printed(section, text, design, layout)
        for section, text in reading.sections.items()
        if section in items
    }
    kept = {section: sections[section] for section in Section if section in sections}
    if Field.MINUTES not in items:
        missing["minutes"] = reckoned_minutes(reading)
    if design.listed:
        missing |= _listed(reading)
    missing["unread"] = tuple(each for each in reading.unread if _is_kept(each, design))
    stage = design.stage_of(reading.stage)
    return replace(reading, stage=stage, sections=kept, **missing)


def meaning(told: object) -> object:
    """What a field says, apart from its wording: two wordings of one figure are equal."""
    match told:
        case Moment():
            return told.at, told.precision
        case Quantity():
            return told.value, told.low, told.high, told.approximate
        case Interval():
            return meaning(told.start), meaning(told.end)
        case ServiceImpact():
            return told.service, meaning(told.users), meaning(told.minutes)
        case tuple():
            return tuple(meaning(each) for each in told)
        case _:
            return told


def one_line(text: str) -> str:
    """The first line of a text, cut where it is long: what stands in a thin section."""
    first = next((line for line in text.split("\n") if line.strip()), text)
    return first if len(first) <= _LONGEST_THIN else f"{first[:_LONGEST_THIN]}…"


def _printed(section: Section, text: str, design: Design, layout: Layout) -> str:
    if layout.as_per_annex and section in design.annexed:
        return load_words().pointer
    return one_line(text) if design.annexed and section in layout.thin else text


def _listed(reading: Reading) -> dict[str, Any]:
    """Services and users as a list tells them: by service where no total is told."""
    told = Field.USERS in {_item(each) for each in reading.unread} or reading.users is not None
    services = tuple(
        replace(each, users=None if told else each.users, minutes=None)
        for each in reading.services
    )
    figures = [each.users for each in services if each.users]
    one = len({meaning(each) for each in figures}) == 1 and len(services) in {1, len(figures)}
    return {"services": services} | ({"users": figures[0]} if one else {})


def _is_kept(unread: Unread, design: Design) -> bool:
    """Whether what was left unread has a place in the form, or may stand beside its items."""
    item = _item(unread)
    if unread.why is Why.FORMULA or item is Field.STAGE:
        return False
    return item in design.items or (not design.listed and not isinstance(item, Field | Section))


def _item(unread: Unread) -> object:
    """The item under which something was left unread; None where no form knows its label."""
    hit = load_forms()[-1].vocabulary.whole(unread.label) if unread.label else None
    return hit.target if hit else None
