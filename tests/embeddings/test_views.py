import pytest

from embeddings.backends import DEFAULT_ENCODER, load_encoder
from embeddings.plan import views_over
from embeddings.reference import load_reference
from embeddings.terms import Terms, term_id
from embeddings.told import Told
from embeddings.views import EncoderView, View, is_empty
from tests.embeddings.examples import EN, JA, LetterEncoder, dense, told

STRAY = "Yesterday grandmother baked delicious strawberry pancakes beside a purple meadow."
VIEWS = views_over(load_encoder(DEFAULT_ENCODER), load_reference())


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
class TestEveryView:
    def test_gives_a_vector_of_its_kind_for_each(self, view: View) -> None:
        vectors = view.encode([Told(told(0).texts), Told(told(1).texts)])
        assert len(vectors) == 2
        assert all(isinstance(vector, Terms) != view.dense for vector in vectors)

    def test_says_nothing_of_an_account_told_in_none_of_its_languages(self, view: View) -> None:
        others = {one: "障害 fault" for one in (JA, EN) if one not in view.languages}
        assert is_empty(view.encode([Told(others)])[0])

    def test_does_not_look_at_other_languages(self, view: View) -> None:
        whole = told(0).texts
        part = {one: text for one, text in whole.items() if one in view.languages}
        one, other = view.encode([Told(whole), Told(part)])
        if isinstance(one, Terms) and isinstance(other, Terms):
            assert one.to_bytes() == other.to_bytes()
        else:
            assert dense(one).tolist() == dense(other).tolist()

    def test_is_not_moved_by_a_sentence_that_tells_nothing_of_the_field(self, view: View) -> None:
        clean = told(1).texts
        planted = {one: f"{text}\n{STRAY}" for one, text in clean.items()}
        one, other = view.encode([Told(clean), Told(planted)])
        if isinstance(one, Terms) and isinstance(other, Terms):
            assert one.to_bytes() == other.to_bytes()
        else:
            assert dense(one).tolist() == dense(other).tolist()

    def test_is_kept_under_a_key_that_names_it(self, view: View) -> None:
        assert [other.key for other in VIEWS].count(view.key) == 1


def test_an_encoder_is_given_the_text_in_its_first_language() -> None:
    encoder = LetterEncoder()
    EncoderView(encoder).encode([Told({EN: "abc", JA: "障害"}), Told({EN: "abc"})])
    assert encoder.given == ["障害", "abc"]


def test_another_version_of_an_encoder_has_another_key() -> None:
    assert (
        EncoderView(LetterEncoder(version="1")).key != EncoderView(LetterEncoder(version="2")).key
    )


def test_outside_the_field_names_and_numbers_count_twice() -> None:
    view = next(one for one in VIEWS if one.name == "terms.en")
    terms = view.encode([Told({EN: "The painter met Boldini in 1886."})])[0]
    assert isinstance(terms, Terms)
    weights = dict(zip(terms.ids.tolist(), terms.weights.tolist(), strict=True))
    assert weights[term_id("boldini")] == pytest.approx(2 * weights[term_id("painter")])
    assert weights[term_id("1886")] == pytest.approx(2 * weights[term_id("painter")])
