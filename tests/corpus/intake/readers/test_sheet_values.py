"""What a cell of a spreadsheet says."""

import pytest

from corpus.intake.readers.sheet_values import Format, format_of, number_text, unescaped


@pytest.mark.parametrize(
    ("number", "code", "shown_as"),
    [
        (0, None, Format.NUMBER),
        (14, None, Format.DATE),
        (20, None, Format.TIME),
        (46, None, Format.TIME),
        (30, None, Format.DATE),  # Japanese, spelled out in no file
        (32, None, Format.TIME),
        (164, '[$-411]ggge"年"m"月"d"日";@', Format.DATE),
        (164, "yyyy/mm/dd hh:mm", Format.DATE),
        (164, 'm"月"', Format.DATE),
        (164, "aaaa", Format.DATE),
        (164, "[h]:mm", Format.TIME),
        (164, 'h"時"mm"分"', Format.TIME),
        (164, "h:mm AM/PM", Format.TIME),
        (164, "General", Format.NUMBER),
        (164, '#,##0"days"', Format.NUMBER),
        (164, "0.00E+00", Format.NUMBER),
        (164, "[Red]0.0%", Format.NUMBER),
        (164, "0_d", Format.NUMBER),
    ],
)
def test_a_format_is_known_by_its_number_or_its_code(
    number: int, code: str | None, shown_as: Format
) -> None:
    assert format_of(number, {number: code} if code else {}) is shown_as


@pytest.mark.parametrize(
    ("stored", "shown_as", "text"),
    [
        ("22780000", Format.NUMBER, "22780000"),
        ("22780000.0", Format.NUMBER, "22780000"),
        ("2.278E7", Format.NUMBER, "22780000"),
        ("0.30000000000000004", Format.NUMBER, "0.3"),
        ("0.125", Format.NUMBER, "0.125"),
        ("-5", Format.NUMBER, "-5"),
        ("12345678901234567890", Format.NUMBER, "12345678901234567890"),
        ("44744", Format.DATE, "2022-07-02"),
        ("44744.06597222222", Format.DATE, "2022-07-02T01:35:00"),
        ("44743.999999999", Format.DATE, "2022-07-02"),
        ("0.5", Format.DATE, "12:00:00"),
        ("1", Format.DATE, "1900-01-01"),
        ("60", Format.DATE, "60"),  # there was no such day
        ("61", Format.DATE, "1900-03-01"),
        ("-1", Format.DATE, "-1"),
        ("99999999", Format.DATE, "99999999"),
        ("0.0659722222222222", Format.TIME, "01:35:00"),
        ("2.559027777777778", Format.TIME, "61:25:00"),
        ("-0.5", Format.TIME, "-0.5"),
    ],
)
def test_a_number_is_told_as_what_it_stands_for(stored: str, shown_as: Format, text: str) -> None:
    assert number_text(stored, shown_as, from_1904=False) == text


def test_a_workbook_may_count_from_1904() -> None:
    assert number_text("43282", Format.DATE, from_1904=True) == "2022-07-02"


@pytest.mark.parametrize("stored", ["x", "", "nan", "1e999"])
def test_what_is_no_number_is_no_date(stored: str) -> None:
    with pytest.raises(ValueError, match="could not convert|not finite"):
        number_text(stored, Format.DATE, from_1904=False)


def test_characters_that_xml_cannot_hold_are_unescaped() -> None:
    assert unescaped("a_x000D_b_x4e8B_ _xyz_") == "a\rb事 _xyz_"
