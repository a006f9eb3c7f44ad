"""The bilingual latent space: one place for a Japanese text and for its English telling.

The terms of both languages were laid out by how they occur together in the reference texts, each
of which is told in both (cross-language latent semantic indexing). A text's place is the sum of
its terms' places, less the mean place of its language.
"""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from embeddings.encoder import Vectors, unit_rows
from embeddings.reference import Reference
from embeddings.told import Told


def place_all(told: Sequence[Told], reference: Reference) -> Vectors:
    """The unit places of `told`, one row each; zero where none of its terms is known."""
    dimension = reference.axes[Language.JA].shape[1]
    sums = np.zeros((len(told), dimension))
    for row, one in enumerate(told):
        for language in Language:
            raw = raw_place(one.terms(language), language, reference)
            if raw.any():
                centred = raw - reference.latent_means[language]
                sums[row] += centred / np.sqrt(np.square(centred).sum())
    return unit_rows(sums)


def raw_place(
    terms: Sequence[str], language: Language, reference: Reference
) -> NDArray[np.float64]:
    """Where the `terms` of one text lie, at unit length, before the mean is taken off."""
    known, axes = reference.places[language], reference.axes[language]
    rarity = reference.rarity(language)
    counted = sorted((known[term], term, n) for term, n in Counter(terms).items() if term in known)
    if not counted:
        return np.zeros(axes.shape[1])
    weights = np.array([(1 + log(n)) * rarity.of(term) for _, term, n in counted])
    rows = np.asarray(axes[[place for place, _, _ in counted]], np.float64)
    total = (rows * weights[:, None]).sum(axis=0)
    length = np.sqrt(np.square(total).sum())
    place: NDArray[np.float64] = total / length if length else total
    return place
