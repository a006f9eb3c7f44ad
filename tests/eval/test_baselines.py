import pytest

from corpus.account import Language
from eval.baselines import BASELINES, japanese_words


def test_japanese_words_are_normalised_and_without_particles() -> None:
    assert japanese_words("サーバーの停止で、通信が止まった。") == japanese_words(
        "サーバ停止より通信止まる"
    )


@pytest.mark.parametrize("name", BASELINES)
def test_each_baseline_finds_the_text_that_shares_its_words(name: str) -> None:
    texts = {
        Language.JA: [
            "基地局の電源が停止した",
            "海底ケーブルが切断された",
            "電源の停止で基地局が止まった",
        ],
        Language.EN: [
            "base station power failed",
            "submarine cable cut",
            "power of a base station",
        ],
    }
    baseline = BASELINES[name]
    alike = baseline.over(texts[baseline.language]).fitted_on(2).similarities(2)
    assert alike[0] > alike[1]


@pytest.mark.parametrize("name", BASELINES)
def test_each_baseline_reads_a_text_in_the_other_language(name: str) -> None:
    texts = ["base station power failed 電源断", "海底ケーブル cable", "station power 電源断"]
    alike = BASELINES[name].over(texts).fitted_on(2).similarities(2)
    assert alike[0] > alike[1]
