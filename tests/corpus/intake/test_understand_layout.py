from corpus.reading import Section, Stage
from corpus.service import Service
from tests.corpus.intake.documents import (
    MERGED,
    lines,
    reading_of,
    reading_of_lines,
    table,
    unread,
)
from tests.corpus.intake.understand_cases import start_of


def test_six_lines_are_a_first_report() -> None:
    reading = reading_of_lines(
        "電気通信事故速報",
        "1. 事業者名:KDDI株式会社",
        "2. 事故管理番号:K-1",
        "3. 発生日時:令和4年7月2日(土)1時35分",
        "4. 影響サービス:音声通話、データ通信",
        "5. 影響範囲:全国",
        "6. 影響利用者数:約2,278万人",
        "7. 原因:設備の故障",
    )
    assert (reading.form, reading.stage) == ("first_report", Stage.FIRST)
    assert (reading.carrier_named, reading.reference) == ("KDDI株式会社", "K-1")
    assert start_of(reading) == "2022-07-02 01:35"
    assert [impact.service for impact in reading.services] == [Service.VOICE, Service.MOBILE_DATA]
    assert reading.users is not None
    assert (reading.users.value, reading.area) == (22_780_000, "全国")
    assert (dict(reading.sections), reading.unread) == ({Section.CAUSE: "設備の故障"}, ())


def test_text_under_its_heading_lasts_until_the_next() -> None:
    reading = reading_of_lines(
        "重大な事故報告書(詳報)",
        "１　発生原因",
        "故障した。",
        "1:35 警報",
        "天気: 雨",
        "２　再発防止策",
        "改める。",
    )
    assert reading.sections == {
        Section.CAUSE: "故障した。\n1:35 警報\n天気: 雨",
        Section.PREVENTION: "改める。",
    }


def test_a_heading_and_its_text_may_be_one_paragraph() -> None:
    reading = reading_of_lines("発生原因\n故障した。", "発生日時\n2022年7月2日 1時35分")
    assert reading.sections == {Section.CAUSE: "故障した。"}
    assert start_of(reading) == "2022-07-02 01:35"


def test_labels_beside_and_above_their_text_are_read_in_one_table() -> None:
    reading = reading_of(
        table(
            ["発生日時", "2022年7月2日 1時35分", "影響範囲", "全国"],
            ["復旧日時", "継続時間"],
            ["同日 2時35分", "60分"],
            ["発生原因"],
            ["故障した。"],
        )
    )
    assert start_of(reading) == "2022-07-02 01:35"
    assert reading.recovered is not None
    assert (reading.recovered.at.hour, reading.area) == (2, "全国")
    assert reading.minutes is not None
    assert reading.minutes.value == 60
    assert (reading.sections, reading.unread) == ({Section.CAUSE: "故障した。"}, ())


def test_labels_under_a_merged_heading_are_told_by_both() -> None:
    reading = reading_of(
        table(
            ["発生", "日時", "2022年7月2日 1時35分"],
            [MERGED, "場所", "東京都"],
            ["影響", "役務", "SMS"],
            [MERGED, "利用者数", "12人"],
        )
    )
    assert start_of(reading) == "2022-07-02 01:35"
    assert (reading.area, reading.services[0].service) == ("東京都", Service.SMS)
    assert reading.users is not None
    assert reading.users.value == 12


def test_labels_within_the_cell_of_a_heading_are_read() -> None:
    reading = reading_of(table(["影響", "役務: SMS\n利用者数: 12人"]))
    assert reading.services[0].service is Service.SMS
    assert reading.users is not None


def test_a_merged_label_keeps_the_rows_beside_it() -> None:
    reading = reading_of(table(["発生原因", "故障した。"], [MERGED, "電源が落ちた。"]))
    assert reading.sections == {Section.CAUSE: "故障した。\n電源が落ちた。"}


def test_a_table_of_times_belongs_to_the_heading_over_it() -> None:
    reading = reading_of(
        *lines("発生状況"),
        table(["1:35", "作業開始"], ["1:50", "切戻し"]),
        *lines("発生原因", "故障"),
    )
    assert reading.sections == {
        Section.COURSE: "1:35 作業開始\n1:50 切戻し",
        Section.CAUSE: "故障",
    }


