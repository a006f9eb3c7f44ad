import pytest

from corpus.identifiers.detect import Detector
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.unwrapped import grown, unwrap

QUOTED = "> 佐藤です。KD\r\n> DIへ03-12\r\n>> 34-5678で。"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("KD\nDI", "KD DI"),
        ("佐\r\n藤", "佐藤"),
        ("03-12\n> 34", "03-1234"),
        ("John\n>> Smith", "John Smith"),
        ("192.168.\n> 0.1", "192.168.0.1"),
        ("多摩\n\u3000センター", "多摩センター"),
    ],
)
def test_what_a_break_tore_apart_is_whole(text: str, whole: str) -> None:
    unwrapped = unwrap(text)

    assert unwrapped is not None
    assert unwrapped.text == whole


@pytest.mark.parametrize(
    "text",
    ["", "停止した。\n復旧した。", "一行だけ", "終わり\n", "out of scope.\nAt ten", "\n\n> \n"],
)
def test_where_no_word_is_torn_there_is_nothing_to_unwrap(text: str) -> None:
    assert unwrap(text) is None


def test_what_is_found_leads_back_to_the_text_as_written() -> None:
    unwrapped = unwrap(QUOTED)
    assert unwrapped is not None
    start = unwrapped.text.index("03-1234-5678")
    found = [
        Identifier(kind=IdentifierKind.PHONE, start=start, end=start + 12, key="", sure=True),
        Identifier(kind=IdentifierKind.PERSON, start=2, end=4, key="", sure=True),
    ]

    [one] = unwrapped.crossing(found)

    assert QUOTED[one.start : one.end] == "03-12\r\n>> 34-5678"


@pytest.mark.parametrize(
    ("text", "torn", "kind"),
    [
        (QUOTED, "03-12\r\n>> 34-5678", IdentifierKind.PHONE),
        ("IPは192.168.10.\r\n1です", "192.168.10.\r\n1", IdentifierKind.IP),
        ("2022年7\n月2日に発生した", "2022年7\n月2日", IdentifierKind.DATE),
        (
            "> 多摩ネットワーク\r\n> センターで停電",
            "多摩ネットワーク\r\n> センター",
            IdentifierKind.SITE,
        ),
    ],
)
def test_identifiers_over_a_break_are_found(
    detector: Detector, text: str, torn: str, kind: IdentifierKind
) -> None:
    found = {text[one.start : one.end]: one.kind for one in detector.find(text)}

    assert found.get(torn) is kind


def test_lines_of_a_list_stay_apart(detector: Detector) -> None:
    text = "事業者名\nKDDI\n電話\n03-1234-5678\n2022年7月2日"
    found = [text[one.start : one.end] for one in detector.find(text)]

    assert found == ["KDDI", "03-1234-5678", "2022年7月2日"]


def test_what_was_found_keeps_its_place_beside_another_kind() -> None:
    number = Identifier(kind=IdentifierKind.NUMBER, start=0, end=4, key="", sure=True)
    place = Identifier(kind=IdentifierKind.PLACE, start=6, end=8, key="", sure=True)
    person = Identifier(kind=IdentifierKind.PERSON, start=2, end=6, key="", sure=True)
    site = Identifier(kind=IdentifierKind.SITE, start=5, end=12, key="", sure=True)

    assert grown([number, place], [person, site]) == (number, site)
