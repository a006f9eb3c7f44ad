from datetime import date

import pytest

from corpus.account import Language
from corpus.filed import account_of_filing, day_of, title_of_filing, traits_of_filing
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.japan import JST
from corpus.reading import Moment, Precision, Reading, Section, ServiceImpact
from corpus.service import Service
from tests.examples import NOW, a_quantity, a_reading

HERE = (IncidentId("2022-a"),)


def text_of(reading: Reading) -> dict[Language, str]:
    return dict(account_of_filing(FilingId("F-1"), reading, HERE).texts)


def test_an_account_is_the_subject_and_what_is_told_of_the_accident() -> None:
    reading = a_reading(
        subject="通信障害", sections={Section.CAUSE: "誤設定", Section.ENGINEER: "技術太郎"}
    )

    account = account_of_filing(FilingId("F-1"), reading, HERE)

    assert account.texts == {Language.JA: "通信障害\u2029\n誤設定"}
    assert (account.id, account.incidents, account.title) == ("F-1", HERE, "通信障害")


def test_an_english_filing_is_an_english_account() -> None:
    assert text_of(a_reading(subject="Outage of voice")).keys() == {Language.EN}


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        (
            a_reading(
                area="東京都", services=(ServiceImpact(service=Service.VOICE, named="音声"),)
            ),
            "音声 東京都",
        ),
        (a_reading(), "F-1"),
    ],
    ids=["services and area", "nothing"],
)
def test_an_account_is_never_empty(reading: Reading, text: str) -> None:
    assert "".join(text_of(reading).values()) == text


def test_a_title_is_the_first_line_of_what_is_told_where_there_is_no_subject() -> None:
    reading = a_reading(sections={Section.CAUSE: "b", Section.OVERVIEW: "一行目\n二行目"})

    assert title_of_filing(reading) == "一行目"


def test_a_long_title_is_cut() -> None:
    assert len(title_of_filing(a_reading(subject="あ" * 200))) == 90


@pytest.mark.parametrize(
    ("precision", "day"),
    [(Precision.MINUTE, date(2025, 4, 1)), (Precision.MONTH, None), (Precision.YEAR, None)],
)
def test_a_day_is_told_only_where_it_is_known(precision: Precision, day: date | None) -> None:
    assert day_of(Moment(at=NOW.astimezone(JST), precision=precision, text="")) == day


def test_traits_hold_the_largest_figures() -> None:
    reading = a_reading(
        users=a_quantity(10),
        services=(
            ServiceImpact(service=Service.VOICE, named="v", users=a_quantity(30)),
            ServiceImpact(service=Service.SMS, named="s", users=a_quantity(None, low=50)),
        ),
    )

    traits = traits_of_filing(reading, [CarrierId("kddi")])

    assert (traits.users, traits.minutes) == (30, None)
    assert traits.services == {Service.VOICE, Service.SMS}
    assert (traits.named, *traits.carriers) == ("kddi", "kddi")


def test_traits_of_a_filing_of_nobody_name_nobody() -> None:
    assert traits_of_filing(a_reading(), []).carriers == frozenset()


def test_a_text_cannot_pretend_to_have_sections() -> None:
    reading = a_reading(sections={Section.CAUSE: "停電\u2029復電", Section.COURSE: "停止"})

    account = account_of_filing(FilingId("F-1"), reading, HERE)

    assert account.texts[Language.JA] == "停止\u2029\n停電\n復電"
