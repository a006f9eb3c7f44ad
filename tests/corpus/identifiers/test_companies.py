import pytest

from corpus.identifiers.companies import see
from corpus.identifiers.parts import filled
from corpus.identifiers.spelling import spell
from tests.corpus.identifiers.spelled_cases import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("株式会社ミライ通信工業が", "株式会社ミライ通信工業"),
        ("受託した東海工業株式会社は", "東海工業株式会社"),
        ("三河湾ケーブルネットワークの", "三河湾ケーブルネットワーク"),
        ("by Acme Widgets Inc. today", "Acme Widgets Inc."),
        ("by Northern Lights Telecom today", "Northern Lights Telecom"),
        ("K社の回線", "K社"),
    ],
)
def test_an_unknown_company_is_found_and_undecided(text: str, found: str) -> None:
    assert found in words(see, text)
    assert not any(one.sure for one in see(spell(text)))


@pytest.mark.parametrize(
    "text",
    [
        "A社とB社",
        "A社とB社とK社",
        "ケーブルテレビ会社",
        "Federal Communications Commission",
        "同社の",
        "",
    ],
)
def test_what_is_no_company_is_left(text: str) -> None:
    assert words(see, text) == []


def test_a_pattern_is_made_of_its_parts() -> None:
    assert filled("{ab}{1,2}", {"ab": "x{c}", "c": "y"}) == "xy{1,2}"
