"""What is written and how: the forms of our documents (data), and the choices of one filing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.intake.forms import LABELS, Field
from corpus.reading import Section, Stage

LAYOUTS = Path(__file__).parent / "layouts.toml"
_COMMON = frozenset(
    {"purpose", "voluntary", "pointer", "closing", "about", "banner", "stages", "depths"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """How deep one matter of a section goes (濃淡): `thick`, or one line is enough."""

    section: Section
    thick: bool
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The choices of one filing, in plain values.

    `scope` stands in the head of every page. `as_per_annex`: the main form points at the annex for
    cause and prevention. `voluntary`: the filing is marked 任意. `guidance` says what is thick and
    thin for the cause that `because` names; a section with thin matters only is one line in the
    main form. `addressee` is whom it goes to, and ends in 殿, 御中 or 大臣様.
    """

    scope: str = "TLP:AMBER"
    addressee: str = "総務大臣 殿"
    as_per_annex: bool = False
    voluntary: bool = False
    guidance: tuple[Guidance, ...] = ()
    because: str = ""

    @property
    def thin(self) -> frozenset[Section]:
        """The sections of which no matter is thick."""
        thick = {each.section for each in self.guidance if each.thick}
        return frozenset(each.section for each in self.guidance) - thick


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One form that is written: its items in order, and how each is called.

    `optional` items are left out where nothing is told. `annexed` may point at the annex.
    `listed`: a row of a list.
    """

    kind: str
    title: str
    bracket: str
    basis: str
    stage: Stage
    stage_word: str
    head: tuple[Field | Section, ...]
    facts: tuple[Field | Section, ...]
    sections: tuple[Section, ...]
    optional: frozenset[Field | Section]
    annexed: frozenset[Section]
    labels: Mapping[Field | Section, str]
    notes: tuple[str, ...]
    charts: bool
    listed: bool

    @property
    def items(self) -> tuple[Field | Section, ...]:
        """All that it carries."""
        return (*self.head, *self.facts, *self.sections)

    def stage_of(self, stage: Stage) -> Stage:
        """The stage that a reading of `stage` has once it is written: a correction stays one."""
        return stage if stage is Stage.CORRECTION else self.stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of ours that every document shares."""

    purpose: str
    voluntary: str
    pointer: str
    closing: str
    about: str
    banner: str
    stages: Mapping[Stage, str]
    thick: str
    thin: str
    thin_reason: str


@cache
def load_designs() -> Mapping[str, Design]:
    """Every form that is written, by its kind."""
    kinds = {name: told for name, told in _written().items() if name not in _COMMON}
    return {kind: _design(kind, told) for kind, told in kinds.items()}


@cache
def load_words() -> Words:
    """The words that all documents share."""
    told = _written()
    return Words(
        purpose=told["purpose"],
        voluntary=told["voluntary"],
        pointer=told["pointer"],
        closing=told["closing"],
        about=told["about"],
        banner=told["banner"],
        stages={Stage(name): word for name, word in told["stages"].items()},
        **told["depths"],
    )


def _design(kind: str, told: Mapping[str, Any]) -> Design:
    items = [_item(name) for part in ("head", "facts", "sections") for name in told.get(part, ())]
    own = {_item(name): label for name, label in told.get("labels", {}).items()}
    return Design(
        kind=kind,
        title=told["title"],
        bracket=told["bracket"],
        basis=told["basis"],
        stage=Stage(told["stage"]),
        stage_word=told.get("stage_word", ""),
        head=tuple(_item(name) for name in told["head"]),
        facts=tuple(_item(name) for name in told["facts"]),
        sections=tuple(Section(name) for name in told.get("sections", ())),
        optional=frozenset(_item(name) for name in told.get("optional", ())),
        annexed=frozenset(Section(name) for name in told.get("annexed", ())),
        labels={item: own.get(item) or _first_spelling(item) for item in items},
        notes=tuple(told.get("notes", ())),
        charts=told.get("charts", False),
        listed=told.get("list", False),
    )


def _item(name: str) -> Field | Section:
    return Field(name) if name in set(Field) else Section(name)


def _first_spelling(item: Field | Section) -> str:
    """The spelling under which intake lists a label first."""
    table = "fields" if isinstance(item, Field) else "sections"
    spellings: list[str] = _labels()[table][item.value]
    return spellings[0]


@cache
def _labels() -> Mapping[str, Any]:
    return tomllib.loads(LABELS.read_text("utf-8"))


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(LAYOUTS.read_text("utf-8"))
