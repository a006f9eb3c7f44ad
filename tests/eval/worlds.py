"""The smallest rows, files of them, and a judge that is simple but real."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account
from corpus.record import read_labelled
from eval.cases import Cases
from eval.judge import Asked
from eval.labels import Row
from eval.sets import Sets
from eval.suites import SUITES, Setting

UNPUBLISHED = "cause not published"


def a_row(number: int, mechanism: str = "fire", /, **told: Any) -> Row:
    """A row of day `number`, counted in months so that no two rows are one event."""
    started = f"{2000 + number // 12}-{number % 12 + 1:02}-01"
    row = {
        "id": f"row-{number:04}",
        "started_at": started,
        "mechanism": mechanism,
        "narrative_en": f"The {mechanism} stopped switch {number}.",
    }
    return {**row, **told}


READING = {"anonymise", "attacker", "loss"}
"""Suites that read texts and ask no judge: they are tried in test_identifiers and test_leak."""
JUDGING = [name for name in SUITES if name not in READING]


def cases_of(rows: Sequence[Row], focus: frozenset[str] | None = None) -> Cases:
    return Cases.of(read_labelled(map(json.dumps, rows)), focus)


def written(path: Path, *rows: Mapping[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


class WordJudge:
    """Two cases are as alike as the share of words that they have in common."""

    configuration: Mapping[str, str] = {"encoder": "words:test"}

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._words = [set(" ".join(told.texts.values()).split()) for told in accounts]
        self.asked: list[Asked] = []
        self.ranked: list[Asked] = []

    def novelties(self, asked: Sequence[Asked]) -> list[float]:
        self.asked += asked
        return [
            1 - max((self._alike(case.place, other) for other in case.allowed.tolist()), default=0)
            for case in asked
        ]

    def rankings(self, asked: Sequence[Asked], first: int | None = None) -> list[list[int]]:
        self.ranked += asked
        return [
            sorted(case.allowed.tolist(), key=lambda other: -self._alike(case.place, other))[
                :first
            ]
            for case in asked
        ]

    def likenesses(self, asked: Sequence[Asked]) -> list[NDArray[np.float64]]:
        return [
            np.array([self._alike(case.place, other) for other in case.allowed.tolist()])
            for case in asked
        ]

    def sharing(self, asked: Sequence[Asked]) -> list[dict[int, float]]:
        return [
            {other: self._alike(case.place, other) for other in case.allowed.tolist()}
            for case in asked
        ]

    def _alike(self, one: int, other: int) -> float:
        return len(self._words[one] & self._words[other]) / len(self._words[one])


class WordJudges:
    """Judges by words, and remembers those that it made."""

    def __init__(self) -> None:
        self.made: list[WordJudge] = []

    def over(self, accounts: Sequence[Account]) -> WordJudge:
        self.made.append(WordJudge(accounts))
        return self.made[-1]

    def over_cases(self, cases: Cases) -> WordJudge:
        return self.over(cases.accounts)


def a_setting(cases: Cases, folder: Path | None = None) -> Setting:
    return Setting(cases=cases, judges=WordJudges(), sets=Sets(folder))
