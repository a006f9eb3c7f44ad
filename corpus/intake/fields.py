"""From entries to a reading: each label's text into its field."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.intake.figures import Impact
from corpus.intake.forms import Field, Form, Kept, Target, load_stages
from corpus.intake.gather import Entry
from corpus.intake.times import Times, disagree
from corpus.parse.durations import read_minutes
from corpus.parse.words import is_elsewhere, is_empty, is_pending
from corpus.reading import Quantity, Reading, Section, Stage, Unread, Why
from corpus.shape import flat

_OURS = re.compile(
    r"F-[0-9A-HJKMNP-TV-Z]{26}|(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}-(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*"
)
_STRANGERS = (
    *(None, Field.GROUP, Field.ITEM, Field.BEFORE, Field.AFTER),
    *(Field.OCCURRED_TIME, Field.RECOVERED_TIME),
)
_WITH_DURATION = (Field.OCCURRED, Field.RECOVERED, Field.INTERVALS)
_DURATION = "継続時間"  # also in brackets behind a moment: 23時09分 (継続時間:1時間58分)
_LONGEST_PENDING = 16


@dataclass(slots=True)
class _Filled:
    """Entries by target, in the order of the filing."""

    form: Form
    by_target: dict[Target | None, list[Entry]] = field(default_factory=dict)
    times: Times = field(default_factory=Times)
    impact: Impact = field(default_factory=Impact)
    unread: list[Unread] = field(default_factory=list)

    def text(self, target: Target) -> str | None:
        """The texts under a label, one a line; None where there is none."""
        texts = dict.fromkeys(
            e.text for e in self.by_target.get(target, ()) if not is_empty(flat(e.text))
        )
        return "\n".join(texts) or None

    def leave(self, entry: Entry, why: Why) -> None:
        """Keep an entry as text only."""
        self.unread.append(Unread(label=entry.label, text=entry.text, why=why, where=entry.where))


def to_reading(
    form: Form, entries: Iterable[Entry], where: str, rows: Sequence[Sequence[Entry]] = ()
) -> Reading:
    """The reading of one filing or row of a list; `rows`: those of its table of services."""
    filled = _Filled(form)
    for entry in _with_times(entries):
        if entry.formula and not entry.text:
            filled.leave(entry, Why.FORMULA)
        else:
            filled.by_target.setdefault(entry.target, []).append(entry)
    _take(filled, rows)
    _compare(filled)
    sections = _sections(filled)
    _leave_strangers(filled, sections)
    times, impact = filled.times, filled.impact
    return Reading(
        form=form.id,
        stage=_stage(filled),
        where=where,
        carrier_named=filled.text(Field.CARRIER),
        reference=filled.text(Field.REFERENCE),
        regarding=_regarding(filled),
        subject=filled.text(Field.SUBJECT),
        reported=times.reported,
        known=times.known,
        occurred=times.occurred,
        recovered=times.recovered,
        intervals=times.intervals,
        services=tuple(impact.services.values()),
        users=impact.users,
        minutes=impact.minutes,
        area=filled.text(Field.AREA) or filled.text(Field.PLACE),
        sections=sections,
        unread=tuple(filled.unread + times.unread + impact.unread),
    )


def _with_times(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, a column for the time joined to the one for its day."""
    joined = list(entries)
    for day, time in (
        (Field.OCCURRED, Field.OCCURRED_TIME),
        (Field.RECOVERED, Field.RECOVERED_TIME),
    ):
        times = [e for e in joined if e.target is time]
        if not times:
            continue
        at = next((n for n, e in enumerate(joined) if e.target is day), None)
        if at is None:
            joined = [replace(e, target=day) if e is times[0] else e for e in joined]
        else:
            joined[at] = replace(joined[at], text=f"{joined[at].text} {times[0].text}".strip())
            joined = [e for e in joined if e is not times[0]]
    return joined


def _take(filled: _Filled, rows: Sequence[Sequence[Entry]]) -> None:
    """Read moments and figures, those first that the others need."""
    times, impact = filled.times, filled.impact
    takers: dict[Field, Callable[[Entry], object]] = {
        Field.REPORTED: times.take_reported,
        Field.KNOWN: times.take_known,
        Field.OCCURRED: times.take_occurred,
        Field.INTERVALS: times.take_intervals,
        Field.RECOVERED: times.take_recovered,
        Field.SERVICES: impact.take_services,
        Field.USERS: impact.take_users,
        Field.MINUTES: impact.take_minutes,
    }
    for target, take in takers.items():
        for entry in filled.by_target.get(target, ()):
            if not is_empty(flat(entry.text)):
                take(entry)
    for row in rows:
        cells = {entry.target: entry for entry in row}
        impact.take_row(
            cells.get(Field.SERVICES), cells.get(Field.USERS), cells.get(Field.MINUTES)
        )
        for entry in row:
            if entry.target not in {Field.SERVICES, Field.USERS, Field.MINUTES, Field.NUMBER}:
                filled.by_target.setdefault(entry.target, []).append(entry)


