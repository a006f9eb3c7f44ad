"""What the source code says: the codes with which it refuses, and the words it asks for."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.api.asking import ROOT

PACKAGES = ("corpus", "embeddings", "prompts", "triage", "sharing", "eval", "api")
REFUSALS = {"InputRefused", "RecordRefused", "FileRefused", "UnknownRegime"}


@dataclass(frozen=True)
class Raised:
    """A place where something is refused: under which code, with which details."""

    code: str
    details: frozenset[str]
    place: str


def modules(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


def raised(faults: Mapping[str, str]) -> Iterator[Raised]:
    """Every refusal with a code of its own; `faults` are the codes by the name of their member."""
    for path, module in modules(*PACKAGES):
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args and _refuses(node.func):
                for code in _codes(node.args[0], faults):
                    details = frozenset(each.arg for each in node.keywords if each.arg)
                    yield Raised(code, details, f"{path}:{node.lineno}")


def texts(path: Path) -> set[str]:
    """Every text that stands in a module, or begins one that is put together."""
    module = ast.parse(path.read_text("utf-8"))
    return {
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _refuses(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in REFUSALS
    return isinstance(called, ast.Attribute) and called.attr == "refuse"


def _codes(told: ast.expr, faults: Mapping[str, str]) -> Iterator[str]:
    if isinstance(told, ast.Constant) and isinstance(told.value, str):
        yield told.value
    elif isinstance(told, ast.Attribute) and told.attr in faults:
        yield faults[told.attr]
    elif isinstance(told, ast.IfExp):
        yield from _codes(told.body, faults)
        yield from _codes(told.orelse, faults)
