"""How deep a detailed report goes (濃淡): by the kind of cause, what is thick and what thin."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from corpus.reading import Section
from corpus.regime import Mark, Source, Wording

DEPTH = Path(__file__).parent / "depth.toml"


class Depth(StrEnum):
    """How much is to be written."""

    THICK = "thick"  # 濃
    THIN = "thin"  # 薄: one line is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One matter of a section of the report, and how deep it goes."""

    id: str
    section: Section
    depth: Depth
    ja: str
    en: str


def depth_of(kind: str) -> tuple[Item, ...]:
    """What is thick and what thin for a cause of `kind`; nothing where no guidance exists."""
    items = _written().get(kind, {"items": []})["items"]
    return tuple(
        Item(**{**item, "section": Section(item["section"]), "depth": Depth(item["depth"])})
        for item in items
    )


def cause_title(kind: str) -> Wording | None:
    """What the guidance calls a cause of `kind`; None where it does not speak of it."""
    told = _written().get(kind)
    return Wording(**told["title"]) if told else None


def depth_source() -> Source:
    """Where the guidance on depth stands."""
    written = _written()
    return Source(provision=written["source"], mark=Mark(written["mark"]))


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(DEPTH.read_text("utf-8"))
