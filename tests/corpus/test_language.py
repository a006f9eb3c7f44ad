"""Which language a text is written in."""

import pytest

from corpus.account import Language
from corpus.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("全国で音声通話がつながりにくくなった", Language.JA),
        ("BGPのroute leakによりCloudflareのbackboneが輻輳", Language.JA),
        ("A router failed in Tokyo and traffic was lost.", Language.EN),
        (
            "KDDI (ケーディーディーアイ) lost a router in Oyama, and mail servers stopped",
            Language.JA,
        ),
        (
            "The incident, called 障害 in Japanese reports, lasted for about three hours",
            Language.EN,
        ),
        ("ｹｰﾌﾞﾙ", Language.JA),
        ("12:30", Language.JA),
        ("", Language.JA),
    ],
)
def test_the_share_of_kana_and_kanji_decides(text: str, language: Language) -> None:
    assert language_of(text) is language
