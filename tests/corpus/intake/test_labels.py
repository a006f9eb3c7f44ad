import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.intake.labels import Vocabulary, key_of, unit_of

WORDS = Vocabulary(
    {
        "発生日時": "occurred",
        "発生": "group",
        "復旧日時": "recovered",
        "復旧日時(見込み)": "expected",
        "影響サービス": "services",
        "Date of report": "reported",
    }
)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "発生日時",
            "発 生 日 時",
            "発　生　日　時",
            "発生\n日時",
            "【発生日時】",
            "1. 発生日時",
        ),
        *("１．発生日時：", "(1)発生日時", "（ア） 発生日時", "① 発生日時", "一、発生日時"),
        *("第1 発生日時", "2-1 発生日時", "■発生日時", "発生日時(※1)", "ア) 発生日時"),
        "1 (2) 発生日時",
    ],
)
def test_a_label_is_known_however_it_is_dressed(written: str) -> None:
    hit = WORDS.whole(written)
    assert hit is not None
    assert hit.target == "occurred"


@pytest.mark.parametrize("written", ["発生日時等の件", "日時", "", "発生日時" * 40])
def test_another_text_is_no_label(written: str) -> None:
    assert WORDS.whole(written) is None


def test_a_note_makes_another_label_where_the_form_says_so() -> None:
    hit, plain = WORDS.whole("復旧日時(見込み)"), WORDS.whole("復旧日時(最終)")
    assert hit is not None
    assert plain is not None
    assert (hit.target, plain.target) == ("expected", "recovered")


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        ("発生日時:7月2日", "発生日時", "7月2日"),
        ("１．発　生　日　時　：　７月２日", "発 生 日 時", "７月２日"),
        ("発生日時  7月2日", "発生日時", "7月2日"),
        ("発生日時\t7月2日", "発生日時", "7月2日"),
        ("発生日時　7月2日", "発生日時", "7月2日"),
        ("3 発生日時 7月2日", "発生日時", "7月2日"),
        ("【発生日時】7月2日", "発生日時", "7月2日"),
        ("発生日時(※1):7月2日", "発生日時(※1)", "7月2日"),
        ("発生日時", "発生日時", ""),
        ("影響ｻｰﾋﾞｽ: 音声", "影響ｻｰﾋﾞｽ", "音声"),
        ("date of report: 2 July", "date of report", "2 July"),
    ],
)
def test_a_line_gives_its_label_and_the_text_behind_it(line: str, label: str, rest: str) -> None:
    hit = WORDS.leading(line)
    assert hit is not None
    assert (hit.label, hit.rest) == (label, rest)


@pytest.mark.parametrize(
    "line",
    ["発生日時は調査中", "発生日時 7月2日", "発生日時7月2日", "1:35 作業開始", "", "音声", "発"],
)
def test_a_sentence_that_begins_like_a_label_is_none(line: str) -> None:
    assert WORDS.leading(line) is None


def test_the_longest_label_is_taken() -> None:
    hit = WORDS.leading("発生日時:7月2日")
    assert hit is not None
    assert hit.target == "occurred"


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("影響利用者数(千人)", "千人"),
        ("継続時間（分）", "分"),
        ("継続時間 (単位:分)", "分"),
        ("継続時間", None),
        ("Duration (Minutes)", "minutes"),
    ],
)
def test_a_label_tells_what_it_counts_in(label: str, unit: str | None) -> None:
    assert unit_of(label) == unit


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    assert WORDS.whole(text) is None or key_of(text)
    assert WORDS.leading(text) is None or key_of(text)
