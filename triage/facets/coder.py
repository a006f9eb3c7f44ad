"""Code a case by rules: the words of the vocabulary, weighed by where and how they are told.

No model is needed. What a report denies is not coded (`corpus.vocabulary` does not find it).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.account import Account, Language
from corpus.vocabulary import Mention, Vocabulary
from embeddings.salience import load_rules, tellings_of
from triage.facets.coding import Code, FacetCoding, Span, coding_of
from triage.facets.rules import load_coding_rules

MOST_SPANS = 4
"""How many places support a code at most; those that tell most of it."""


Mentions = Mapping[Language, tuple[Mention, ...]]
"""The concepts that an account names in each language it is told in."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One place that tells of a concept, and how much."""

    mention: Mention
    weight: float
    span: Span


def code_by_rules(
    account: Account, vocabulary: Vocabulary, found: Mentions | None = None
) -> FacetCoding:
    """The codes of `account`, each with the words that say so.

    `found` is what `mentions_of` gives, where that is known already.
    """
    told: dict[str, list[_Told]] = {}
    for language, mentions in (found or mentions_of(account, vocabulary)).items():
        for one in _tellings(account.texts[language], mentions, language, vocabulary):
            told.setdefault(one.mention.concept, []).append(one)
    highest = max((one.weight for places in told.values() for one in places), default=1.0)
    codes = [_code(places, highest) for places in told.values()]
    return coding_of(codes, rules_version(vocabulary))


def mentions_of(account: Account, vocabulary: Vocabulary) -> Mentions:
    """The concepts of the field that `account` names."""
    return {
        language: vocabulary.find(text, language)
        for language, text in sorted(account.texts.items())
    }


def rules_version(vocabulary: Vocabulary) -> str:
    """What a coding by rules rests on: the vocabulary and the rules."""
    return f"rules:{vocabulary.version}.{load_rules().version}.{load_coding_rules().version}"


def _tellings(
    text: str, mentions: Sequence[Mention], language: Language, vocabulary: Vocabulary
) -> Iterator[_Told]:
    rules = load_coding_rules()
    aside: dict[str, bool] = {}
    for told in tellings_of(text, language, mentions):
        mention, sentence = told.mention, told.sentence
        said = text[sentence.start : sentence.end]
        if said not in aside:
            aside[said] = rules.is_background(said, language)
        weight = told.weight * rules.deeper ** (vocabulary.level(mention.concept) - 1)
        at = mention.start - sentence.start, mention.end - sentence.start
        if rules.is_cued(said, *at, language):
            weight *= rules.cued
        if aside[said]:
            weight *= rules.background
        span = Span(language=language, start=mention.start, end=mention.end, words=mention.text)
        yield _Told(mention, weight, span)


def _code(places: list[_Told], highest: float) -> Code:
    best = sorted(places, key=lambda one: (-one.weight, one.span.language, one.span.start))
    return Code(
        facet=best[0].mention.facet,
        concept=best[0].mention.concept,
        weight=best[0].weight / highest,
        main=False,
        spans=tuple(one.span for one in best[:MOST_SPANS]),
    )
