"""The docket, line by line, for people."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from api.words import Words
from corpus.depth import Depth, Item
from corpus.japan import JST
from corpus.regime import Wording
from corpus.service import Service
from triage.docket.entry import Entry, EntryVersion
from triage.docket.words import wording
from triage.duty.decision import PROMPTLY, Answer, As, Decision, Moment
from triage.duty.words import wording as duty_wording
from triage.facts import AffectedService

ANSWERS = {
    Answer.YES: "docket.reportable_yes",
    Answer.NO: "docket.reportable_no",
    Answer.UNDETERMINED: "docket.reportable_undetermined",
}
"""What is said of a duty, by its answer."""
_DEPTHS = {Depth.THICK: "docket.thick", Depth.THIN: "docket.thin"}


def clock(told: date) -> str:
    """A day, or a moment by the clock of Japan, as people read it: ``2025-06-10 10:00``."""
    if isinstance(told, datetime):
        return f"{told.astimezone(JST):%Y-%m-%d %H:%M}"
    return told.isoformat()


def said(told: Wording, words: Words) -> str:
    """`told` in the languages that were asked for."""
    return words.join({"ja": told.ja, "en": told.en})


def by_language(told: Wording) -> dict[str, str]:
    """`told`, to be filled into a message in each language."""
    return {"ja": told.ja, "en": told.en}


def service_named(service: Service) -> Wording:
    """What a service is called."""
    return duty_wording("names", service)


def entry_lines(entry: Entry, words: Words) -> Iterator[str]:
    """An entry and its facts in short."""
    yield words.say("docket.entry_head", entry=entry.id, version=entry.version)
    about = [entry.filing or "", *entry.incidents]
    told = {
        "docket.carrier": entry.carrier,
        "docket.about": "  ".join(filter(None, about)),
        "docket.area": entry.area,
        "docket.occurred": clock(entry.facts.occurred_at),
        "docket.known": clock(entry.facts.known_at),
    }
    for key, value in told.items():
        if value:
            yield f"  {words.say(key)}: {value}"
    for each in entry.facts.services:
        yield f"  {words.say('docket.service', **_service(each))}"
    if entry.voluntary:
        yield f"  {said(wording('labels', 'voluntary'), words)}"


def history_lines(history: Iterable[EntryVersion], words: Words) -> Iterator[str]:
    """Every version, and what it changed."""
    for each in history:
        yield words.say(
            "docket.version", version=each.version, at=clock(each.at), by=each.told_by
        ) + (f"  {each.why}" if each.why else "")
        for change in each.changes:
            yield f"    {change.path}: {_value(change.before)} → {_value(change.after)}"


def decision_lines(decision: Decision, words: Words) -> Iterator[str]:
    """What a regime makes of an accident: whether, as what, by when, why, and how deep."""
    answer = words.say(ANSWERS[decision.reportable])
    named = decision.as_ not in {As.NONE, As.REPORTABLE}
    label = f": {said(wording('labels', decision.as_), words)}" if named else ""
    yield f"{decision.regime}  {answer}{label}"
    for term, at in _terms(decision):
        yield f"  {said(wording('terms', term), words)}: {at_words(at, words)}"
    for clocked in decision.clocks:
        yield f"  {said(clocked.title, words)}: {at_words(clocked.at, words)}"
    for reason in decision.reasons:
        yield f"  - {words.join({'ja': reason.ja, 'en': reason.en})}"
    yield from _open_points(decision, words)
    yield from depth_lines(decision.depth, words)


def depth_lines(depth: Iterable[Item], words: Words) -> Iterator[str]:
    """What is to be written in depth, and where one line is enough (濃淡)."""
    for item in depth:
        yield f"  {words.say(_DEPTHS[item.depth])}: {words.join({'ja': item.ja, 'en': item.en})}"


def at_words(at: Moment, words: Words) -> str:
    """When something is due: a day, a moment in Japan, or "promptly" in words."""
    if isinstance(at, date):
        return clock(at)
    return said(wording("feed", "promptly"), words) if at == PROMPTLY or at is None else at


def _open_points(decision: Decision, words: Words) -> Iterator[str]:
    """What a person must still enter or find out."""
    for ask in decision.asks:
        if ask.given is None:
            yield f"  ? {said(ask.wording, words)} ({ask.path})"
    asked = {ask.path for ask in decision.asks}
    for path in decision.missing:
        if path not in asked:
            yield f"  ? {words.say('docket.find_out', path=path)}"


def _terms(decision: Decision) -> Iterator[tuple[str, Moment]]:
    """The dates of the duty, without those that a clock of the regime tells by its own name."""
    clocks = {clocked.at for clocked in decision.clocks}
    for term in ("first", "detailed", "annual"):
        at = getattr(decision.due, term)
        if at is not None and at not in clocks:
            yield term, at


def _service(each: AffectedService) -> dict[str, object]:
    return {
        "service": by_language(service_named(each.service)),
        "users": _number(each.users),
        "minutes": _number(each.minutes.exact),
    }


def _number(number: float | None) -> object:
    return by_language(duty_wording("names", "unknown")) if number is None else f"{number:,.10g}"


def _value(value: object) -> str:
    return "-" if value is None else str(value)
