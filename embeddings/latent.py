"""The bilingual latent space: one place for a Japanese text and for its English telling.

The terms of both languages were laid out by how they occur together in the reference texts, each
of which is told in both (cross-language latent semantic indexing). A text's place is the sum of
its terms' places, less the mean place of its language.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from embeddings.encoder import Vectors, unit_rows
from embeddings.reference import Reference
from embeddings.told import Told

REACH = 0.15
"""The share of a text's weight that must lie along the axes for the text to be of the field.

Of telecom reports that the axes were not made from 98 in 100 reach as far; of reports of accidents
at work, and of news of other matters, 98 in 100 do not: of such texts the axes say nothing.
"""
NAMED = 1 / 3
"""A text of which so much names concepts of the field is of the field, however far it reaches.

So a few words are known for what they are, in which chance decides how far they reach.
"""
SENTENCE_REACH, SHORTEST = 0.10, 4
"""The same for a sentence that names no concept; one of fewer terms tells too little to judge.

Of the sentences of telecom reports that the axes were not made from, fewer than 1 in 150 is left
out by it; of instructions from elsewhere and of harmless remarks, most are.
"""


def place_all(told: Sequence[Told], reference: Reference) -> Vectors:
    """The unit places of `told`, one row each; zero for one that is not of the field."""
    dimension = reference.axes[Language.JA].shape[1]
    sums = np.zeros((len(told), dimension))
    for row, one in enumerate(told):
        if of_the_field(one, reference):
            for language in Language:
                raw, _ = _laid_out(telling(one, language, reference), language, reference)
                if raw.any():
                    centred = raw - reference.latent_means[language]
                    sums[row] += centred / np.sqrt(np.square(centred).sum())
    return unit_rows(sums)


def of_the_field(
    told: Told, reference: Reference, languages: Iterable[Language] = Language
) -> bool:
    """Whether what is told, in one of `languages`, is the kind of text the axes know."""
    return any(
        _laid_out(heard, language, reference)[1] >= REACH or heard.named(language) >= NAMED
        for language in languages
        for heard in [telling(told, language, reference)]
    )


def telling(told: Told, language: Language, reference: Reference) -> Told:
    """`told` in `language` without the sentences that say nothing of the field.

    Such a sentence names no concept of the field and has hardly a word of it: whoever put it
    there, it moves nothing.
    """
    return told.once(
        f"telling {language}@{reference.version}", lambda: _telling(told, language, reference)
    )


def counted_words(told: Told, language: Language, reference: Reference) -> Told:
    """What the views over words look at: `telling`, or all of a text that is not of the field."""
    if of_the_field(told, reference, [language]):
        return telling(told, language, reference)
    return told


def raw_place(
    terms: Sequence[str], language: Language, reference: Reference
) -> NDArray[np.float64]:
    """Where the `terms` of one text lie, at unit length, before the mean is taken off."""
    return _projected(terms, language, reference)[0]


def _telling(told: Told, language: Language, reference: Reference) -> Told:
    sentences = told.sentences(language)
    kept = [one.text for one in sentences if one.naming or _counts(one.text, language, reference)]
    return told if len(kept) == len(sentences) else Told({language: "".join(kept)})


def _counts(sentence: str, language: Language, reference: Reference) -> bool:
    told = Told({language: sentence})
    if len(told.terms(language)) < SHORTEST:
        return True
    return _laid_out(told, language, reference)[1] >= SENTENCE_REACH


def _laid_out(
    told: Told, language: Language, reference: Reference
) -> tuple[NDArray[np.float64], float]:
    """As `_projected`, of the terms of `told`, made once."""
    return told.once(
        f"{language}@{reference.version}",
        lambda: _projected(told.terms(language), language, reference),
    )


def _projected(
    terms: Sequence[str], language: Language, reference: Reference
) -> tuple[NDArray[np.float64], float]:
    """Where `terms` lie, at unit length, and how far they reach: 1 where the axes tell all."""
    known, axes = reference.places[language], reference.axes[language]
    rarity = reference.rarity(language)
    weights = {term: (1 + log(n)) * rarity.of(term) for term, n in sorted(Counter(terms).items())}
    told = sorted((known[term], weight) for term, weight in weights.items() if term in known)
    if not told:
        return np.zeros(axes.shape[1]), 0.0
    rows = np.asarray(axes[[place for place, _ in told]], np.float64)
    total = (rows * np.array([weight for _, weight in told])[:, None]).sum(axis=0)
    length = float(np.sqrt(np.square(total).sum()))
    whole = float(np.sqrt(np.square(list(weights.values())).sum()))
    place: NDArray[np.float64] = total / length if length else total
    return place, length / whole
