"""The smallest facts a test of the duty needs, and the decision about them."""

import json
from typing import Any

from corpus.regime_file import find_regime
from triage.duty.decide import decide
from triage.duty.decision import Decision, decision_to_json
from triage.facts import Facts
from triage.facts_json import parse_facts

NOW = "jp-2025-04"
PROPOSED = "jp-2025-council"
DAY = "2025-06-10T10:00:00+09:00"


def facts_of(*services: dict[str, Any], **others: Any) -> Facts:
    """Facts of 10 June 2025 unless told otherwise, read as the command reads them."""
    return parse_facts(json.dumps({"occurred_at": DAY, "services": list(services), **others}))


def hit(service: str, minutes: float | None = None, users: int | None = None, **more: Any) -> Any:
    """One affected service, as JSON."""
    told = {"service": service, "duration_minutes": minutes, "users": users, **more}
    return {key: value for key, value in told.items() if value is not None}


def decided(facts: Facts, regime: str = NOW, designated: frozenset[str] = frozenset()) -> Decision:
    """The decision under the regime named."""
    return decide(facts, find_regime(regime), designated)


def written(facts: Facts, regime: str = NOW) -> Any:
    """The decision as JSON that has been through a file."""
    return json.loads(json.dumps(decision_to_json(decided(facts, regime))))


def codes(decision: Decision) -> set[str]:
    """The codes of a decision's reasons."""
    return {why.code for why in decision.reasons}
