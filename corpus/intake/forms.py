"""Forms: what a filing looks like, and which field each of its labels fills.

A form is a file in ``forms/``; a new one is a new file. All forms know the labels of
``labels.toml``, and each may add its own or read one of them otherwise.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from corpus.intake.document import Document, Paragraph
from corpus.intake.labels import Vocabulary
from corpus.reading import Section, Stage
from corpus.shape import squeezed

FORMS = Path(__file__).parent / "forms"
LABELS = Path(__file__).parent / "labels.toml"
FREE = "free"
"""The id of the form of filings that follow none: all of their text is overview."""

_HEAD_LINES = 40
_A_MARK = 3
_ENOUGH = 3


class Field(StrEnum):
    """What a label can fill, besides a narrative `Section`."""

    CARRIER = "carrier"  # 事業者名
    REFERENCE = "reference"  # 事故管理番号
    REGARDING = "regarding"  # 関連する届出
    STAGE = "stage"  # 報告の区分
    SUBJECT = "subject"  # 件名
    REPORTED = "reported"  # 報告日時
    KNOWN = "known"  # 覚知日時
    OCCURRED = "occurred"  # 発生日時
    OCCURRED_TIME = "occurred_time"  # 発生時刻, beside a column for the day
    RECOVERED = "recovered"  # 復旧日時
    RECOVERED_TIME = "recovered_time"  # 復旧時刻, beside a column for the day
    INTERVALS = "intervals"  # 影響のあった時間帯
    MINUTES = "minutes"  # 継続時間
    SERVICES = "services"  # 影響サービス
    USERS = "users"  # 影響利用者数
    AREA = "area"  # 影響地域
    PLACE = "place"  # 発生場所
    ITEM = "item"  # 訂正箇所
    BEFORE = "before"  # 訂正前
    AFTER = "after"  # 訂正後
    GROUP = "group"  # a heading over other labels: 影響
    NUMBER = "number"  # 項番: of the row, not of the accident


@dataclass(frozen=True, slots=True)
class Kept:
    """A label whose text is kept in a section, under the label: 天候: 雨."""

    section: Section


Target: TypeAlias = Field | Section | Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form. `loose`: the section of text that no label claims; None: it is left unread.

    `marks` are phrases of its title, `typical` the targets that filings of it usually fill.
    """

    id: str
    title: str
    stage: Stage
    marks: tuple[str, ...]
    typical: frozenset[Field | Section]
    loose: Section | None
    is_list: bool
    vocabulary: Vocabulary[Target]


@cache
def load_forms() -> tuple[Form, ...]:
    """Every form, the more particular before the more general."""
    labels = _labels(tomllib.loads(LABELS.read_text("utf-8")))
    shared = Vocabulary(labels)
    told = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FORMS.glob("*.toml"))]
    return tuple(
        _form(one, Vocabulary({**labels, **own}) if (own := _labels(one)) else shared)
        for one in sorted(told, key=lambda one: one["order"])
    )


@cache
def load_stages() -> tuple[tuple[str, Stage], ...]:
    """The words by which a filing tells its stage, the more telling before the others."""
    told = tomllib.loads(LABELS.read_text("utf-8"))["stages"]
    return tuple((word, Stage(stage)) for stage, words in told.items() for word in words)


@cache
def free_form() -> Form:
    """The form of filings that follow none of the known ones."""
    return Form(
        id=FREE,
        title="様式によらない届出",
        stage=Stage.UNKNOWN,
        marks=(),
        typical=frozenset(),
        loose=Section.OVERVIEW,
        is_list=False,
        vocabulary=load_forms()[-1].vocabulary,
    )


def recognise(document: Document, filled: frozenset[Target], is_list: bool) -> Form:
    """The form that `document` follows, by the marks of its head and what its labels fill."""
    head = squeezed(_head(document)).lower()
    best, most = free_form(), _ENOUGH - 1
    for form in load_forms():
        if form.is_list != is_list:
            continue
        marks = sum(mark in head for mark in form.marks)
        score = _A_MARK * marks + len(form.typical & filled)
        if score > most:
            best, most = form, score
    return best


def _head(document: Document) -> str:
    """The first lines of a document, in paragraphs and tables, and the names of its sheets."""
    lines: list[str] = []
    for block in document.blocks[:_HEAD_LINES]:
        if isinstance(block, Paragraph):
            lines.append(block.text[:200])
        else:
            lines.append(block.name)
            lines += [" ".join(cell.text[:80] for cell in row) for row in block.rows[:8]]
        if len(lines) >= _HEAD_LINES:
            break
    return "\n".join(lines[:_HEAD_LINES])


def _form(told: Mapping[str, Any], vocabulary: Vocabulary[Target]) -> Form:
    """A form, as its file tells it."""
    loose = told.get("loose")
    return Form(
        id=told["id"],
        title=told["title"],
        stage=Stage(told["stage"]),
        marks=tuple(squeezed(mark).lower() for mark in told["marks"]),
        typical=frozenset(_target(name) for name in told["typical"]),
        loose=Section(loose) if loose else None,
        is_list=told.get("list", False),
        vocabulary=vocabulary,
    )


def _labels(told: Mapping[str, Any]) -> dict[str, Target]:
    """Labels to targets, from the tables ``[fields]``, ``[sections]`` and ``[kept]``."""
    labels: dict[str, Target] = {}
    for name, written in told.get("kept", {}).items():
        labels |= dict.fromkeys(written, Kept(Section(name)))
    for table in ("fields", "sections"):
        for name, written in told.get(table, {}).items():
            labels |= dict.fromkeys(written, _target(name))
    return labels


def _target(name: str) -> Field | Section:
    """The field or the section of that name."""
    return Field(name) if name in set(Field) else Section(name)
