"""Decide the duty: must it be reported, as what, by which line, by when, in what depth?"""

from collections.abc import Container

from corpus.japan import JST
from corpus.regime import Regime
from corpus.regime_file import find_regime, load_regimes, regime_in_force
from triage.duty.decision import Decision
from triage.duty.foreign import decide_abroad
from triage.duty.japan import decide_in_japan
from triage.errors import FactsRefused, Fault
from triage.facts import Facts

ALL = "all"
"""The name that asks for every regime."""
NO_CARRIERS: frozenset[str] = frozenset()


def regimes_for(facts: Facts, asked: str | None) -> tuple[Regime, ...]:
    """The regimes to judge by: the one named, every one for ``all``, else the one of the day.

    Raises:
        UnknownRegime: none has that id.
        FactsRefused: none is named, and the accident is older than the first regime.
    """
    if asked == ALL:
        return tuple(load_regimes().values())
    if asked is not None:
        return (find_regime(asked),)
    of_the_day = regime_in_force(facts.occurred_at.astimezone(JST).date())
    if of_the_day is None:
        raise FactsRefused([Fault("before_first_regime", "$.occurred_at")])
    return (of_the_day,)


def decide(facts: Facts, regime: Regime, designated: Container[str] = NO_CARRIERS) -> Decision:
    """The duty to report `facts` under `regime`.

    `designated` holds the ids of the designated carriers (指定公共機関), whose clock for telling
    users runs.
    """
    judge = decide_in_japan if regime.japanese else decide_abroad
    return judge(facts, regime, designated)
