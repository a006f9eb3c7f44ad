from corpus.account import Language
from sharing.bulletin.wording import asked_of, load_words, plain
from sharing.grain import Grain
from sharing.summary.summary import Part
from tests.sharing.bulletin.examples import ODD, a_bulletin


def test_both_languages_have_the_same_words() -> None:
    ja, en = load_words(Language.JA), load_words(Language.EN)

    assert ja.keys() == en.keys()
    for words in (ja, en):
        assert set(words["parts"]) == set(Part)
        assert set(words["grains"]) == set(words["labels"]) == set(Grain)


def test_plain_text_is_one_line_that_any_file_can_hold() -> None:
    assert plain("停\u200b電\r\n した\x00") == "停電 した"
    assert plain(ODD) == '<script>alert("1")</script> & 😀 ＡＢ ｶﾅ'


def test_a_check_asks_after_lessons_first() -> None:
    [check] = a_bulletin().checks

    told = [one.text for one in asked_of(check, Language.EN)]

    assert told == ["Whether lesson 1, 2 holds for your own company", "版"]
