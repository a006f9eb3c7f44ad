"""All that the finder of people looks at, word by word."""

import numpy as np

from corpus.identifiers.japanese_words import JapaneseWord
from corpus.identifiers.people_context import Sentence, told_by_context
from corpus.identifiers.people_words import NAMES, load_people_words
from corpus.identifiers.senses import Floats


def features_of(words: tuple[JapaneseWord, ...]) -> tuple[list[str], Floats]:
    """The names of the features, and the features of each of `words`: a row each."""
    looks = load_people_words()
    names = list(looks.names)
    sentence = Sentence(
        words=words,
        own=looks.look(words),
        columns={name: at for at, name in enumerate(names)},
        senses=slice(len(NAMES), len(names)),
    )
    context = told_by_context(sentence)
    named = [*names, *context]
    return named, np.concatenate([sentence.own, np.stack(list(context.values()), axis=1)], axis=1)
