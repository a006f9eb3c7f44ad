"""Every fault has words in both languages."""

import json
from typing import Any

import pytest

from tests.triage.test_facts_json import REFUSED
from triage.errors import FactsRefused, Fault
from triage.facts_json import parse_facts
from triage.fault_words import fault_codes, words_of


@pytest.mark.parametrize(("told", "path", "code"), REFUSED)
def test_a_fault_that_is_raised_can_be_told(told: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        parse_facts(json.dumps({"occurred_at": "2025-06-10T10:00:00+09:00", **told}))
    for fault in refused.value.faults:
        words = words_of(fault)
        assert words.ja
        assert words.en
        assert "{" not in words.ja + words.en


def test_details_stand_in_the_words() -> None:
    fault = Fault("unknown_regime", "regime", {"known": "jp-2008"})
    assert "jp-2008" in words_of(fault).ja
    assert {"not_json", "before_first_regime"} <= fault_codes().keys()
