from dataclasses import replace

from corpus.documents.events import spans_of, users_over_time
from corpus.reading import Interval, Precision, Section, ServiceImpact
from corpus.service import Service
from tests.corpus.documents.readings import an_outage, at, count, minutes
from tests.examples import a_reading


def test_nothing_is_drawn_where_no_moment_is_told() -> None:
    assert not spans_of(a_reading())
    assert not users_over_time(a_reading())


def test_nothing_is_drawn_of_an_outage_that_is_told_by_its_days() -> None:
    reading = an_outage(occurred=at(0, Precision.DAY), recovered=at(30, Precision.DAY))

    assert not spans_of(reading)
    assert not users_over_time(reading)


def test_the_course_is_drawn_from_stretches_moments_and_lines_that_begin_with_a_time() -> None:
    names = [span.name for span in spans_of(an_outage())]

    assert names == [
        "影響 7/2 1:35～7/2 11:35",
        "7/2 1:35 経路を変更",
        "覚知 7/2 1:50",
        "7/2 2:10 輻輳を確認",
    ]


def test_a_report_weeks_later_is_not_drawn_beside_an_outage_of_hours() -> None:
    reading = an_outage(reported=at(500))

    assert not [span for span in spans_of(reading) if span.name.startswith("報告")]


def test_users_rise_and_fall_with_each_stretch() -> None:
    stretches = (Interval(start=at(0), end=at(1)), Interval(start=at(2), end=at(3)))
    reading = a_reading(intervals=stretches, users=count(100))

    (series,) = users_over_time(reading)

    assert series.points == (
        (0, 0), (0, 100), (1, 100), (1, 0), (2, 0), (2, 100), (3, 100), (3, 0),
    )  # fmt: skip


def test_each_service_falls_after_its_own_minutes() -> None:
    voice = ServiceImpact(
        service=Service.VOICE, named="音声", users=count(100), minutes=minutes(90)
    )
    (series,) = users_over_time(an_outage(services=(voice,)))

    assert series.name == "音声"
    assert series.points[-1] == (1.5, 0)


def test_the_numbers_of_the_course_go_before_a_level_of_the_whole() -> None:
    course = "1時35分 約10万人に影響\n3時35分 影響は約5万人\n何も起きず"
    reading = an_outage(sections={Section.COURSE: course})

    (series,) = users_over_time(reading)

    assert series.points == ((0, 100_000), (2, 50_000))


def test_a_bound_is_drawn_and_called_one() -> None:
    users = replace(count(1), value=None, low=765)
    (series,) = users_over_time(an_outage(services=(), users=users))

    assert series.name == "影響利用者数（以上）"
    assert max(point[1] for point in series.points) == 765


def test_an_upper_bound_is_called_one() -> None:
    users = replace(count(1), value=None, high=765)
    (series,) = users_over_time(an_outage(services=(), users=users))

    assert series.name == "影響利用者数（以下）"


def test_no_users_no_curve() -> None:
    assert users_over_time(an_outage(services=(), users=None)) == ()


def test_a_line_that_only_mentions_a_time_is_no_event() -> None:
    course = "経路は3時に戻した\n2022年7月2日 全面的に復旧\n1時40分"
    reading = an_outage(sections={Section.COURSE: course}, known=None)

    assert len(spans_of(reading)) == 1


def test_long_lines_of_the_course_are_cut() -> None:
    reading = an_outage(sections={Section.COURSE: "2時00分 " + "あ" * 80}, known=None)

    assert spans_of(reading)[-1].name.endswith("…")
