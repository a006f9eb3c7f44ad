"""Code a case with a language model: the same form, and only what stands in the account.

What the model says is checked: the concept must be one of the vocabulary and of the facet named,
the quotations must stand in the text, and numbers and names in the statement with them. What does
not stand is dropped and counted; the coding by rules stays where the model says nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.account import Account
from corpus.vocabulary import Facet, Vocabulary
from prompts.answers import FindingForm
from prompts.asker import Asker, Request
from prompts.errors import PromptError
from prompts.grounding import Supported, ground
from prompts.tasks import CODE_FACETS
from triage.asking import Told, ask, counted, labelled
from triage.facets.coder import code_by_rules
from triage.facets.coding import Code, FacetCoding, Span, coding_of

UNKNOWN_CONCEPT = "unknown_concept"
"""Why a finding is dropped: its concept is not in the vocabulary, or of another facet."""
OUTSIDE = "outside_the_vocabulary"
"""Why one is: no concept of the list fits, and what is told cannot be compared."""
_REPORT = "A"


class Coder(NamedTuple):
    """What a model codes with: how it is asked, the concepts, names in kanji it may not add."""

    asker: Asker
    vocabulary: Vocabulary
    names: Sequence[str] = ()


def code(coder: Coder, account: Account) -> FacetCoding:
    """The codes of `account`: the model's, and those by rules in facets it says nothing of."""
    by_rules = code_by_rules(account, coder.vocabulary)
    try:
        by_model = code_by_model(coder, account)
    except PromptError as fault:
        return replace(by_rules, fault=type(fault).__name__)
    told = {one.facet for one in by_model.codes}
    rest = [one for one in by_rules.codes if one.facet not in told]
    version = f"{by_model.version}+{by_rules.version}"
    return coding_of([*by_model.codes, *rest], version, by_model.dropped)


def code_by_model(coder: Coder, account: Account) -> FacetCoding:
    """The codes that the model finds in `account`, each with words that stand in it.

    Raises:
        PromptError: the account may not go to a model, or no answer can be used.
    """
    told = Told.of(account)
    request = Request(
        task=CODE_FACETS,
        data={"report": labelled({_REPORT: told})},
        values={"vocabulary": concepts_listed(coder.vocabulary)},
    )
    asked = ask(coder.asker, request, [account])
    grounded = ground(asked.answer.findings, {_REPORT: told.words}, coder.names)
    dropped = Counter(counted(grounded.dropped))
    codes: dict[str, Code] = {}
    for supported in grounded.kept:
        why = _unusable(supported.item, coder.vocabulary)
        if why is None:
            code = _code(supported, told, len(codes))
            codes.setdefault(code.concept, code)
        else:
            dropped[why] += 1
    version = f"model:{asked.prompt}.{coder.vocabulary.version}:{asked.model}"
    return coding_of(list(codes.values()), version, dropped)


def concepts_listed(vocabulary: Vocabulary) -> str:
    """The concepts as the model is shown them: facet by facet, each with its id and name."""
    return "\n".join(_lines(vocabulary))


def _lines(vocabulary: Vocabulary) -> Iterator[str]:
    for facet in Facet:
        yield f"[{facet}]"
        for concept in vocabulary.of_facet(facet):
            yield f"- {concept.id}: {concept.ja}"


def _unusable(finding: FindingForm, vocabulary: Vocabulary) -> str | None:
    if finding.concept is None:
        return OUTSIDE
    concept = vocabulary.concepts.get(finding.concept)
    return UNKNOWN_CONCEPT if concept is None or concept.facet is not finding.facet else None


def _code(supported: Supported[FindingForm], told: Told, place: int) -> Code:
    """The code; what the model names first counts most."""
    return Code(
        facet=supported.item.facet,
        concept=str(supported.item.concept),
        weight=1.0 / (1 + place),
        main=False,
        spans=tuple(
            Span(
                language=told.language,
                start=one.start,
                end=one.end,
                words=told.words[one.start : one.end],
            )
            for one in supported.quotations
        ),
    )
