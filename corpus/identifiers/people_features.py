"""All that the finder of people looks at, word by word."""

import numpy as np

from corpus.identifiers.japanese_words import JapaneseWord
from corpus.identifiers.people_context import Sentence, told_by_context
from corpus.identifiers.people_words import NAMES, load_people_words
from corpus.identifiers.senses import Floats

NEIGHBOURS = (-2, -1, 1, 2)
"""Of which words beside it what is told by themselves counts for a word as well."""


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
    blocks = [sentence.own, np.stack(list(context.values()), axis=1)]
    named = [*names, *context]
    for by in NEIGHBOURS:
        blocks.append(_shifted(sentence.own[:, : len(NAMES)], by))
        named += [f"{name}@{by:+d}" for name in NAMES]
    return named, np.concatenate(blocks, axis=1)


def _shifted(rows: Floats, by: int) -> Floats:
    found = np.zeros_like(rows)
    if by > 0:
        found[:-by] = rows[by:]
    else:
        found[-by:] = rows[:by]
    return found
