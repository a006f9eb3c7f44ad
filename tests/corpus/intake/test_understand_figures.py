from corpus.reading import Section, Why
from corpus.service import Service
from tests.corpus.intake.documents import (
    FORMULA,
    lines,
    reading_of,
    reading_of_lines,
    table,
    unread,
)
from tests.corpus.intake.understand_cases import start_of


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


def test_a_formula_without_value_is_flagged() -> None:
    reading = reading_of(table(["影響利用者数", FORMULA], ["発生原因", "故障"]))
    assert unread(reading) == [("影響利用者数", "", "formula")]


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