def test_an_unknown_label_is_left_unread_with_its_place() -> None:
    reading = reading_of(
        *lines("速報", "謎の欄: 謎"), table(["別の欄", "値"], ["発生原因", "故障"])
    )
    assert unread(reading) == [
        ("謎の欄", "謎", "unknown_label"),
        ("別の欄", "値", "unknown_label"),
    ]
    assert [one.where for one in reading.unread] == ["line 2", "table 1 row 1 col 1"]


def test_sender_date_and_title_are_told_by_their_looks() -> None:
    reading = reading_of_lines(
        "総務大臣 殿",
        "株式会社ZTV",
        "令和5年5月15日",
        "事故について(速報)",
        "株式会社ZTV",
        "発生原因: 断線",
        "以上",
    )
    assert (reading.carrier_named, reading.subject) == ("株式会社ZTV", "事故について(速報)")
    assert reading.reported is not None
    assert (unread(reading), reading.sections) == (
        [("", "株式会社ZTV", "unknown_label")],
        {Section.CAUSE: "断線"},
    )


def test_titles_and_page_numbers_between_pages_are_no_text() -> None:
    reading = reading_of_lines(
        "速報", "発生原因", "故障した。", "- 2 -", "2 / 3", "速報", "措置", "直した。"
    )
    assert reading.sections == {Section.CAUSE: "故障した。", Section.RESPONSE: "直した。"}


def test_a_pointer_to_an_annex_gives_way_to_the_annex() -> None:
    pointer = "発生原因: 別紙のとおり"
    assert reading_of_lines(pointer, "発生原因: 故障").sections == {Section.CAUSE: "故障"}
    assert reading_of_lines(pointer).sections == {Section.CAUSE: "別紙のとおり"}


def test_a_place_is_the_area_where_none_is_told() -> None:
    assert reading_of_lines("速報", "発生場所: 東京").area == "東京"
    both = reading_of_lines("速報", "発生場所: 東京", "影響範囲: 全国")
    assert (both.area, both.sections) == ("全国", {Section.OTHER: "発生場所: 東京"})


def test_the_stage_is_what_the_filing_says() -> None:
    assert reading_of_lines("速報", "報告種別: 詳報(最終)").stage is Stage.DETAILED
    strange = reading_of_lines("速報", "報告種別: その他")
    assert (strange.stage, unread(strange)) == (
        Stage.FIRST,
        [("報告種別", "その他", "unknown_label")],
    )


def test_ids_of_ours_are_found_where_earlier_filings_are_named() -> None:
    ours = "F-01K6ZZZZZZZZZZZZZZZZZZZZZZ"
    reading = reading_of_lines(
        "速報", f"受付番号: {ours}、2022-07-02-kddi-okinawa", "関連する届出: 前回"
    )
    assert reading.regarding == (ours, "2022-07-02-kddi-okinawa")
    assert unread(reading) == [("関連する届出", "前回", "unknown_label")]


def test_nested_records_are_read() -> None:
    reading = reading_of(
        table(
            ["services[1].service", "emergency_voice"],
            ["services[1].users", "12"],
            ["services[2].service", "mobile_data"],
            ["intervals[1].start", "2022-07-02T01:35:00+09:00"],
            ["intervals[1].end", "2022-07-02T02:05:00+09:00"],
            ["sections.cause", "故障"],
            ["影響.地域", "全国"],
            ["発生.日時", "2022-07-02T01:35:00+09:00"],
            ["a.b", "c"],
            ["謎[1].謎", "d"],
        )
    )
    assert [impact.service for impact in reading.services] == [
        Service.EMERGENCY_VOICE,
        Service.MOBILE_DATA,
    ]
    assert (reading.area, reading.sections) == ("全国", {Section.CAUSE: "故障"})
    assert len(reading.intervals) == 1
    assert [label for label, _, _ in unread(reading)] == ["a.b", "謎[1].謎"]


def test_a_filing_of_no_form_is_all_overview() -> None:
    reading = reading_of_lines("雨の日の話", "回線が切れた。", "天気: 雨")
    assert (reading.form, reading.stage) == ("free", Stage.UNKNOWN)
    assert reading.sections == {Section.OVERVIEW: "雨の日の話\n回線が切れた。\n天気: 雨"}


def test_an_empty_document_is_one_empty_reading() -> None:
    reading = reading_of()
    assert (reading.form, reading.sections, reading.unread) == ("free", {}, ())
