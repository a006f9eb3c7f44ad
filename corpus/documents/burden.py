"""Burden (負担): how many items of a form are touched, how many are free text, how long it takes.

Minutes are estimates from the constants of ``burden.toml``. They hold what one entry for all
documents costs against the same items typed once for each document.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from corpus.documents.layout import Design, load_designs
from corpus.documents.told import Told, reckoned, told_of
from corpus.intake.forms import Field
from corpus.reading import Reading, Section

BURDEN = Path(__file__).parent / "burden.toml"
_MINUTE = 60


class Sort(StrEnum):
    """How an item is entered."""

    CHOICE = "choice"  # 選択
    FIGURE = "figure"  # 数値
    MOMENT = "moment"  # 日時
    SHORT = "short"  # 一行
    FREE = "free"  # 自由記述


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What a filing costs. `items` are those of its forms, each once; `touched` those with a text.

    `typings` counts every place at which a touched item is printed: what would be typed without
    one entry for all. `minutes` and `minutes_typed_apart` are estimates.
    """

    items: int
    touched: int
    free_text: int
    free_text_touched: int
    characters: int
    typings: int
    minutes: float
    minutes_typed_apart: float


def burden_of(reading: Reading, kinds: Iterable[str]) -> Burden:
    """What it costs to file `reading` in the documents of these kinds."""
    designs = [load_designs()[kind] for kind in kinds]
    items = dict.fromkeys(item for design in designs for item in design.items)
    told = told_of(reading, frozenset(), placed=True)
    touched = [item for item in items if _is_touched(item, told, reading)]
    free = [item for item in items if sort_of(item) is Sort.FREE]
    seconds = {item: _seconds(item, told) for item in touched}
    typed = [item for design in designs for item in touched if item in design.items]
    return Burden(
        items=len(items),
        touched=len(touched),
        free_text=len(free),
        free_text_touched=len(set(free) & set(touched)),
        characters=sum(_length(item, told) for item in touched if item in free),
        typings=len(typed),
        minutes=round(sum(seconds.values()) / _MINUTE, 1),
        minutes_typed_apart=round(sum(seconds[item] for item in typed) / _MINUTE, 1),
    )


def items_by_sort(design: Design) -> Mapping[Sort, int]:
    """How many items of a form are entered in each way: free text should be few."""
    sorts = [sort_of(item) for item in design.items]
    return {sort: sorts.count(sort) for sort in Sort}


def sort_of(item: Field | Section) -> Sort:
    """How an item is entered; sections are free text unless the data says otherwise."""
    sorts = _written()["sorts"]
    return next((Sort(name) for name, items in sorts.items() if item.value in items), Sort.FREE)


def burden_to_json(burden: Burden) -> dict[str, object]:
    """The figures as JSON, with the mark of how surely the minutes are known."""
    told = {name: getattr(burden, name) for name in Burden.__slots__}
    return {**told, "mark": _written()["mark"], "note": _written()["note"]}


def _is_touched(item: Field | Section, told: Told, reading: Reading) -> bool:
    """Whether a person enters the item: a stage always, a duration that is reckoned never."""
    if item is Field.MINUTES and reckoned(reading):
        return False
    return item is Field.STAGE or bool(told.first(item))


def _seconds(item: Field | Section, told: Told) -> float:
    sort = sort_of(item)
    seconds: float = _written()["seconds"][sort.value]
    if sort is Sort.FREE:
        seconds += _length(item, told) / _written()["characters_a_minute"] * _MINUTE
    return seconds


def _length(item: Field | Section, told: Told) -> int:
    return len(told.first(item))


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(BURDEN.read_text("utf-8"))
