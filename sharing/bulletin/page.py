"""Fit a bulletin to its page: what does not go on it is left out and counted, never silently.

The room is reckoned by the width of letters (``page.toml``), so that every format shows the same
sentences, whatever letters a machine has.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from sharing.bulletin.bulletin import Bulletin, Check, Said
from sharing.bulletin.wording import asked_of, load_words
from sharing.summary.summary import Part
from sharing.summary.width import cut_to, width_of

PAGE = Path(__file__).parent / "page.toml"
_FIRST_OUT = (Part.COURSE, Part.LESSONS, Part.CAUSE)
"""Of parts that take the same room, the one that loses a sentence first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: `told` as in ``page.toml``."""

    told: Mapping[str, Any]

    def fit(self, bulletin: Bulletin) -> Bulletin:
        """`bulletin` with as much of it as goes on the page, and a note of what does not."""
        whole = bulletin
        bulletin = _cut(bulletin, self.told["longest"])
        while self._rows(self._noted(bulletin)) > self.told["room"]:
            shorter = self._shorter(bulletin)
            if shorter is None:
                break
            bulletin = shorter
        for places in self.told["cut"]:
            if self._rows(self._noted(bulletin)) > self.told["room"]:
                bulletin = _cut(bulletin, places)
        if _texts(bulletin) != _texts(whole) and any(map(_is_cut, _texts(bulletin))):
            note = load_words(bulletin.language)["shortened"]
            bulletin = replace(bulletin, notes=(*bulletin.notes, note))
        return self._noted(bulletin)

    def _rows(self, bulletin: Bulletin) -> float:
        """The rows that `bulletin` takes."""
        told = self.told
        rows = told["frame"] + 1.6 * _lines(bulletin.title.text, told["title"])
        cells = [_lines(fact.value.text, told["fact"]) for fact in bulletin.facts]
        rows += 1.3 * sum(max(cells[at : at + 2]) for at in range(0, len(cells), 2))
        rows += told["heading"] * (len(Part) + 1)
        for some in bulletin.sections.values():
            rows += self._rows_of([one.text for one in some] or [""])
        rows += 1.5 + sum(self._check_rows(check, bulletin) for check in bulletin.checks)
        rows += self._rows_of(bulletin.actions)
        return float(
            rows + sum(told["note_row"] * _lines(note, told["note"]) for note in bulletin.notes)
        )

    def _rows_of(self, texts: Iterable[str]) -> float:
        told = self.told
        return sum(_lines(text, told["line"]) + float(told["gap"]) for text in texts)

    def _check_rows(self, check: Check, bulletin: Bulletin) -> float:
        what = [one.text for one in asked_of(check, bulletin.language)]
        columns = (
            _lines(check.who.text, self.told["who"]),
            sum(_lines(one, self.told["what"]) for one in what),
            _lines(check.how.text, self.told["how"]),
        )
        return max(columns) + 2 * float(self.told["gap"])

    def _shorter(self, bulletin: Bulletin) -> Bulletin | None:
        """`bulletin` without one sentence or viewpoint; None where each part has but one."""
        left = Counter(bulletin.left_out)
        rows = {
            part: self._rows_of(one.text for one in bulletin.sections[part])
            for part in _FIRST_OUT
            if len(bulletin.sections[part]) > 1
        }
        whats = sum(len(check.what) for check in bulletin.checks)
        if whats > 1:
            rows[Part.VIEWPOINTS] = sum(
                self._check_rows(check, bulletin) for check in bulletin.checks
            )
        if not rows:
            return None
        most = max(rows, key=lambda part: rows[part])
        if most is Part.VIEWPOINTS:
            checks, count = _fewer(bulletin.checks)
            left[most] += count
            return replace(bulletin, checks=checks, left_out=dict(left))
        sections = {**bulletin.sections, most: bulletin.sections[most][:-1]}
        checks = _known(bulletin.checks, len(sections[Part.LESSONS]))
        left[most] += 1
        left[Part.VIEWPOINTS] += len(bulletin.checks) - len(checks)
        return replace(
            bulletin,
            sections=sections,
            checks=checks,
            left_out=dict(left),
        )

    def _noted(self, bulletin: Bulletin) -> Bulletin:
        """`bulletin` with the note of what was left out, where anything was."""
        words = load_words(bulletin.language)
        counts = [
            words["left_out_of"].format(part=words["parts"][part], count=bulletin.left_out[part])
            for part in Part
            if bulletin.left_out.get(part)
        ]
        if not counts:
            return bulletin
        note = words["left_out"].format(counts=words["counts"].join(counts))
        return replace(bulletin, notes=(note, *bulletin.notes))


@cache
def load_page(path: Path = PAGE) -> Page:
    """The page that `path` tells of."""
    return Page(told=tomllib.loads(path.read_text("utf-8")))


def _lines(text: str, places: int) -> int:
    return max(1, ceil(width_of(text) / places))


def _fewer(checks: tuple[Check, ...]) -> tuple[tuple[Check, ...], int]:
    """`checks` without the last thing that is checked, and how many viewpoints that was."""
    *before, last = checks
    if len(last.what) > 1:
        return (*before, replace(last, what=last.what[:-1])), 1
    return tuple(before), len(last.what) + len(last.lessons)


def _known(checks: Iterable[Check], lessons: int) -> tuple[Check, ...]:
    """`checks` after no lesson that is not on the page."""
    kept = (
        replace(check, lessons=tuple(one for one in check.lessons if one <= lessons))
        for check in checks
    )
    return tuple(check for check in kept if check.what or check.lessons)


def _cut(bulletin: Bulletin, places: int) -> Bulletin:
    def shorter(said: Said) -> Said:
        return replace(said, text=cut_to(said.text, places))

    return replace(
        bulletin,
        title=shorter(bulletin.title),
        sections={part: tuple(map(shorter, some)) for part, some in bulletin.sections.items()},
        checks=tuple(
            replace(
                one, who=shorter(one.who), what=tuple(map(shorter, one.what)), how=shorter(one.how)
            )
            for one in bulletin.checks
        ),
    )


def _texts(bulletin: Bulletin) -> list[str]:
    return bulletin.words.split("\n")


def _is_cut(text: str) -> bool:
    return text.endswith("…")
