from sharing.bulletin.simple import lines_of, simple_of
from tests.sharing.bulletin.examples import EN, a_bulletin


def test_all_that_a_bulletin_says_stands_in_the_text() -> None:
    told = simple_of(a_bulletin()).decode()

    for words in ("[TLP:AMBER]", "L-12.3", "1. 手順書を見直す", "教訓 1、2 が自社に", "- 注。"):
        assert words in told
    assert told.endswith("\n")


def test_no_notes_no_heading_for_them() -> None:
    assert "■ Notes" not in list(lines_of(a_bulletin(language=EN, notes=())))
    assert "■ Notes" in list(lines_of(a_bulletin(language=EN)))
