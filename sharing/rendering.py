"""A rendering (書き換えた文): a text as one grain may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.account import Language
from corpus.identifiers.identifier import Identifier
from sharing.grain import Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A text rewritten for `grain`.

    `replaced`: the identifiers of the *source* that were not kept, in order. `key`: what each
    placeholder stands for; it never leaves with the text. `undecided`: identifiers that were
    replaced and a person should look at.
    """

    grain: Grain
    language: Language
    text: str = field(repr=False)
    replaced: tuple[Identifier, ...]
    key: Mapping[str, str] = field(repr=False)
    undecided: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A carrier (its id, or the operator as the record writes it), and its chance."""

    carrier: str
    probability: float
