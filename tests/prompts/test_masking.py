import pytest

from prompts.errors import NotMasked
from prompts.masking import Masked, masked, put_back
from tests.prompts.fakes import WordMask, a_finding, findings


class Forgetful:
    """A mask that loses a text."""

    def mask(self, texts: object) -> Masked:
        return Masked(texts=(), originals={})


def test_texts_are_masked_in_order_by_one_placeholder_for_the_same_words() -> None:
    done = masked(["山田が連絡", "連絡先は山田"], WordMask({"山田": "〔人1〕"}))

    assert done.texts == ("〔人1〕が連絡", "連絡先は〔人1〕")
    assert done.originals == {"〔人1〕": "山田"}


def test_without_a_mask_nothing_leaves() -> None:
    with pytest.raises(NotMasked, match="no mask"):
        masked(["山田"], None)


def test_a_placeholder_that_a_text_holds_already_is_refused() -> None:
    with pytest.raises(NotMasked, match="^1 of 1 placeholders"):
        masked(["〔人1〕は山田"], WordMask({"山田": "〔人1〕"}))


def test_an_empty_placeholder_is_refused() -> None:
    with pytest.raises(NotMasked, match="^1 of 1 placeholders"):
        masked(["山田"], WordMask({"山田": ""}))


def test_a_mask_that_loses_a_text_is_refused() -> None:
    with pytest.raises(NotMasked, match="2 texts in, 0 out"):
        masked(["山田", "鈴木"], Forgetful())


def test_words_are_put_back_in_statements_and_quotations() -> None:
    answer = findings(a_finding("〔人1〕が誤った", "〔人1〕が手順を誤り"))

    [finding] = put_back(answer, {"〔人1〕": "山田"}).findings

    assert (finding.statement, finding.quotations) == ("山田が誤った", ["山田が手順を誤り"])


def test_what_is_put_back_is_not_read_again() -> None:
    answer = findings(a_finding("〔人1〕と〔人2〕", "〔人1〕が誤り"))

    [finding] = put_back(answer, {"〔人1〕": "〔人2〕", "〔人2〕": "鈴木"}).findings

    assert finding.statement == "〔人2〕と鈴木"


def test_a_longer_placeholder_is_not_taken_for_a_shorter_one() -> None:
    answer = findings(a_finding("P12とP1", "P1が誤り"))

    [finding] = put_back(answer, {"P1": "山田", "P12": "鈴木"}).findings

    assert finding.statement == "鈴木と山田"


def test_what_is_put_back_may_be_longer_than_a_model_may_write() -> None:
    answer = findings(a_finding("X" * 400))

    [finding] = put_back(answer, {"X": "株式会社"}).findings

    assert finding.statement == "株式会社" * 400


def test_what_is_no_text_is_left_alone() -> None:
    answer = findings(a_finding("原因"))

    [finding] = put_back(answer, {"cause": "山田"}).findings

    assert finding.facet == "cause"


def test_without_placeholders_the_answer_is_the_same() -> None:
    answer = findings(a_finding())

    assert put_back(answer, {}) is answer


def test_a_masked_text_does_not_show_what_was_masked() -> None:
    assert "山田" not in repr(
        masked(["山田が連絡"], WordMask({"山田": "〔人1〕"})).originals.keys()
    )
    assert "山田" not in repr(Masked(texts=("〔人1〕",), originals={"〔人1〕": "山田"}))
