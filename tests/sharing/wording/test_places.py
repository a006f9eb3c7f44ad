import pytest

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind
from sharing.grain import Grain, Treatment
from sharing.grain_file import policy_of
from sharing.rewriting import rewrite
from tests.sharing.marked import marked, rewritten


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        ("{place:熊本県}で", "committee", "熊本県で"),
        ("{place:熊本県}で", "designated", "熊本県で"),
        ("{place:熊本県八代市}で", "designated", "熊本県で"),
        ("{place:熊本県}{place:八代市}で", "committee", "熊本県八代市で"),
        ("{place:札幌市}で", "designated", "北海道で"),
        ("{place:大阪}で", "designated", "大阪府で"),
        ("{place:熊本県八代市}で", "carriers", "九州・沖縄地方で"),
        ("{place:熊本県}や{place:鹿児島県}で", "wholesale", "九州・沖縄地方で"),
        (
            "{place:熊本}、{place:鹿児島}、{place:大阪}など",
            "carriers",
            "九州・沖縄地方、近畿地方など",
        ),
        ("{place:熊本県八代市}で", "public", "国内で"),
        ("{place:全国}で", "public", "国内で"),
        ("{place:関東甲信越}の", "designated", "関東甲信越の"),
        ("{place:どこか町}で", "designated", "〔地名A〕で"),
        ("{place:東日本}で", "carriers", "東日本で"),
        ("{place:東日本}で", "public", "国内で"),
        ("{place:東日本大手町}で", "designated", "国内で"),
        ("{place:パリ}の", "designated", "フランスの"),
    ],
)
def test_a_place_is_told_as_exactly_as_the_grain_allows(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain) == told


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        ("in {place:Kumamoto}", "designated", "in Kumamoto"),
        ("in {place:Mie Prefecture}", "designated", "in Mie"),
        ("in {place:Okinawa}, {place:Japan}", "designated", "in Okinawa, Japan"),
        ("in {place:Okinawa}, {place:Japan}", "public", "in Japan"),
        (
            "in {place:Kumamoto} and {place:Kagoshima}",
            "carriers",
            "in the Kyushu and Okinawa region",
        ),
        ("in {place:Texas}", "carriers", "in the United States"),
        ("the whole of the {place:Netherlands}", "carriers", "the whole of the Netherlands"),
        ("in {place:Kansai}", "designated", "in Kansai"),
        ("in {place:Kansai}", "carriers", "in the Kansai region"),
        ("in {place:Eastern Japan}", "carriers", "in Eastern Japan"),
        ("in the {place:Sendai} area failed", "designated", "in Miyagi failed"),
        ("in the {place:Sendai} area failed", "carriers", "in the Tohoku region failed"),
        ("in {place:Sydney}", "carriers", "in Australia"),
        ("in {place:Nowhere-on-Sea}", "carriers", "in [place A]"),
    ],
)
def test_in_english_too(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain, Language.EN) == told


def test_a_place_that_is_dropped_is_not_even_told_apart() -> None:
    policy = policy_of(Grain.PUBLIC).with_treatment(IdentifierKind.PLACE, Treatment.DROP)

    assert (
        rewrite(*marked("{place:熊本}と{place:大阪}で"), policy, Language.JA).text == "〔地名〕で"
    )
