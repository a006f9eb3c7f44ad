"""The weights by which each row is judged: those of the fold that left its mechanism out.

``eval/folds.json`` is written by `eval.learn`. A row whose mechanism no fold names was never
learned from, and is judged as production would judge it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from eval.errors import StaleFolds
from eval.labels import Row
from triage.likeness.weights import Weights, load_weights, read_weights

FOLDS = Path(__file__).parent / "folds.json"


def weights_of(rows: Sequence[Row]) -> list[Weights]:
    """The weights that each of `rows` is judged by, in order.

    Raises:
        StaleFolds: the folds were not learned together with the weights of this release.
    """
    folds, everything = load_folds(), load_weights()
    return [folds.get(row["mechanism"], everything) for row in rows]


@cache
def load_folds(path: Path = FOLDS) -> Mapping[str, Weights]:
    """The weights learned without each mechanism.

    Raises:
        StaleFolds: the folds were not learned together with the weights of this release.
    """
    written = json.loads(path.read_text("utf-8"))
    if written["weights"] != load_weights().version:
        raise StaleFolds(f"{path.name} belongs to the weights {written['weights']}")
    return {
        mechanism: read_weights(f"{written['weights']}.fold-{number}", fold)
        for number, fold in enumerate(written["folds"])
        for mechanism in fold["mechanisms"]
    }
