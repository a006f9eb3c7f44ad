"""``kyokun anonymise``, and ``kyokun share gate``: may a text leave, and how much of it?"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED, CHECK_FAILED, WrongUse
from api.files import STANDARD_INPUT, name_of, read_bytes
from api.output import Output
from api.schemas_anonymise import AnonymisedOut, ReplacedOut, StepOut, SuspectOut
from api.settings import Settings
from api.shape import BilingualOut
from api.wiring import opened, wire_renderings, wire_sharing
from api.words import Words
from corpus.account import Language
from corpus.errors import InputRefused
from corpus.identifiers.identifier import Identifier
from sharing.anonymise import Anonymised, Anonymiser, Why
from sharing.grain import Grain
from sharing.lattice import Step
from triage.lessons.lesson import LessonId

LARGEST = 1_000_000
"""Bytes of a text."""
_DIGITS = 6
_SUSPECTS_SHOWN = 3
_PERCENT = "{:.0%}".format
REASONS = {
    Why.FAMOUS: "leak.famous",
    Why.NOTHING_TOLD: "leak.nothing_told",
    Why.FEW_FIT: "leak.few_fit",
}
"""What is said of why a text is held back."""
STEPS = {
    Step.GRAIN: "leak.step_grain",
    Step.FIGURES: "leak.step_figures",
    Step.PLACES: "leak.step_places",
    Step.SENTENCES: "leak.step_sentences",
    Step.CODES: "leak.step_codes",
}
"""What is said of how far a text was generalised."""


def declare(declared: Declared) -> None:
    """Which text, and for whom."""
    declared.add("--grain", choices=list(Grain), required=True, said="grain_of_text")
    declared.add("--text", type=Path, default=Path(STANDARD_INPUT), metavar="FILE", said="text")
    _declare_measure(declared)


def declare_gate(declared: Declared) -> None:
    """Which lesson or text, and for whom."""
    declared.add("lesson", type=spoken, nargs="?", metavar="LESSON", said="lesson")
    declared.add("--text", type=Path, metavar="FILE", said="text")
    declared.add("--grain", choices=list(Grain), default=Grain.PUBLIC, said="grain_of_text")
    _declare_measure(declared)


def run(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Give the text as the grain may see it; a text that is held back is an answer too."""
    _answer(_of_text(chosen), output)
    return ANSWERED


def run_gate(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Give what the gate finds; 1 where it holds the text back.

    Raises:
        WrongUse: both a lesson and a text are named, or neither.
    """
    if (chosen.lesson is None) == (chosen.text is None):
        raise WrongUse("lesson_or_text")
    found = _of_text(chosen) if chosen.lesson is None else _of_lesson(chosen, settings)
    _answer(found, output)
    return CHECK_FAILED if found.blocked else ANSWERED


def anonymised_out(found: Anonymised) -> AnonymisedOut:
    """What was found, as other programs read it."""
    return AnonymisedOut(
        grain=found.grain,
        language=found.language,
        text=found.text,
        blocked=found.blocked,
        why=found.why,
        reason=_reason(found),
        famous=found.famous,
        replaced=_places(found.replaced),
        undecided=_places(found.undecided),
        attacker=[
            SuspectOut(carrier=one.carrier, probability=round(one.probability, _DIGITS))
            for one in found.suspects
        ],
        named=round(found.named, _DIGITS),
        k=found.k,
        step=found.step,
        steps=[
            StepOut(step=one.step, named=round(one.named, _DIGITS), kept=round(one.kept, _DIGITS))
            for one in found.steps
        ],
        loss=round(found.loss, _DIGITS),
    )


def _declare_measure(declared: Declared) -> None:
    declared.add("--k", type=_several, metavar="N", said="among")
    many = {"type": spoken, "action": "append", "default": []}
    declared.add("--carrier", metavar="ID", said="own_carrier", **many)


def _several(written: str) -> int:
    """How many carriers must be as likely, as an argument's type.

    Raises:
        ValueError: it is not a number from 1 on.
    """
    number = int(written)
    if number < 1:
        raise ValueError
    return number


def _of_text(chosen: argparse.Namespace) -> Anonymised:
    asked = getattr(chosen, "lang", None)
    language = Language(asked) if asked in set(Language) else None
    text = _read(chosen.text)
    return Anonymiser.load().anonymise(
        text, Grain(chosen.grain), language, chosen.k, chosen.carrier
    )


def _of_lesson(chosen: argparse.Namespace, settings: Settings) -> Anonymised:
    grain = Grain(chosen.grain)
    with opened(settings) as db:
        shares = wire_sharing(db).shares
        seen = shares.read_at(LessonId(chosen.lesson), grain, viewer_of(chosen), now())
        return wire_renderings(db).anonymised(seen.version_id, grain, chosen.k or seen.k)


def _read(path: Path) -> str:
    try:
        return read_bytes(path, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputRefused("unreadable_encoding", name_of(path), byte=fault.start) from fault


def _answer(found: Anonymised, output: Output) -> None:
    output.answer(anonymised_out(found).model_dump(), _lines(found, output.words))


def _lines(found: Anonymised, words: Words) -> Iterator[str]:
    if found.why is not None:
        yield words.say(REASONS[found.why])
    else:
        yield from str(found.text).splitlines()
        yield ""
    measured = {"named": _PERCENT(found.named), "limit": _PERCENT(1 / found.k)}
    yield words.say("leak.measured", **measured, loss=_PERCENT(found.loss))
    yield words.say(STEPS[found.step])
    shown = found.suspects[:_SUSPECTS_SHOWN]
    suspects = ", ".join(f"{one.carrier} {_PERCENT(one.probability)}" for one in shown)
    yield words.say("leak.suspects", suspects=suspects)
    if found.undecided:
        places = ", ".join(f"{one.kind} {one.start}-{one.end}" for one in found.undecided)
        yield words.say("leak.undecided", places=places)


def _reason(found: Anonymised) -> BilingualOut | None:
    if found.why is None:
        return None
    told = Words.of("both").told(REASONS[found.why])
    return BilingualOut(ja=told["ja"], en=told["en"])


def _places(some: Iterable[Identifier]) -> list[ReplacedOut]:
    return [ReplacedOut(kind=one.kind, start=one.start, end=one.end) for one in some]


COMMAND = Command(declare, run)
