"""The figures that the release was recorded with, and whether those of today fall behind them.

``python -m eval.recorded`` records them anew: on the starter corpus, whose rows everyone has. As
the same rows are drawn in the same rounds, today's figures and the recorded ones are compared in
pairs: a fall counts when the whole interval of the difference is a fall.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from eval.cases import gather
from eval.figures import MIDDLE, direction
from eval.production import RetrievalJudges
from eval.result import DIGITS, Group, Result, Skipped
from eval.sets import Sets
from eval.suites import Setting, run_suite

FILE = Path(__file__).parent / "recorded.json"
RECORDED = ("novelty", "similar", "calibration", "recurrence")
"""The suites that need nothing but the starter corpus."""
ROUNDING = 10.0**-DIGITS
KEPT = 200
"""How many of the rounds of a figure are recorded: enough for the interval of a difference."""

Recorded = Mapping[str, Any]


class Standing(StrEnum):
    """How a figure stands to what was recorded."""

    SAME = "same"
    CHANGED = "changed"
    FALLEN = "fallen"
    OTHER_ROWS = "other_rows"
    NOT_RECORDED = "not_recorded"

    @property
    def failed(self) -> bool:
        """Whether the check fails for it."""
        return self not in {Standing.SAME, Standing.CHANGED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A figure of today beside the recorded one, and how it stands to it."""

    suite: str
    figure: str
    value: float | None
    recorded: float | None
    standing: Standing


def load_recorded(path: Path = FILE) -> Mapping[str, Recorded]:
    """What was recorded, by suite."""
    found: Mapping[str, Recorded] = json.loads(path.read_text("utf-8"))
    return found


def check(found: Result | Skipped, recorded: Mapping[str, Recorded]) -> list[Checked]:
    """How each figure of what was `found` on all rows stands to what was recorded."""
    was = recorded.get(found.suite)
    if isinstance(found, Skipped) or was is None:
        return [_without(found.suite, Standing.NOT_RECORDED)]
    if found.digest != was["digest"]:
        return [_without(found.suite, Standing.OTHER_ROWS)]
    return [
        Checked(
            suite=found.suite,
            figure=name,
            value=found.all.figures[name].value,
            recorded=figure["value"],
            standing=_standing(name, found.all, figure),
        )
        for name, figure in was["figures"].items()
    ]


def record(found: Result) -> Recorded:
    """What is recorded of what was `found`."""
    return {
        "digest": found.digest,
        "configuration": dict(found.configuration),
        "figures": dict(_figures(found.all)),
    }


def _figures(group: Group) -> Iterator[tuple[str, Recorded]]:
    for name, figure in group.figures.items():
        gain = group.gain[name]
        yield (
            name,
            {
                "value": _rounded(figure.value),
                "low": _rounded(figure.low),
                "high": _rounded(figure.high),
                "against": gain.against,
                "gain": [_rounded(each) for each in (gain.value, gain.low, gain.high)],
                "rounds": " ".join(f"{one:.{DIGITS}f}" for one in group.rounds[name][:KEPT]),
            },
        )


def _standing(name: str, group: Group, was: Recorded) -> Standing:
    now = group.figures[name]
    if now.value is None:
        return Standing.FALLEN
    if _rounded(now.value) == was["value"]:
        return Standing.SAME
    sign = direction(name)
    worst = was["low"] if sign > 0 else was["high"]
    then = np.array(was["rounds"].split(), dtype=np.float64)
    differences = sign * (group.rounds[name][: len(then)] - then)
    fallen = (
        sign * (now.value - worst) < 0
        or float(np.nanpercentile(differences, MIDDLE[1])) < -ROUNDING
    )
    return Standing.FALLEN if fallen else Standing.CHANGED


def _without(suite: str, standing: Standing) -> Checked:
    return Checked(suite=suite, figure="", value=None, recorded=None, standing=standing)


def _rounded(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(value, DIGITS)


def write_recorded(setting: Setting, path: Path = FILE) -> None:
    """Record what the suites find in `setting`."""
    found = {name: run_suite(name, setting) for name in RECORDED}
    told = {name: record(one) for name, one in found.items() if isinstance(one, Result)}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write_recorded(Setting(cases=gather(), judges=RetrievalJudges(), sets=Sets(None)))
