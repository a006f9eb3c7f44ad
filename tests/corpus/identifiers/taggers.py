"""A tagger that was taught by hand."""

import numpy as np

from corpus.identifiers.english_features import BUCKETS, Classes, features_of
from corpus.identifiers.english_tagger import LABELS, Tagger
from corpus.identifiers.english_tokens import tokens_of


def a_tagger(reach: float = 0.0, **words: str) -> Tagger:
    """A tagger that knows `words` by themselves, and each label that it gives them."""
    weights = np.zeros((BUCKETS, len(LABELS)), np.float32)
    for word, label in words.items():
        [seen] = features_of(tokens_of(word), Classes({}))
        [other] = features_of(tokens_of("zzz"), Classes({}))
        weights[list(set(seen) - set(other)), LABELS.index(label)] = 1.0
    weights[:, 0] += 0.01
    after = np.zeros((len(LABELS), len(LABELS)), np.float32)
    return Tagger(weights=weights, after=after, classes=Classes({}), reach=reach)
