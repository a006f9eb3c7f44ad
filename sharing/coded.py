"""A case told by its codes alone (符号だけの文): the names of concepts, a line a facet.

No word of the source is left, so the wording of a press report leads nowhere; and each name is one
that the vocabulary reads as its concept again, so that similar cases are still found.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.account import Account, Language
from corpus.ids import AccountId
from corpus.vocabulary import Facet, load_vocabulary
from triage.facets.coder import code_by_rules

WORDS = Path(__file__).parent / "coded.toml"
_GAP = "…"
_TORN = re.compile(r".*[がをにで][一-鿿]+")
"""A form that ends in the midst of a verb: 時刻が戻."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedWords:
    """How codes are told in one language."""

    line: str
    between: str
    also: str
    facets: Mapping[Facet, str]


def codes_in(text: str, language: Language) -> dict[str, float]:
    """The concepts that `text` tells of, in the order of facets, and how much each counts."""
    account = Account(
        id=AccountId("text"), incidents=(), title="", day=None, texts={language: text}
    )
    return {code.concept: code.weight for code in code_by_rules(account, load_vocabulary()).codes}


def told_by_codes(concepts: Iterable[str], language: Language) -> str:
    """The text that tells `concepts`, and nothing else; empty where there are none."""
    words, vocabulary = coded_words(language), load_vocabulary()
    by_facet: dict[Facet, list[str]] = {}
    for concept in concepts:
        names = by_facet.setdefault(vocabulary.concept(concept).facet, [])
        names.append(name_of(concept, language))
    return "\n".join(
        words.line.format(facet=words.facets[facet], codes=words.between.join(by_facet[facet]))
        for facet in Facet
        if facet in by_facet
    )


@cache
def name_of(concept_id: str, language: Language) -> str:
    """What `concept_id` is called: its name, with a word beside it where that is not read back."""
    vocabulary = load_vocabulary()
    concept = vocabulary.concept(concept_id)
    name, also = concept.label(language), coded_words(language).also
    forms = [form.removesuffix("*") for form in concept.forms[language] if _GAP not in form]
    forms = sorted((_mended(form) for form in forms), key=lambda form: form.endswith(_GAP))
    said = (name, *(also.format(name=name, form=form) for form in forms))
    return next((one for one in said if concept_id in vocabulary.codes(one, language)), name)


def _mended(form: str) -> str:
    """`form` as it can be read: one that is torn says so."""
    return f"{form}{_GAP}" if _TORN.fullmatch(form) else form


@cache
def coded_words(language: Language) -> CodedWords:
    """How codes are told in `language`."""
    told = tomllib.loads(WORDS.read_text("utf-8"))[language]
    return CodedWords(
        line=told["line"],
        between=told["between"],
        also=told["also"],
        facets={facet: told["facets"][facet] for facet in Facet},
    )
