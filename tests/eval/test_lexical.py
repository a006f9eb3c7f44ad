"""Fitting on counted terms gives what fitting on the texts gives, row by row."""

import bm25s
import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from eval.lexical import Bm25, Counts, TfIdf

TEXTS = [
    "the router lost its route and the route came back",
    "a fibre was cut by a digger",
    "",
    "the power failed and the battery failed and the router stopped",
    "a digger cut the power",
    "certificate expired, again certificate expired",
    "nothing in common here",
    "the router lost power",
]
PREFIXES = [1, 2, 3, 5, 7]
OPTIONS = [{"ngram_range": (1, 2)}, {"analyzer": "char", "ngram_range": (2, 4)}]


@pytest.mark.parametrize("rows", PREFIXES)
@pytest.mark.parametrize("options", OPTIONS)
def test_tf_idf_is_that_of_a_vectoriser_fitted_on_the_past(
    rows: int, options: dict[str, object]
) -> None:
    fitted = TfIdf(Counts(CountVectorizer(**options), TEXTS)).fitted_on(rows)
    vectoriser = TfidfVectorizer(sublinear_tf=True, **options)
    past = vectoriser.fit_transform(TEXTS[:rows])
    for query, text in enumerate(TEXTS):
        expected = (past @ vectoriser.transform([text]).T).toarray().ravel()
        assert fitted.similarities(query) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("rows", PREFIXES)
def test_bm25_is_that_of_bm25s_fitted_on_the_past(rows: int) -> None:
    fitted = Bm25(Counts(CountVectorizer(), TEXTS)).fitted_on(rows)
    words = CountVectorizer().build_analyzer()
    library = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    library.index([words(text) for text in TEXTS[:rows]], show_progress=False)
    for query, text in enumerate(TEXTS):
        known = [word for word in words(text) if word in library.vocab_dict]
        expected = library.get_scores(known) if known else np.zeros(rows)
        assert fitted.similarities(query) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("weighing", [TfIdf, Bm25])
def test_later_rows_change_nothing(weighing: type[TfIdf] | type[Bm25]) -> None:
    longer = weighing(Counts(CountVectorizer(), [*TEXTS, "router " * 50])).fitted_on(5)
    shorter = weighing(Counts(CountVectorizer(), TEXTS)).fitted_on(5)
    for query in range(len(TEXTS)):
        assert longer.similarities(query) == pytest.approx(shorter.similarities(query), abs=1e-12)


@pytest.mark.parametrize("weighing", [TfIdf, Bm25])
def test_texts_without_any_term_are_alike_in_nothing(weighing: type[TfIdf] | type[Bm25]) -> None:
    fitted = weighing(Counts(CountVectorizer(stop_words="english"), ["the", "of", ""])).fitted_on(
        2
    )
    assert fitted.similarities(2).tolist() == [0.0, 0.0]


def test_a_row_is_most_like_itself() -> None:
    fitted = TfIdf(Counts(CountVectorizer(), TEXTS)).fitted_on(len(TEXTS))
    own = [fitted.similarities(query)[query] for query, text in enumerate(TEXTS) if text]
    assert own == pytest.approx([1.0] * len(own))
