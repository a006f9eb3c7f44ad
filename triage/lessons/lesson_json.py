"""A lesson as JSON, and back."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.account import Language
from corpus.depth import Depth
from corpus.ids import AccountId
from triage.lessons.lesson import Coded, Lesson, Phase, Statement, Viewpoint
from triage.lessons.source import Quotation, Role
from triage.written import as_json

Table = Mapping[str, Any]


def to_json(lesson: Lesson) -> str:
    """`lesson` as it is stored: the same lesson, the same text."""
    return json.dumps(as_json(lesson), ensure_ascii=False, sort_keys=True)


def from_json(written: str) -> Lesson:
    """The lesson that `to_json` wrote."""
    told = json.loads(written)
    return Lesson(
        account=AccountId(told["account"]),
        title=told["title"],
        phase=Phase(told["phase"]),
        tag=told["tag"],
        cause=_coded(told["cause"]),
        function=_coded(told["function"]),
        trigger=_coded(told["trigger"]),
        depth=Depth(told["depth"]) if told["depth"] else None,
        shared_base=tuple(filter(None, map(_coded, told["shared_base"]))),
        why_not_serious=_statement(told["why_not_serious"]) if told["why_not_serious"] else None,
        statements=tuple(map(_statement, told["statements"])),
        viewpoints=tuple(map(_viewpoint, told["viewpoints"])),
        made_by=told["made_by"],
        dropped=told["dropped"],
    )


def _coded(told: Table | None) -> Coded | None:
    if told is None:
        return None
    return Coded(id=told["id"], quotations=_quotations(told["quotations"]))


def _statement(told: Table) -> Statement:
    return Statement(
        role=Role(told["role"]), said=told["said"], quotations=_quotations(told["quotations"])
    )


def _viewpoint(told: Table) -> Viewpoint:
    return Viewpoint(
        who=told["who"],
        what=told["what"],
        how=told["how"],
        quotations=_quotations(told["quotations"]),
    )


def _quotations(told: Iterable[Table]) -> tuple[Quotation, ...]:
    return tuple(Quotation(**{**one, "language": Language(one["language"])}) for one in told)