def _compare(filled: _Filled) -> None:
    """Flag a duration that contradicts the moments, and an end before the beginning."""
    times, impact = filled.times, filled.impact
    reckoned = times.minutes()
    if times.is_backwards():
        for entry in filled.by_target.get(Field.RECOVERED, ())[:1]:
            filled.leave(entry, Why.CONFLICT)
    if impact.minutes is None and not filled.by_target.get(Field.MINUTES):
        impact.minutes = reckoned
    elif impact.minutes and reckoned and disagree(impact.minutes, reckoned):
        for entry in filled.by_target.get(Field.MINUTES, ())[:1]:
            filled.leave(entry, Why.CONFLICT)
    for entry in (e for target in _WITH_DURATION for e in filled.by_target.get(target, ())):
        beside = read_minutes(entry.text.partition(_DURATION)[2].lstrip(":： "))
        if reckoned and isinstance(beside, Quantity) and disagree(beside, reckoned):
            filled.leave(entry, Why.CONFLICT)


def _sections(filled: _Filled) -> dict[Section, str]:
    """The narrative items, in the order of the filing."""
    texts: dict[Section, list[str]] = {}
    for target, entries in filled.by_target.items():
        told = [entry for entry in entries if _is_told(filled, target, entry)]
        if isinstance(target, Kept):
            lines = [f"{entry.label}: {entry.text}" for entry in told]
            texts.setdefault(target.section, []).extend(lines)
        elif isinstance(target, Section):
            fuller = [entry.text for entry in told if not is_elsewhere(flat(entry.text))]
            lines = fuller or [entry.text for entry in told]
            texts.setdefault(target, []).extend(dict.fromkeys(lines))
    if filled.text(Field.AREA):
        for entry in filled.by_target.get(Field.PLACE, ()):
            texts.setdefault(Section.OTHER, []).append(f"{entry.label}: {entry.text}")
    return {section: "\n".join(texts[section]) for section in Section if texts.get(section)}


def _is_told(filled: _Filled, target: Target | None, entry: Entry) -> bool:
    """Whether a narrative item tells something; 調査中 alone is left unread as pending."""
    if not isinstance(target, Section | Kept) or is_empty(flat(entry.text)):
        return False
    if len(entry.text) <= _LONGEST_PENDING and is_pending(flat(entry.text)):
        filled.leave(entry, Why.PENDING)
        return False
    return True


def _leave_strangers(filled: _Filled, sections: dict[Section, str]) -> None:
    """Leave what no label claims unread, or where the form says so put it into a section."""
    loose = filled.form.loose
    strangers = [e for target in _STRANGERS for e in filled.by_target.get(target, ()) if e.text]
    if loose is None:
        for entry in strangers:
            filled.leave(entry, Why.UNKNOWN_LABEL)
    elif strangers:
        told = [
            f"{entry.label}: {entry.text}" if entry.label else entry.text for entry in strangers
        ]
        sections[loose] = "\n".join([*filter(None, (sections.get(loose),)), *told])


def _stage(filled: _Filled) -> Stage:
    """The stage that the filing names, else its form's."""
    told = flat(filled.text(Field.STAGE) or "").lower()
    if not told:
        return filled.form.stage
    for word, stage in load_stages():
        if word in told:
            return stage
    for entry in filled.by_target[Field.STAGE]:
        filled.leave(entry, Why.UNKNOWN_LABEL)
    return filled.form.stage


def _regarding(filled: _Filled) -> tuple[str, ...]:
    """Ids of ours that the filing names where it speaks of earlier filings."""
    told = "\n".join(filled.text(target) or "" for target in (Field.REGARDING, Field.REFERENCE))
    found = tuple(dict.fromkeys(_OURS.findall(flat(told))))
    for entry in filled.by_target.get(Field.REGARDING, ()):
        if not _OURS.search(flat(entry.text)) and not is_empty(flat(entry.text)):
            filled.leave(entry, Why.UNKNOWN_LABEL)
    return found
