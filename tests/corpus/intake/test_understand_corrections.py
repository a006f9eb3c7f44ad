from corpus.reading import Section, Stage
from tests.corpus.intake.documents import (
    lines,
    reading_of,
    reading_of_lines,
    table,
)
from tests.corpus.intake.understand_cases import everything_in


def test_a_correction_gives_the_item_as_it_now_stands() -> None:
    reading = reading_of(
        *lines("報告の訂正について", "事故管理番号: K-1"),
        table(
            ["項目", "誤", "正", "備考"],
            ["影響利用者数", "約10万人", "約12万人", "再集計"],
            ["図1", "縦", "横", ""],
        ),
    )
    assert (reading.stage, reading.reference) == (Stage.CORRECTION, "K-1")
    assert reading.users is not None
    assert reading.users.value == 120_000
    told = "訂正: 影響利用者数: 約10万人 → 約12万人\n訂正: 図1: 縦 → 横\n再集計"
    assert sorted(reading.sections[Section.OTHER].split("\n")) == sorted(told.split("\n"))


def test_a_correction_in_a_line_is_read() -> None:
    reading = reading_of_lines(
        "訂正報告",
        "訂正内容:",
        "影響利用者数: (誤)約10万人 (正)約12万人",
        "継続時間:1時間→2時間",
        "図1を直す",
    )
    assert reading.users is not None
    assert reading.minutes is not None
    assert (reading.users.value, reading.minutes.value) == (120_000, 120)
    assert reading.sections[Section.OTHER] == (
        "訂正: 影響利用者数: 約10万人 → 約12万人\n訂正: 継続時間: 1時間 → 2時間\n訂正: 図1を直す"
    )


def test_a_row_of_a_correction_that_names_no_item_is_left_unread() -> None:
    reading = reading_of(
        *lines("報告の訂正について"), table(["訂正箇所", "訂正前", "訂正後"], ["", "甲", "乙"])
    )
    assert "乙" in everything_in(reading)
