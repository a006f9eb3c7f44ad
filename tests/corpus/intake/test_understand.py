import tomllib

from hypothesis import given
from hypothesis import strategies as st

from corpus.intake.forms import LABELS as LABELS_FILE
from corpus.intake.understand import understand
from corpus.reading import Reading, Section, Stage, Why
from corpus.service import Service
from corpus.shape import squeezed
from tests.corpus.intake.documents import (
    FORMULA,
    MERGED,
    document,
    lines,
    reading_of,
    reading_of_lines,
    table,
    unread,
)

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=40)


def start_of(reading: Reading) -> str:
    assert reading.occurred is not None
    return f"{reading.occurred.at:%Y-%m-%d %H:%M}"


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


def test_a_table_of_services_gives_each_its_figures() -> None:
    reading = reading_of(
        *lines("重大な事故報告書"),
        table(
            ["影響サービス", "影響利用者数", "継続時間", "備考"],
            ["緊急通報を含むIP電話", "約12万人", "1:58", "三重県"],
            ["インターネットアクセス", "調査中", "1時間58分", "-"],
            ["携帯電話", "5人", "", ""],
        ),
    )
    voice, access = reading.services
    assert voice.users is not None
    assert voice.minutes is not None
    assert (voice.users.value, voice.minutes.value, access.users) == (120_000, 118, None)
    assert unread(reading) == [
        ("影響利用者数", "調査中", "pending"),
        ("影響サービス", "携帯電話", "unknown_service"),
        ("影響利用者数", "5人", "ambiguous"),
    ]
    assert reading.sections == {Section.OTHER: "三重県"}


def test_an_unknown_label_is_left_unread_with_its_place() -> None:
    reading = reading_of(
        *lines("速報", "謎の欄: 謎"), table(["別の欄", "値"], ["発生原因", "故障"])
    )
    assert unread(reading) == [
        ("謎の欄", "謎", "unknown_label"),
        ("別の欄", "値", "unknown_label"),
    ]
    assert [one.where for one in reading.unread] == ["line 2", "table 1 row 1 col 1"]


def test_what_is_still_looked_into_is_pending() -> None:
    reading = reading_of_lines(
        "速報", "影響利用者数: 調査中", "発生原因: 現在調査中", "復旧日時: 継続中"
    )
    assert {why for _, _, why in unread(reading)} == {"pending"}
    assert (reading.users, reading.recovered, reading.sections) == (None, None, {})


def test_a_figure_still_looked_into_is_read_and_flagged() -> None:
    reading = reading_of_lines("速報", "影響利用者数: 約3万人(精査中)")
    assert reading.users is not None
    assert (reading.users.value, unread(reading)[0][2]) == (30_000, "pending")


def test_a_duration_that_contradicts_the_moments_is_flagged_and_both_are_kept() -> None:
    reading = reading_of_lines(
        "発生日時: 2022年7月2日 1時00分",
        "復旧日時: 同日 2時00分",
        "継続時間: 2時間",
        "発生場所: 東京",
    )
    assert reading.minutes is not None
    assert (reading.minutes.value, reading.recovered is None) == (120, False)
    assert unread(reading) == [("継続時間", "2時間", "conflict")]


def test_a_rough_duration_agrees_within_a_tenth() -> None:
    told = ("発生日時: 2022年7月2日 1時00分", "復旧日時: 同日 11時00分")
    assert reading_of_lines(*told, "継続時間: 約10時間半").unread == ()
    assert reading_of_lines(*told, "継続時間: 12時間以上").unread[0].why is Why.CONFLICT
    assert reading_of_lines(*told, "継続時間: 9時間以上").unread == ()
    assert reading_of_lines(*told, "継続時間: 9時間以内").unread[0].why is Why.CONFLICT


def test_an_end_before_the_beginning_is_flagged() -> None:
    reading = reading_of_lines("発生日時: 2022年7月2日 1時00分", "復旧日時: 2022年7月1日 2時00分")
    assert unread(reading) == [("復旧日時", "2022年7月1日 2時00分", "conflict")]


