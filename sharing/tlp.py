"""Labels of the Traffic Light Protocol 2.0: what its reader may do with a lesson."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from sharing.errors import DamagedScopes
from sharing.scope import ScopeId

LABELS = Path(__file__).parent / "tlp.toml"


class Tlp(StrEnum):
    """The labels, the most open first."""

    CLEAR = "CLEAR"  # 制限なし
    GREEN = "GREEN"  # 業界内
    AMBER = "AMBER"  # 自社と、知る必要のある顧客
    AMBER_STRICT = "AMBER+STRICT"  # 自社のみ
    RED = "RED"  # 受け取った本人のみ

    @property
    def written(self) -> str:
        """The label as it stands in subjects and documents: ``TLP:AMBER+STRICT``."""
        return f"TLP:{self.value}"


def label_of(scope: ScopeId) -> Tlp:
    """The label of what reaches people by `scope`; the strictest, where no label is set."""
    return load_labels().get(scope, Tlp.RED)


@cache
def load_labels(path: Path = LABELS) -> Mapping[ScopeId, Tlp]:
    """The label of each scope in `path`.

    Raises:
        DamagedScopes: a label is none of the protocol's.
    """
    told = tomllib.loads(path.read_text("utf-8"))
    try:
        return {ScopeId(scope): Tlp(label) for scope, label in told.items()}
    except ValueError as fault:
        raise DamagedScopes(f"{path.name}: {fault}") from fault
