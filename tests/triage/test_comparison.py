"""One accident under all regimes, and that the US exempts data and messaging."""

import json
from typing import Any

from corpus.regime_file import load_regimes
from tests.triage.duty_examples import facts_of, hit
from triage.comparison import Row, compared
from triage.written import as_json


def rows(*services: Any, **more: Any) -> dict[str, Row]:
    return {row.regime: row for row in compared(facts_of(*services, **more))}


def test_every_regime_answers() -> None:
    assert rows(hit("voice", 60, 100_000)).keys() == load_regimes().keys()


def test_the_united_states_exempt_data_and_messaging() -> None:
    exempt = rows(hit("mobile_data", 600, 5_000_000), hit("messaging", 600, 5_000_000))["us-nors"]

    assert exempt.reportable == "no"
    assert exempt.exempt is not None
    assert exempt.exempt.hit == ("mobile_data", "messaging")
    assert "メッセージング" in exempt.exempt.told.ja
    assert "mobile data" in exempt.exempt.told.en
    assert exempt.exempt.mark == "V"


def test_the_exemption_is_told_even_where_it_decides_nothing() -> None:
    told = rows(hit("voice", 60, 100_000))["us-nors"]
    assert told.exempt is not None
    assert (told.reportable, told.lines, told.exempt.hit) == ("yes", ("user-minutes",), ())
    assert [clock.id for clock in told.clocks] == [
        "notification",
        "initial_report",
        "final_report",
    ]


def test_regimes_differ_where_their_lines_do() -> None:
    found = rows(hit("internet_access", 118, 220_000))
    assert found["jp-2025-04"].as_ == "annual"
    assert found["jp-2025-council"].as_ == "serious"
    assert found["jp-2025-council"].outside
    assert found["jp-2025-04"].exempt is None


def test_the_table_can_be_written() -> None:
    written = json.loads(json.dumps(as_json(compared(facts_of(hit("voice", 60))))))
    assert written[0]["as"]
    assert {"regime", "reportable", "first", "missing", "exempt"} <= written[0].keys()