def test_an_end_told_by_its_day_is_not_before_the_beginning_on_that_day() -> None:
    assert (
        reading_of_lines("発生日時: 2022年7月2日 1時00分", "復旧日時: 2022年7月2日").unread == ()
    )


def test_the_duration_follows_from_moments_told_to_the_minute() -> None:
    reading = reading_of_lines("発生日時: 2022年7月2日 1時35分", "復旧日時: 同日 2時05分")
    assert reading.minutes is not None
    assert reading.minutes.value == 30
    assert reading_of_lines("発生日時: 2022年7月2日", "復旧日時: 7月3日").minutes is None


def test_several_stretches_are_kept_and_summed() -> None:
    reading = reading_of_lines(
        "発生日時: 2024年4月19日", "影響時間帯: 12時33分-13時25分、15時25分-16時00分"
    )
    assert len(reading.intervals) == 2
    assert reading.minutes is not None
    assert reading.minutes.value == 87
    assert start_of(reading) == "2024-04-19 00:00"


def test_stretches_in_the_field_of_the_beginning_give_the_end_too() -> None:
    reading = reading_of_lines("発生日時: 2022年7月2日 1時35分~2時05分")
    assert reading.recovered is not None
    assert (reading.recovered.at.minute, reading.intervals) == (5, ())


def test_a_stretch_that_cannot_be_read_is_left_unread() -> None:
    reading = reading_of_lines("速報", "影響時間帯: 断続的", "発生日時: 2月30日")
    assert unread(reading) == [
        ("発生日時", "2月30日", "ambiguous"),
        ("影響時間帯", "断続的", "no_date"),
    ]


def test_the_year_comes_from_the_day_of_the_report() -> None:
    reading = reading_of_lines("速報", "2013年1月1日", "発生日時: 12月31日 23時50分")
    assert start_of(reading) == "2012-12-31 23:50"
    assert reading.reported is not None


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


def test_a_formula_without_value_is_flagged() -> None:
    reading = reading_of(table(["影響利用者数", FORMULA], ["発生原因", "故障"]))
    assert unread(reading) == [("影響利用者数", "", "formula")]


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


def test_users_are_given_to_the_services_that_are_named() -> None:
    reading = reading_of_lines(
        "影響サービス: 緊急通報を含む音声通話、データ通信、謎",
        "影響利用者数: 音声:約5万人、データ:3万人(確認中)",
    )
    voice, data = reading.services
    assert voice.users is not None
    assert data.users is not None
    assert (voice.service, voice.users.value, data.users.value, reading.users) == (
        Service.EMERGENCY_VOICE,
        50_000,
        30_000,
        None,
    )
    assert unread(reading) == [
        ("影響サービス", "謎", "unknown_service"),
        ("影響利用者数", "音声:約5万人、データ:3万人(確認中)", "pending"),
    ]


def test_figures_whose_services_are_not_named_are_ambiguous() -> None:
    reading = reading_of_lines(
        "影響利用者数: 東日本5万人、西日本3万人", "継続時間: 東2時間、西1時間"
    )
    assert [why for _, _, why in unread(reading)] == ["ambiguous", "ambiguous"]


def test_two_figures_of_one_service_are_ambiguous() -> None:
    told = "1 固定電話:約18.6万人、インターネットアクセス:約35.9万人\n2 固定電話:約4.7万人"
    reading = reading_of(table(["影響利用者数", told]))
    assert unread(reading) == [("影響利用者数", told, "ambiguous")]


def test_a_service_twice_in_a_table_is_ambiguous() -> None:
    rows = [["影響サービス", "影響利用者数"], ["SMS", "5人"], ["SMS", "6人"]]
    assert unread(reading_of(*lines("速報"), table(*rows))) == [
        ("影響利用者数", "6人", "ambiguous")
    ]


