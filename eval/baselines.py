"""What must be beaten: lexical baselines that stand beside every figure.

The first three are those of the neutral kit. A row without a narrative in a baseline's language is
read in the other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.account import Language
from eval.lexical import Bm25, Counter, Counts, Lexical, TfIdf

_GRAMMAR = frozenset({"助詞", "助動詞", "補助記号", "空白"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """How a baseline reads (`language`, `terms`) and weighs."""

    language: Language
    terms: Callable[[], Counter]
    weighing: Callable[[Counts], Lexical]

    def over(self, texts: Sequence[str]) -> Lexical:
        """The baseline over `texts`, each known by its place."""
        return self.weighing(Counts(self.terms(), texts))


def japanese_words(text: str) -> list[str]:
    """The words of a Japanese text in their normalised form, without particles and punctuation."""
    return [
        word.normalized_form().lower()
        for word in _tokeniser().tokenize(text)
        if word.part_of_speech()[0] not in _GRAMMAR
    ]


@cache
def _tokeniser() -> Any:
    from sudachipy import Dictionary, SplitMode

    return Dictionary().create(SplitMode.A)


def counted(**options: Any) -> Callable[[], Counter]:
    """Makes counters of terms, as scikit-learn's CountVectorizer has them with `options`."""

    def counter() -> Counter:
        from sklearn.feature_extraction.text import CountVectorizer

        made: Counter = CountVectorizer(**options)
        return made

    return counter


_JAPANESE: dict[str, Any] = {
    "tokenizer": japanese_words,
    "token_pattern": None,
    "lowercase": False,
}

BASELINES: dict[str, Baseline] = {
    "char-tf-idf ja": Baseline(
        language=Language.JA,
        terms=counted(analyzer="char", ngram_range=(2, 4)),
        weighing=TfIdf,
    ),
    "char-tf-idf en": Baseline(
        language=Language.EN,
        terms=counted(analyzer="char_wb", ngram_range=(3, 5)),
        weighing=TfIdf,
    ),
    "word-tf-idf en": Baseline(
        language=Language.EN,
        terms=counted(stop_words="english", ngram_range=(1, 2)),
        weighing=TfIdf,
    ),
    "word-tf-idf ja": Baseline(
        language=Language.JA,
        terms=counted(ngram_range=(1, 2), **_JAPANESE),
        weighing=TfIdf,
    ),
    "bm25 en": Baseline(language=Language.EN, terms=counted(stop_words="english"), weighing=Bm25),
    "bm25 ja": Baseline(language=Language.JA, terms=counted(**_JAPANESE), weighing=Bm25),
}

JAPANESE = {name: each for name, each in BASELINES.items() if each.language is Language.JA}
ENGLISH = {name: each for name, each in BASELINES.items() if each.language is Language.EN}
