import json
from pathlib import Path
from typing import Any

import pytest

from api.schemas import SCHEMAS
from corpus.regime_file import load_regimes
from tests.api.asking import Desk, ask

FACTS: dict[str, Any] = {
    "occurred_at": "2025-05-01T09:00:00+09:00",
    "carrier": {"id": "kddi"},
    "services": [{"service": "voice", "users": 200_000, "duration_minutes": 90}],
    "cause": {"kind": "hardware"},
}


def _asked(facts: object, *arguments: str) -> Any:
    said = ask(*arguments[:1], "-", *arguments[1:], "--json", given=json.dumps(facts).encode())
    assert (said.code, said.err) == (0, "")
    return said.json


def test_the_regime_in_force_judges_without_a_workspace() -> None:
    answer = _asked(FACTS, "duty")

    assert (answer["regime"], answer["as"]) == ("jp-2025-04", "serious")
    SCHEMAS["duty"].model_validate(answer)


def test_all_regimes_give_a_list() -> None:
    answers = _asked(FACTS, "duty", "--regime", "all")

    assert [one["regime"] for one in answers] == list(load_regimes())
    SCHEMAS["duty"].model_validate(answers)


@pytest.mark.parametrize("regime", ["jp-2008", "jp-2025-council", "us-nors"])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"services": [{"service": "voice"}]},
        {"leak": {"secrecy": True}},
        {"partial_suspension": True},
        {"cause": {"kind": "third_party", "equipment_owner": "wholesaler"}},
        {"carrier": {"id": "small", "wholesale_buyer": True, "users_previous_year": 20_000}},
    ],
)
def test_every_decision_has_the_shape_it_says(regime: str, more: dict[str, Any]) -> None:
    SCHEMAS["duty"].model_validate(_asked({**FACTS, **more}, "duty", "--regime", regime))


@pytest.mark.parametrize("lang", ["ja", "en", "both"])
def test_a_decision_is_told_in_the_language_asked_for(lang: str) -> None:
    facts = {**FACTS, "services": [{"service": "voice"}]}
    Path("facts.json").write_text(json.dumps(facts), "utf-8")

    said = ask("duty", "facts.json", "--lang", lang)

    answer = _asked(facts, "duty")
    assert said.code == 0
    for reason in answer["reasons"]:
        assert (reason["ja"] in said.out) == (lang != "en")
        assert (reason["en"] in said.out) == (lang != "ja")
    assert all(missing in said.out for missing in answer["missing"])


def test_all_that_is_wrong_with_the_facts_is_told_with_its_path() -> None:
    facts = {"occurred_at": "someday", "services": [{"service": "pigeon", "users": -1}], "x": 1}
    Path("facts.json").write_text(json.dumps(facts), "utf-8")

    said = ask("duty", "facts.json", "--json", "--lang", "en")

    assert said.code == 3
    assert {(one["where"], one["code"]) for one in said.error["faults"]} == {
        ("$.occurred_at", "not_a_time"),
        ("$.services[0].service", "unknown_value"),
        ("$.services[0].users", "negative"),
        ("$.x", "unknown_key"),
    }
    assert said.err.splitlines() == [one["message"] for one in said.error["faults"]]
    SCHEMAS["error"].model_validate(said.json)


@pytest.mark.parametrize("command", ["duty", "roaming"])
@pytest.mark.parametrize(
    ("path", "given", "code"),
    [
        ("none.json", b"", "missing"),
        (".", b"", "not_a_file"),
        ("-", b"", "not_json"),
        ("-", b"[1, 2]", "wrong_type"),
        ("-", b"\xff\xfe", "not_json"),
        ("-", b" " * 10_000_001, "too_large"),
        ("-", b"[" * 100_000, "not_json"),
    ],
)
def test_facts_that_cannot_be_read_are_refused(
    command: str, path: str, given: bytes, code: str
) -> None:
    said = ask(command, path, "--json", given=given)

    assert (said.code, said.error["code"]) == (3, code)


def test_a_regime_that_there_is_not_names_those_there_are() -> None:
    said = ask("duty", "-", "--regime", "mars", "--json", given=json.dumps(FACTS).encode())

    assert said.code == 3
    assert "jp-2025-04" in said.err


@pytest.mark.parametrize(
    ("facts", "mode"),
    [
        ({}, "none"),
        ({"emergency": True}, "full"),
        ({"emergency": True, "home_core": "down"}, "emergency_authenticated"),
        ({"emergency": True, "hss_authentication": "down"}, "emergency_unauthenticated"),
    ],
)
def test_the_mode_of_roaming_is_told(facts: dict[str, Any], mode: str) -> None:
    answer = _asked(facts, "roaming")

    assert answer["mode"] == mode
    SCHEMAS["roaming"].model_validate(answer)
    for lang in ("ja", "en"):
        told = ask("roaming", "-", "--lang", lang, given=json.dumps(facts).encode()).out
        assert told.startswith(f"{mode}: {answer['title'][lang]}\n")
        assert f"voice: {json.dumps(answer['voice'])}" in told
        assert answer["notices"][lang] in told
        assert all(reason[lang] in told for reason in answer["reasons"])


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("jp-2008", "jp-2015", "more"),
        ("jp-2015", "jp-2008", "fewer"),
        ("jp-2025-04", "jp-2025-council", "services_more"),
    ],
)
def test_what_if_sets_two_regimes_against_each_other(
    before: str, after: str, differs: str, desk: Desk
) -> None:
    asked = ("whatif", "--regime", before, "--regime", after)

    answer = desk.json(*asked)
    text = desk.ask(*asked, "--lang", "en").out

    assert (answer["before"], answer["after"]) == (before, after)
    SCHEMAS["whatif"].model_validate(answer)
    assert any(year[differs] for year in answer["years"])
    for year in answer["years"]:
        assert f"FY{year['year']}: of {year['cases']} cases {year['before']} →" in text
        assert all(f"+ {incident}" in text for incident in year["more"])
        listed = {*year["more"], *year["fewer"], *year["services_more"]}
        assert all(text.count(f" {one}\n") == 1 for one in listed)
    assert all(limit["en"] in text for limit in answer["limits"])


def test_what_if_counts_the_days_asked_for(desk: Desk) -> None:
    asked = ("whatif", "--regime", "jp-2019", "--regime", "jp-2025-council")

    everything = desk.json(*asked)["years"]
    some = desk.json(*asked, "--since", "2022-04-01", "--until", "2023-03-31")["years"]
    none = desk.json(*asked, "--since", "2031-01-01")["years"]

    assert some == [year for year in everything if year["year"] == 2022]
    assert none == []


def test_what_if_names_the_regimes_there_are(desk: Desk) -> None:
    said = desk.ask("whatif", "--regime", "jp-2019", "--regime", "mars", "--json")

    assert (said.code, said.error["code"]) == (3, "unknown_regime")
    assert "jp-2025-council" in said.error["message"]
