"""A new calibration made of what people decided, tried against the one in use.

Only the two lines are made anew that turn likeness into a probability; how much each view counts
stays as the release has it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from triage.likeness.weights import Line, Weights, load_weights, version_of
from triage.review.binding import Bindings
from triage.review.examples import Decided, Example
from triage.review.refit import held_out, refitted
from triage.review.replacing import Trial, trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """New weights, and how each new line did on decisions that it was not made from.

    `base` are the weights of the release, `before` those in use when it was tried, `decisions` is
    the id of the last decision it rests on. A line that did not pass stays as it was in use.
    """

    weights: Weights
    base: str
    before: str
    decisions: int
    pair: Trial
    shared: Trial

    @property
    def may_be_used(self) -> bool:
        """Whether a line passed: then nothing in it was shown to be worse."""
        return self.pair.may_replace or self.shared.may_replace


def calibrated(decided: Decided, in_use: Weights) -> Calibration:
    """The calibration that `decided` makes, tried against `in_use`."""
    base = load_weights()
    pair, pair_trial = _line(base.pair, in_use.pair, decided.pairs())
    shared, shared_trial = _line(base.shared, in_use.shared, decided.cases())
    until = Bindings.load(decided.db, decided.viewer).until
    made = replace(base, pair=pair, shared=shared)
    written = written_of(made, base.version, until)
    return Calibration(
        weights=replace(made, version=version_of(written.encode())),
        base=base.version,
        before=in_use.version,
        decisions=until,
        pair=pair_trial,
        shared=shared_trial,
    )


def written_of(weights: Weights, base: str, decisions: int) -> str:
    """`weights` as they are kept; their version is the digest of this."""
    told = {
        "views": dict(weights.views),
        "pair": asdict(weights.pair),
        "shared": asdict(weights.shared),
        "made_of": {"base": base, "decisions": decisions},
    }
    return json.dumps(told, indent=1)


def _line(base: Line, in_use: Line, examples: Sequence[Example]) -> tuple[Line, Trial]:
    """The line to use from now on, and how the one made of `examples` did against `in_use`."""
    old = np.array([in_use.probability(one.at) for one in examples])
    found = trial(old, held_out(base, examples), examples)
    return (refitted(base, examples) if found.may_replace else in_use), found
