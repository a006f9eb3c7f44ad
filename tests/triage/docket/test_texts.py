"""Short texts: bounded, without subscriber numbers; and every refusal has its words."""

import ast
from pathlib import Path

import pytest

import triage
from triage.docket.texts import short_text
from triage.errors import FactsRefused, Fault
from triage.fault_words import words_of

TRIAGE = Path(triage.__file__).parent
DETAILS: dict[str, str | int] = {"limit": 1, "expected": "x", "known": "x", "highest": "x"}


def codes_raised() -> set[str]:
    found: set[str] = set()
    for path in [*(TRIAGE / "docket").glob("*.py"), TRIAGE / "relief.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in {"refuse", "fault"}:
                inside = list(ast.walk(node.args[0]))
                found |= {
                    each.value
                    for each in inside
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    return found


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_every_refusal_has_words_in_both_languages() -> None:
    codes = codes_raised()
    assert {"subscriber_number", "repeated_table", "not_toml"} <= codes
    for code in codes:
        words = words_of(Fault(code, "$", DETAILS))
        assert words.ja
        assert words.en
        assert "{" not in words.ja + words.en


@pytest.mark.parametrize(
    "text",
    [
        "440101234567890",
        "IMSI:440-10-1234567890",
        "440 10 1234567890",
        "４４０１０１２３４５６７８９０",
    ],
)
def test_a_subscriber_number_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        short_text(f"一覧 {text} ほか", "text")
    assert refused.value.faults[0].code == "subscriber_number"
    assert "0123" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-10 10:00 に電話",
        "03-1234-5678",
        "D-01K4ABCDEFGHJKMNPQRSTVWXYZ",
        "4401012345678901",
    ],
)
def test_other_numbers_are_taken(text: str) -> None:
    assert short_text(f" {text} ", "text") == text