def test_a_duration_behind_a_moment_is_compared() -> None:
    start = "発生日時: 2022年7月2日 1時00分"
    assert reading_of_lines(start, "復旧日時: 同日 2時00分 (継続時間:1時間)").unread == ()
    wrong = reading_of_lines(start, "復旧日時: 同日 2時00分 (継続時間:2時間)")
    assert [why for _, _, why in unread(wrong)] == ["conflict"]


def test_the_only_figure_of_one_of_several_services_is_its_own() -> None:
    reading = reading_of_lines("影響サービス: 音声通話、SMS", "影響利用者数: 音声 約5万人")
    assert (reading.users, reading.services[0].users is None) == (None, False)


def test_durations_are_given_to_the_services_that_are_named() -> None:
    reading = reading_of_lines("影響サービス: 音声通話、SMS", "継続時間: 音声は2時間、SMSは1時間")
    assert [impact.minutes and impact.minutes.value for impact in reading.services] == [120, 60]


def test_a_service_that_no_word_names_is_left_unread() -> None:
    reading = reading_of_lines("影響サービス: 携帯電話", "役務: 確認中")
    assert [why for _, _, why in unread(reading)] == ["unknown_service", "pending"]


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


def everything_in(reading: Reading) -> str:
    moments = (reading.reported, reading.known, reading.occurred, reading.recovered)
    quantities = (reading.users, reading.minutes)
    texts = [reading.carrier_named, reading.reference, reading.subject, reading.area]
    texts += [told.text for told in (*moments, *quantities) if told]
    texts += [f"{one.label}{one.text}" for one in reading.unread]
    figures = [f for impact in reading.services for f in (impact.users, impact.minutes)]
    texts += [f.text for f in figures if f]
    texts += [impact.named for impact in reading.services]
    texts += [
        moment.text for one in reading.intervals for moment in (one.start, one.end) if moment
    ]
    return squeezed("".join(filter(None, (*texts, *reading.sections.values()))))


@given(st.lists(st.text("あいう日本語の文章ですABC123"), min_size=1, max_size=6))
def test_no_line_of_a_filing_is_lost(written: list[str]) -> None:
    told = everything_in(reading_of_lines(*written))
    assert all(squeezed(line) in told for line in written if line.strip())


LABELS = sorted(
    label
    for labels in tomllib.loads(LABELS_FILE.read_text("utf-8"))["fields"].values()
    for label in labels
    if label not in {"No", "No.", "番号", "項番", "通番", "連番", "行番号"}
)


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.text("甲乙丙丁0123年月日時分万人", min_size=1))
    ),
    st.sampled_from(["速報", "訂正報告", "重大な事故報告書", "案内"]),
)
def test_no_text_under_a_label_is_lost(written: list[tuple[str, str]], title: str) -> None:
    told = everything_in(reading_of_lines(title, *(f"{label}: {text}" for label, text in written)))
    assert all(squeezed(text) in told for _, text in written)


def test_a_second_figure_or_moment_that_differs_is_flagged() -> None:
    reading = reading_of_lines(
        *(
            "速報",
            "発生日時: 2022年7月2日",
            "発生日時: 2022年7月2日 1時",
            "発生日時: 2022年7月3日",
        ),
        *("影響利用者数: 5人", "利用者数: 5人", "影響人数: 6人", "影響時間帯: 7月4日 1時~2時"),
    )
    assert [(text, why) for _, text, why in unread(reading)] == [
        ("2022年7月3日", "conflict"),
        ("7月4日 1時~2時", "conflict"),
        ("6人", "conflict"),
    ]


@given(st.lists(WORDS, max_size=6), st.lists(st.lists(WORDS, max_size=5), max_size=5))
def test_no_document_makes_it_raise(texts: list[str], rows: list[list[str]]) -> None:
    tables = (table(*rows),) if any(any(row) for row in rows) else ()
    found = understand(document(*lines(*texts), *tables))
    assert all(isinstance(reading, Reading) for reading in found)
