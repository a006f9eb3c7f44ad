import random
from dataclasses import replace

import pytest

from corpus.carrier import CarrierName
from corpus.carriers import CarrierRegister
from corpus.identifiers.detect import Detector
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.ids import CarrierId

DETECTOR = Detector()
PERSON = IdentifierKind.PERSON


class Seen:
    """A layer that saw what it is given."""

    def __init__(self, *spans: tuple[int, int]) -> None:
        self._spans = spans

    def see(self, text: str) -> list[Identifier]:
        return [
            Identifier(kind=PERSON, start=start, end=end, key=text[start:end])
            for start, end in self._spans
        ]


def found(text: str, *spans: tuple[int, int]) -> list[tuple[str, str]]:
    detector = Detector(people=(Seen(*spans),))
    return [(one.kind.value, text[one.start : one.end]) for one in detector.find(text)]


def test_a_text_without_identifiers_has_none() -> None:
    assert DETECTOR.find("切替手順の不備で予備系へ移れなかった。") == ()
    assert DETECTOR.find("") == ()


def test_the_earlier_layer_has_the_words_that_both_claim() -> None:
    assert found("KDDI大手町ビル") == [("carrier", "KDDI"), ("site", "大手町ビル")]
    assert found("KDDI田中が", (0, 6)) == [("carrier", "KDDI"), ("person", "田中")]


def test_what_a_layer_saw_is_split_by_what_others_have() -> None:
    assert found("山本KDDI田中が", (0, 8)) == [
        ("person", "山本"),
        ("carrier", "KDDI"),
        ("person", "田中"),
    ]


def test_the_longest_of_one_layer_wins() -> None:
    assert found("田中太郎が", (0, 2), (0, 4), (2, 4)) == [("person", "田中太郎")]


@pytest.mark.parametrize("rest", ["の", "、", " "])
def test_what_is_left_and_says_nothing_is_dropped(rest: str) -> None:
    assert found(f"KDDI{rest}は", (0, 5)) == [("carrier", "KDDI")]


def test_a_date_beats_the_count_that_runs_into_it() -> None:
    assert found("on 29 July 2002 the telephone users of")[0] == ("date", "29 July 2002")


def test_words_of_the_trade_are_not_believed_of_a_guesser() -> None:
    assert found("MPLS網", (0, 4)) == []


def test_a_quoted_thread_is_covered() -> None:
    text = "> From: taro@example.jp\n> TEL: ０３－１２３４－５６７８\n> ＫＤＤＩの10.0.0.1で\n"
    assert [kind for kind, _ in found(text)] == ["mail", "phone", "carrier", "ip"]


@pytest.mark.parametrize("seed", range(20))
def test_identifiers_are_in_order_and_never_overlap(seed: int) -> None:
    pieces = [
        "KDDI",
        "ＫＤ\u200bＤＩ",
        "03-1234-5678",
        "2022年7月2日",
        " ",
        "の",
        "\n",
        "約3万人",
        "ビル",
        "大手町",
        "Three ",
        "a@b.jp",
        "ﾄﾞ",
        "é",
        "1",
        "時",
        "-",
        "社",
        "Ａ",
        "\u0301",
        "🅺",
        "。",
    ]
    text = "".join(random.Random(seed).choices(pieces, k=300))
    at = 0
    for one in DETECTOR.find(text):
        assert at <= one.start < one.end <= len(text)
        assert one.key
        at = one.end


@pytest.mark.parametrize(
    "hostile",
    [
        "K D D I ",
        "1",
        "十",
        "1,",
        "a@",
        "a.",
        "0-",
        "(0",
        "::",
        "\u0301",
        "\u200b",
        "約",
        "ビル",
        "センタ",
        "株式会社",
        "Ab ",
        "two million ",
        "10:00~",
        "N",
        "1万",
        "[.]",
        "ﾄﾞ",
    ],
)
def test_hostile_text_takes_time_in_proportion(hostile: str) -> None:
    text = (hostile * 20_000)[:20_000]
    # A pattern that tries each length at each place needs minutes for this, not seconds.
    assert all(one.end <= len(text) for one in DETECTOR.find(text))


def test_the_whole_detector_knows_people() -> None:
    text = "Mr. John Smith of KDDI called."
    seen = {text[one.start : one.end] for one in Detector.load().find(text)}
    assert "KDDI" in seen
    assert any("Smith" in words for words in seen)


def test_a_register_of_ones_own_is_searched() -> None:
    shipped = CarrierRegister.load().get(CarrierId("kddi"))
    name = CarrierName(ja="星降テレネット", en="Starfall Telenet")
    mine = CarrierRegister.load().with_added(
        [
            replace(
                shipped,
                id=CarrierId("starfall"),
                names=(name,),
                aliases=(),
                brands=(),
                common_words=frozenset(),
            )
        ]
    )
    [one] = Detector.load(mine).find("星降 テレネットの網")
    assert one.key == "starfall"
