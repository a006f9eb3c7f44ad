from corpus.account import Language
from sharing.coded import told_by_codes
from sharing.summary.coded_lines import codes_told_in, summary_of_codes
from sharing.summary.summary import Part
from tests.sharing.summary.examples import a_text
from tests.triage.lessons.examples import VOCABULARY

CODES = ("congestion", "software-bug")


def coded(language: Language = Language.JA) -> str:
    known = [one for one in CODES if one in VOCABULARY.concepts]
    assert known
    return told_by_codes(known, language)


def test_each_line_of_codes_goes_into_its_part() -> None:
    text = "及んだ先：輻輳。\n備え：待機系。\n原因：電源の故障。"

    summary = summary_of_codes(a_text(text))

    assert summary is not None
    assert [one.part for one in summary.sentences] == [Part.CAUSE, Part.COURSE, Part.LESSONS]
    for one in summary.sentences:
        assert text[one.places[0].start : one.places[0].end] == one.said


def test_a_text_with_words_of_its_own_is_not_codes_alone() -> None:
    assert summary_of_codes(a_text("及んだ先：輻輳。\n停電した。")) is None
    assert summary_of_codes(a_text("")) is None


def test_codes_are_told_in_the_other_language() -> None:
    english = codes_told_in(coded(), Language.EN)

    assert english == coded(Language.EN)
    assert codes_told_in(english, Language.JA) == coded()


def test_what_is_not_codes_or_is_in_the_language_stays() -> None:
    assert codes_told_in(coded(), Language.JA) == coded()
    assert codes_told_in("停電した。", Language.EN) == "停電した。"
    assert codes_told_in("原因：なにか。", Language.EN) == "原因：なにか。"
