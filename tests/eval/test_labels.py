import ast
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KIT = "797acf0102901a2daa24dabc2daa066524037d3366584470b6f99c90a233519c"
SCORING = ("corpus", "embeddings", "prompts", "triage")
KEEPERS = {
    "corpus/record.py",  # a line of the public record, kept whole so that it goes out as it came
    "corpus/record_fields.py",  # the form of each of its fields
}
LABELS = re.compile(r"\b(mechanism|similar_to)\b")


def test_the_labels_of_the_neutral_kit_are_shipped_unchanged() -> None:
    assert sha256((ROOT / "eval/labels.py").read_bytes()).hexdigest() == KIT


def test_no_code_that_scores_names_a_label() -> None:
    naming = {
        str(path.relative_to(ROOT))
        for package in SCORING
        for path in (ROOT / package).rglob("*.py")
        if any(map(LABELS.search, named_in(path.read_text(encoding="utf-8"))))
    }
    assert naming <= KEEPERS


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("row['mechanism']", True),
        ("row.mechanism", True),
        ("def f(similar_to): ...", True),
        ("f(mechanism=1)", True),
        ("from eval import mechanism", True),
        ("SQL = 'select $.similar_to from records'", True),
        ("def f():\n    'The same mechanism.'\n    return 1", False),
        ("X = 1\n'''The mechanism of X.'''", False),
        ("mechanisms = 1  # the mechanism", False),
    ],
)
def test_a_label_is_seen_in_code_and_not_in_prose(code: str, *, names: bool) -> None:
    assert any(map(LABELS.search, named_in(code))) is names


def named_in(code: str) -> Iterator[str]:
    """Every name and every string of `code` but docstrings and comments."""
    tree = ast.parse(code)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in prose
        ):
            yield node.value
        for field in ("id", "attr", "arg", "name", "asname"):
            if isinstance(named := getattr(node, field, None), str):
                yield named
