"""The rules of the code base that a machine can check."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGES = ("corpus", "embeddings", "prompts", "triage", "sharing", "api", "eval")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST = 300
# It hands a child process the few variables that it needs, and reads no setting.
PASSES_IT_ON = {"corpus/intake/sandbox.py"}
LABELS = ("mechanism", "similar_to")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_keep_their_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short_enough_to_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name == "__init__.py"], ids=named
)
def test_a_package_file_holds_a_docstring_and_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))

    assert len(tree.body) <= 1
    assert all(isinstance(node, ast.Expr) for node in tree.body)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_api_reads_the_environment(path: Path) -> None:
    read = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }

    assert not read or path.is_relative_to(ROOT / "api") or named(path) in PASSES_IT_ON


def test_no_module_that_scores_names_a_label() -> None:
    scoring = [path for path in MODULES if path.parts[len(ROOT.parts)] in {"embeddings", "triage"}]
    guilty = {named(path) for path in scoring if strings_and_names(path) & set(LABELS)}

    assert scoring
    assert not guilty


def strings_and_names(path: Path) -> set[str]:
    said: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said.add(node.value)
        elif isinstance(node, ast.Name):
            said.add(node.id)
        elif isinstance(node, ast.Attribute):
            said.add(node.attr)
    return said
