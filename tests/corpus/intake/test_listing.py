import pytest

from corpus.intake.understand import understand
from corpus.reading import Reading, Section, Stage
from corpus.service import Service
from tests.corpus.intake.documents import MERGED, document, lines, table, unread

HEADING = ["No", "事業者名", "発生日時", "復旧日時", "影響サービス", "影響利用者数", "発生原因"]
ROW = ["1", "KDDI", "2022/7/2 1:35", "2022/7/2 2:35", "音声通話", "1,200", "故障"]
OTHER = ["2", "ZTV", "2022/7/3 1:35", "2022/7/3 2:35", "SMS", "5", "断線"]


def readings(*rows: list[str]) -> tuple[Reading, ...]:
    return understand(document(table(*rows, lettered=True)))


def test_each_row_of_a_list_is_a_reading() -> None:
    first, second = readings(HEADING, ROW, OTHER)
    assert (first.form, first.stage) == ("annual_list", Stage.ANNUAL)
    assert (first.carrier_named, second.carrier_named) == ("KDDI", "ZTV")
    assert first.users is not None
    assert first.minutes is not None
    assert (first.users.value, first.minutes.value) == (1_200, 60)
    assert first.services[0].service is Service.VOICE
    assert (first.sections, first.unread) == ({Section.CAUSE: "故障"}, ())
    assert [one.where for one in (first, second)] == ["sheet 様式 row 2", "sheet 様式 row 3"]


@pytest.mark.parametrize(
    "row",
    [
        [],
        ["3"],
        ["合計", "", "", "", "", "1,205"],
        ["", "計", "", "", "", "9"],
        ["※ 速報値"],
        HEADING,
    ],
)
def test_rows_that_tell_no_accident_are_none(row: list[str]) -> None:
    assert len(readings(HEADING, ROW, row, OTHER)) == 2


def test_a_row_that_cannot_be_read_does_not_sink_the_others() -> None:
    bad = ["3", "?", "いつか", "そのうち", "何か", "たくさん", ""]
    first, broken, _ = readings(HEADING, ROW, bad, OTHER)
    assert first.unread == ()
    assert [why for _, _, why in unread(broken)] == [
        "no_date",
        "no_date",
        "unknown_service",
        "no_number",
    ]
    assert broken.unread[0].where == "sheet 様式!C3"


def test_lines_above_the_list_tell_what_all_rows_share() -> None:
    rows = [
        ["年次報告", ""],
        ["事業者名", "KDDI"],
        ["報告日", "2022年4月1日"],
        HEADING[2:],
        ROW[2:],
        OTHER[2:],
    ]
    first, second = readings(*rows)
    assert (first.carrier_named, second.carrier_named) == ("KDDI", "KDDI")
    assert first.reported is not None


def test_a_heading_may_have_two_lines_and_units() -> None:
    first, _ = readings(
        ["事業者名", "発生", MERGED, "復旧日時", "影響", MERGED, "原因"],
        ["", "日付", "時刻", "", "サービス", "利用者数(千人)", ""],
        ["KDDI", "令和4年7月2日", "1時35分", "翌日 1時", "音声通話", "約5", "故障"],
        ["KDDI", "令和4年7月3日", "1時35分", "翌日 1時", "音声通話", "5", "故障"],
    )
    assert first.occurred is not None
    assert first.users is not None
    assert (first.occurred.at.hour, first.users.value) == (1, 5_000)


def test_a_time_without_a_column_for_its_day_is_not_guessed() -> None:
    heading = ["事業者名", "発生時刻", "影響サービス", "復旧時刻", "原因", "発生日時"]
    row = ["KDDI", "1:35", "SMS", "2:35", "故障", ""]
    first, _ = readings(heading, row, row)
    assert {why for _, _, why in unread(first)} == {"ambiguous"}


def test_a_column_that_no_form_knows_is_left_unread() -> None:
    first, _ = readings([*HEADING, "謎"], [*ROW, "値"], [*OTHER, ""])
    assert unread(first) == [("謎", "値", "unknown_label")]


def test_a_cell_beyond_the_heading_is_left_unread() -> None:
    first, _ = readings(HEADING, [*ROW, "値"], OTHER)
    assert unread(first) == [("", "値", "unknown_label")]


def test_lists_in_several_tables_are_all_read() -> None:
    plain = table(HEADING, ROW, OTHER)
    found = understand(document(*lines("事故一覧"), plain, plain))
    assert [one.where for one in found][:2] == ["table 1 row 2", "table 1 row 3"]
    assert len(found) == 4


def test_one_row_under_its_labels_is_one_filing() -> None:
    [only] = readings(HEADING, ROW)
    assert (only.form, only.where, only.carrier_named) == ("first_report", "", "KDDI")
