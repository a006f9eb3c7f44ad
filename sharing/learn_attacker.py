"""Learn the odds of the attacker: ``python -m sharing.learn_attacker``.

Nine weights, by which the traces in renderings of the starter corpus lead to the accident each was
made of (a conditional logit), and for each trace how near a press report is beside the source.
Whose an accident is, is all that is read of it; no label of an evaluation is.

Renderings are of all depths, from the text without names down to a single code, and some carry a
date, a figure or a place, so that each trace is weighed also where it stands alone.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

from corpus.account import Language
from corpus.record import Record, narratives_of, read_record
from corpus.vocabulary import load_vocabulary
from embeddings.salience import load_rules
from sharing.attacker import MODEL
from sharing.coded import codes_in, told_by_codes
from sharing.press import STARTER, press_case
from sharing.traces import TRACES, Floats, Known, Look, Rarities

SEED = 0
_SIZES = (1, 2, 3, 4, 6, 8)
_HELD_BACK = 1e-3
"""How strongly weights are held near nothing."""
_AS_NEAR = 0.75
"""A press report that is supposed is as near as this share of reports at most are."""
_DIGITS = 4
_AGAINST = TRACES.index("other_places")


@dataclass(frozen=True, slots=True)
class Sample:
    """A rendering: the place of its case, its traces to every case, and those to its source."""

    place: int
    traces: Floats = field(repr=False)
    source: Floats = field(repr=False)


def samples(records: Sequence[Record]) -> list[Sample]:
    """Renderings of all `records`, in both languages."""
    cases = list(map(press_case, records))
    rarities = Rarities.among(cases)
    known, random = Known(cases, rarities), Random(SEED)
    made = []
    for place, record in enumerate(records):
        for language, narrative in narratives_of(record).items():
            source = Known([Look.at(narrative, language).case], rarities)
            for text in _renderings(record, narrative, language, random):
                look = Look.at(text, language)
                made.append(Sample(place, known.traces(look), source.traces(look)[0]))
    return made


def learned(some: Sequence[Sample]) -> Floats:
    """The weights under which the cases of `some` are likeliest."""
    from scipy.optimize import minimize  # noqa: PLC0415 - nothing else needs it

    rows = np.array([one.traces for one in some])
    at = np.arange(len(some)), np.array([one.place for one in some])

    def unlikely(weights: Floats) -> tuple[float, Floats]:
        odds = rows @ weights
        odds -= odds.max(axis=1, keepdims=True)
        chances = np.exp(odds)
        chances /= chances.sum(axis=1, keepdims=True)
        expected = (chances[:, :, None] * rows).sum(axis=1)
        slope = (expected - rows[at]).mean(axis=0) + 2 * _HELD_BACK * weights
        loss = -np.log(chances[at] + 1e-12).mean() + _HELD_BACK * weights @ weights
        return float(loss), slope

    bounds = [(None, 0) if place == _AGAINST else (0, None) for place in range(len(TRACES))]
    found = minimize(unlikely, np.zeros(len(TRACES)), jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Floats = found.x
    return weights


def nearness(some: Sequence[Sample]) -> Floats:
    """For each trace, how much of what leads to the source leads to the press report as well.

    Three reports in four are no nearer; where a source leaves no trace, 1.
    """
    near = np.ones(len(TRACES))
    for trace in range(len(TRACES)):
        whole = np.array([one.source[trace] for one in some])
        there = np.array([one.traces[one.place, trace] for one in some])
        if (whole > 0).any():
            near[trace] = np.quantile(there[whole > 0] / whole[whole > 0], _AS_NEAR)
    return near.clip(0.0, 1.0)


def _renderings(
    record: Record, narrative: str, language: Language, random: Random
) -> Iterator[str]:
    vocabulary, rules = load_vocabulary(), load_rules()
    nameless = narrative.replace(record.operator, "")
    yield nameless
    yield "".join(letter for letter in nameless if not letter.isdigit())
    codes = list(codes_in(narrative, language))
    yield told_by_codes(codes, language)
    failing = [one for one in codes if vocabulary.concept(one).facet in rules.facets]
    for size in _SIZES:
        if size <= len(failing):
            some = set(random.sample(failing, size))
            yield told_by_codes([one for one in failing if one in some], language)
    few = told_by_codes(failing[:2], language)
    beside = ((record.started_at or "")[:7], record.users, record.minutes, record.area)
    for each in beside:
        if each:
            yield f"{few}\n{each}"


def main() -> None:
    """Write the odds."""
    with STARTER.open(encoding="utf-8") as lines:
        some = samples(list(read_record(lines)))
    written = {
        name: {trace: round(float(x), _DIGITS) for trace, x in zip(TRACES, column, strict=True)}
        for name, column in (("weights", learned(some)), ("nearness", nearness(some)))
    }
    MODEL.write_text(json.dumps(written, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
