"""The shape of a text made anonymous, and of what the leak gate found."""

from api.shape import BilingualOut, Out


class ReplacedOut(Out):
    """Words of the source that are not told: what they name, and where they stand."""

    kind: str
    start: int
    end: int


class SuspectOut(Out):
    """A carrier that the attacker names (ids; ``own``: the source names none), and its chance."""

    carrier: str
    probability: float


class StepOut(Out):
    """A step of the lattice that was tried: the chance it left, and how much use it kept."""

    step: str
    named: float
    kept: float


class AnonymisedOut(Out):
    """The answer of ``kyokun anonymise``: a text as `grain` may see it, or why it may not leave.

    `text` is null where it is `blocked`; `why` is then a code, and `reason` says it in words with
    what can be done. `named` is the chance that the attacker means the carrier it happened to, and
    must not be above 1/`k`; `loss` (0 to 1) is how much of the use of the source is gone.
    `undecided` are replaced words that a person should look at.
    """

    grain: str
    language: str
    text: str | None
    blocked: bool
    why: str | None
    reason: BilingualOut | None
    famous: bool
    replaced: list[ReplacedOut]
    undecided: list[ReplacedOut]
    attacker: list[SuspectOut]
    named: float
    k: int
    step: str
    steps: list[StepOut]
    loss: float
