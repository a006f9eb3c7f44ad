"""The anonymise suite: are the names of people found, and is what is found a name?

On the test halves of sets that others marked. Of each set:

* ``covered``    names of which every character lies in what was found as a person (the headline: a
                 name that is half masked is not masked)
* ``precision``  of what was found as a person, how much touches a name of a person
* ``exact``, ``exact_precision``  the same where begin and end must both be right
* ``touched``    names of which at least a character was found as a person
* ``masked``     names of which every character lies in something found, of whatever kind
* ``named``      of what was found as a person, how much touches anything that the set marks: a
                 person's name inside that of a firm or a school is no false alarm for a mask

Where a set marks more than names, `eval.marked` tells of all of it: ``all_recall`` and so on.

Intervals are over bootstrap samples of the rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from corpus.identifiers.detect import Detector
from corpus.identifiers.identifier import Identifier, IdentifierKind
from eval.errors import MissingSet
from eval.figures import Estimate, Floats, draws, undefined
from eval.identifier_baselines import ginza_people, sudachi_people
from eval.judge import Progress, silent
from eval.marked import marked_figures
from eval.measured import Measured
from eval.result import Counted, Group, group_of
from eval.sets import Sets
from eval.spans import Span, SpanRow, span_rows

Find = Callable[[str], Iterable[Identifier]]
Named = dict[str, dict[str, Estimate]]
"""By system (ours is called nothing), by figure."""

HEADLINE = "covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a set: `labels` mark what is wanted, `kind` is what we call it.

    `whole`: how much of all that the set marks is found is asked as well.
    """

    labels: tuple[str, ...]
    kind: IdentifierKind = IdentifierKind.PERSON
    by_group: bool = False
    japanese: bool = False
    whole: bool = False


SETS: Mapping[str, Asked] = {
    "ner_wikipedia_ja": Asked(labels=("人名",), japanese=True),
    "ud_ja_gsd_ne": Asked(labels=("PERSON",), japanese=True),
    "presidio_synth": Asked(labels=("PERSON",), by_group=True, whole=True),
    "panorama": Asked(labels=("PERSON",), whole=True),
}
BASELINES: Mapping[str, Callable[[], Find]] = {
    "ginza": ginza_people,
    "sudachi": sudachi_people,
}
"""What is found without us in Japanese text, made when it is asked."""

_WANTED = {"covered": 0, "exact": 1, "touched": 2, "masked": 3}
_FOUND = {"precision": 6, "exact_precision": 7, "named": 8}
_NAMES, _FINDS, _COLUMNS = 4, 5, 9


@dataclass(frozen=True, slots=True)
class Counts:
    """Of each row: how many names there are, how many are found, and how many finds are right."""

    rows: Floats = field(repr=False)

    def figures(self) -> dict[str, Estimate]:
        """The shares over all rows, and on each draw of them."""
        drawn = draws(len(self.rows))
        shares = {name: (column, _NAMES) for name, column in _WANTED.items()}
        shares |= {name: (column, _FINDS) for name, column in _FOUND.items()}
        return {name: _share(self.rows, drawn, *columns) for name, columns in shares.items()}


def anonymise(sets: Sets, progress: Progress, find: Find | None = None) -> Measured:
    """The figures on each set that is there; `find` is the detector's unless another is given.

    Raises:
        MissingSet: none is in the folder.
        RecordRefused: a row of them lacks what it needs.
    """
    ours = find or Detector.load().find
    found: Named = {"": {}}
    digests, missing, names, rows = [], [], 0, 0
    for name, asked in SETS.items():
        try:
            read = span_rows(sets, name, asked.by_group)
        except MissingSet as fault:
            missing.append(str(fault))
            continue
        tested = [row for row in read.rows if row.test]
        digests.append(read.digest)
        rows += len(tested)
        names += sum(len(row.spans_of(asked.labels)) for row in tested)
        for system, each in _systems(ours, asked):
            figures = _figures(tested, asked, each, silent if system else progress)
            found.setdefault(system, {}).update({f"{name}.{k}": v for k, v in figures.items()})
    if not digests:
        raise MissingSet(", ".join(missing))
    return Measured(
        configuration={"identifiers": "detector", "test": "SHA-256 of the id ends in 0-3"},
        digest=sha256("".join(digests).encode()).hexdigest(),
        rows=rows,
        group=_group(rows, names, found),
        missing=tuple(missing),
    )


def _figures(
    rows: Sequence[SpanRow], asked: Asked, find: Find, progress: Progress
) -> dict[str, Estimate]:
    """The figures of what is `asked`; each text is looked at once."""

    @cache
    def once(text: str) -> tuple[Identifier, ...]:
        return tuple(find(text))

    figures = counted(rows, asked, once, progress).figures()
    whole = marked_figures(rows, once) if asked.whole else {}
    return figures | {f"all_{name}": figure for name, figure in whole.items()}


def _systems(ours: Find, asked: Asked) -> Iterator[tuple[str, Find]]:
    """Ours, and what is to be beaten on the set."""
    yield "", ours
    if asked.japanese:
        for name, make in BASELINES.items():
            yield name, make()


def counted(
    rows: Sequence[SpanRow],
    asked: Asked,
    find: Find,
    progress: Progress = silent,
) -> Counts:
    """What `find` finds of what is `asked` in `rows`."""
    told = np.zeros((len(rows), _COLUMNS))
    for at, row in enumerate(rows):
        every = list(find(row.text))
        finds = [(one.start, one.end) for one in every if one.kind is asked.kind]
        wanted = row.spans_of(asked.labels)
        told[at] = _row(wanted, finds, [(one.start, one.end) for one in every], row.all_spans)
        progress(at + 1, len(rows))
    return Counts(told)


def _row(
    wanted: Sequence[Span], finds: Sequence[Span], every: Sequence[Span], marked: Sequence[Span]
) -> list[int]:
    """The counts of one row."""
    inside, masked = _characters(finds), _characters(every)
    names, marks = _characters(wanted), _characters(marked)
    return [
        sum(inside.issuperset(range(*span)) for span in wanted),
        sum(span in finds for span in wanted),
        sum(not inside.isdisjoint(range(*span)) for span in wanted),
        sum(masked.issuperset(range(*span)) for span in wanted),
        len(wanted),
        len(finds),
        sum(not names.isdisjoint(range(*span)) for span in finds),
        sum(span in wanted for span in finds),
        sum(not marks.isdisjoint(range(*span)) for span in finds),
    ]


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(_each(spans))


def _each(spans: Iterable[Span]) -> Iterator[int]:
    for start, end in spans:
        yield from range(start, end)


def _share(rows: Floats, drawn: NDArray[np.int64], top: int, under: int) -> Estimate:
    """One column's sum over another's; undefined where there is nothing to share."""
    whole = rows[:, under].sum()
    if whole == 0:
        return undefined("nothing to find" if under == _NAMES else "nothing found")
    sums = drawn @ rows[:, [top, under]]
    rounds = np.divide(
        sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0
    )
    return Estimate(float(rows[:, top].sum() / whole), rounds)


def _group(rows: int, names: int, found: Named) -> Group:
    figures = found.pop("")
    return group_of(Counted(n=rows, positives=names, base_rate=None, ceiling=None), figures, found)
