"""From a reading to a sheet: which items a form has, and what each says.

What is written is read again before it is kept: where intake would understand the filing's own
words otherwise (``22,780`` under a label in thousands, ``翌日`` without the day before), the item
is written in plain words.
"""

from collections.abc import Iterator

from corpus.documents.carried import meaning, one_line
from corpus.documents.layout import Design, Layout, load_words
from corpus.documents.sheet import ImpactRow, Row, Sheet, read_back
from corpus.documents.told import (
    NOTHING,
    Told,
    minutes_text,
    reckoned,
    service_name,
    told_of,
    users_text,
)
from corpus.documents.wording import lasting, printable
from corpus.intake.forms import Field, Target, load_forms
from corpus.reading import Reading, Section, ServiceImpact, Stage
from corpus.shape import flat

_FIGURES = {
    Field.REPORTED: "reported",
    Field.KNOWN: "known",
    Field.OCCURRED: "occurred",
    Field.RECOVERED: "recovered",
    Field.INTERVALS: "intervals",
    Field.SERVICES: "services",
    Field.USERS: "users",
    Field.MINUTES: "minutes",
}
_ROUNDS = 4
_LONGEST_ABOUT, _LONGEST_BRACKET = 40, 24
"""Characters of a title, and of what stands in brackets behind it, that intake knows as one."""
_LONGEST_NOTE = 28
_UNSAFE = str.maketrans(
    {"。": "、", ":": " ", "：": " ", "\n": " ", "(": " ", ")": " ", "（": " ", "）": " "}
)


def compose(reading: Reading, design: Design, layout: Layout) -> Sheet:
    """The sheet of `reading` in the form of `design`."""
    plain: frozenset[Field] = frozenset()
    sheet = _sheet(reading, design, layout, plain)
    for _ in range(_ROUNDS):
        back = read_back(sheet)
        wrong = {item for item in _FIGURES if item in design.items} - plain
        wrong = {
            item
            for item, name in _FIGURES.items()
            if item in wrong and meaning(getattr(reading, name)) != meaning(getattr(back, name))
        }
        if not wrong:
            break
        plain |= wrong
        sheet = _sheet(reading, design, layout, plain)
    return sheet


def heading(about: str, bracket: str = "") -> str:
    """A line of ours: intake takes it for a second title of the filing, and drops it."""
    told = printable(about).translate(_UNSAFE)
    told = told if len(flat(told)) <= _LONGEST_ABOUT else told[: _LONGEST_ABOUT - 2] + "ほか"
    noted = printable(bracket).translate(_UNSAFE)[:_LONGEST_BRACKET]
    return told + load_words().about + (f"（{noted}）" if noted.strip() else "")


def banner_of(layout: Layout) -> str:
    """The line on top of every page: what reports are for, and who may read this one."""
    words = load_words()
    named = f"{words.voluntary}の{words.banner}" if layout.voluntary else words.banner
    scope = printable(layout.scope).translate({**_UNSAFE, ord(":"): ":"})[:_LONGEST_BRACKET]
    return f"{words.purpose}　{named}" + (f"（{scope}）" if scope.strip() else "")


def _sheet(reading: Reading, design: Design, layout: Layout, plain: frozenset[Field]) -> Sheet:
    told = told_of(reading, plain, placed=Field.PLACE in design.items)
    told.texts[Field.STAGE] = [_stage(reading, design, layout)]
    impacts = tuple(_impact(each, Field.SERVICES in plain) for each in reading.services)
    hit = any(each.users or each.minutes for each in reading.services)
    return Sheet(
        design=design,
        addressee=" ".join(printable(layout.addressee).split()),
        banner=banner_of(layout),
        titles=(_title(design, layout), design.basis),
        notes=tuple(_notes(design, layout)),
        head=tuple(_rows(design.head, told, reading, design, layout)),
        facts=tuple(_rows(design.facts, told, reading, design, layout)),
        impacts=impacts if hit else (),
        sections=tuple(_rows(design.sections, told, reading, design, layout)),
        strangers=tuple(Row(label=printable(a), text=printable(b)) for a, b in told.strangers),
    )


def _title(design: Design, layout: Layout) -> str:
    noted = f"{load_words().voluntary}、{design.bracket}" if layout.voluntary else design.bracket
    return f"{design.title}（{noted}）"


def _rows(
    items: tuple[Field | Section, ...],
    told: Told,
    reading: Reading,
    design: Design,
    layout: Layout,
) -> Iterator[Row]:
    for item in items:
        texts = told.texts.get(item, [])
        if not texts and item in design.optional:
            continue
        label = told.place[0] if item is Field.PLACE and told.place else design.labels[item]
        for text in texts or [_blank(item, reading)]:
            shown = _shown(printable(text), item, design, layout)
            stopped = f"{shown}。" if _is_label(label, shown) else shown
            yield Row(label=printable(label), text=stopped, note=_note(item, reading, layout))


def _is_label(label: str, text: str) -> bool:
    """Whether intake would take a text beside `label` for a label; a full stop behind it tells."""
    vocabulary = load_forms()[-1].vocabulary
    beside = text.strip() and text != NOTHING and vocabulary.whole(label + text)
    return bool(beside or vocabulary.whole(text))


def _blank(item: Target, reading: Reading) -> str:
    """What stands where nothing is told: intake reckons a duration, and needs no place, itself."""
    empty = item is Field.PLACE or (item is Field.MINUTES and reckoned(reading))
    return "" if empty else NOTHING


def _shown(text: str, item: Target, design: Design, layout: Layout) -> str:
    """The text as it is printed: whole, one line where it is thin, or a pointer to the annex."""
    words = load_words()
    if item in design.annexed and layout.as_per_annex and text != NOTHING:
        return words.pointer
    if item in layout.thin and design.annexed and text != NOTHING:
        return one_line(text)
    return text


def _note(item: Target, reading: Reading, layout: Layout) -> str:
    """What is noted behind a label: how long it lasted, or that the item is thin and why."""
    if item is Field.RECOVERED and reckoned(reading) and reading.minutes:
        return f"発生から{lasting(reading.minutes.value or 0)}"
    if item in layout.thin:
        because = printable(layout.because).translate(_UNSAFE)
        return f"{load_words().thin} {because}"[:_LONGEST_NOTE].strip()
    return ""


def _stage(reading: Reading, design: Design, layout: Layout) -> str:
    words = load_words()
    stage = words.stages[design.stage_of(reading.stage)]
    if design.stage_word and reading.stage is not Stage.CORRECTION:
        stage = design.stage_word
    return f"{stage}　{words.voluntary}の報告" if layout.voluntary else stage


def _impact(impact: ServiceImpact, plain: bool) -> ImpactRow:
    return ImpactRow(
        named=printable(service_name(impact, plain)),
        users=printable(users_text(impact.users, plain)) or NOTHING,
        minutes=printable(minutes_text(impact.minutes, plain)) or NOTHING,
    )


def _notes(design: Design, layout: Layout) -> Iterator[str]:
    """Lines behind the items: notes of the form, and how deep each matter goes (濃淡)."""
    words = load_words()
    yield from design.notes
    for each in layout.guidance if design.annexed else ():
        depth = words.thick if each.thick else words.thin
        yield heading(
            f"{depth}　{each.matter}", layout.because if each.thick else words.thin_reason
        )
