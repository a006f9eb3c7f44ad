import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from corpus.identifiers.identifier import Identifier
from corpus.identifiers.japanese import JapaneseNames
from corpus.identifiers.people import THRESHOLDS, PeopleFinder
from corpus.identifiers.people_listed import load_listed_people
from corpus.identifiers.people_signs import Signs
from corpus.identifiers.senses import Floats

NAMES = JapaneseNames.load()


def seen(text: str) -> list[Identifier]:
    return list(NAMES.see(text))


def told(text: str, kind: str = "person") -> list[str]:
    return [text[one.start : one.end] for one in seen(text) if one.kind.value == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("担当の山田が確認した。", "山田"),
        ("保守課の鈴木部長は、現場に連絡した。", "鈴木"),
        ("報告者:高橋健一", "高橋健一"),
        ("連絡先 田中 太郎(03-1234-5678)", "田中 太郎"),
        ("作業員(伊藤)が手順書を読み違えた。", "伊藤"),
        ("技術者のジョン・スミス氏が到着した。", "ジョン・スミス"),
        ("委託先のグエン・ヴァン・アンが遠隔で操作した。", "グエン・ヴァン・アン"),
        ("髙橋部長が承認した。", "髙橋"),
        ("山\n田太郎が承認した。", "山\n田太郎"),
        ("担 当 : 山 本 浩 二", "山 本 浩 二"),
        ("鈴\u200b木さんが気づいた。", "鈴\u200b木"),
        ("A氏が電源を切断した。", "A"),
        ("責任者はTaro Yamadaです。", "Taro Yamada"),
        ("責任者はＹＡＭＡＤＡ　Ｔａｒｏです。", "ＹＡＭＡＤＡ　Ｔａｒｏ"),
        ("本田・豊田両名が立ち会った。", "豊田"),
        ("> 佐藤様\n> お世話になっております。", "佐藤"),
    ],
)
def test_a_person_is_seen_however_the_name_is_written(text: str, name: str) -> None:
    assert name in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "ルータを交換し、サーバを再起動した。",
        "コアルータの設定に誤りがあり、通信が輻輳した。",
        "A社の設備が故障した。",
        "本部長の承認を得て、回線を切り替えた。",
        "The router was replaced.",
    ],
)
def test_no_person_is_seen_where_none_is_named(text: str) -> None:
    assert told(text) == []


def test_a_family_name_goes_with_the_full_name() -> None:
    keys = {one.key for one in seen("報告者は高橋健一である。高橋は翌日に説明した。")}
    assert keys == {"高橋健一"}


def test_a_name_that_is_also_a_place_is_told_by_what_stands_beside_it() -> None:
    text = "宮崎さんによれば宮崎県で障害が発生した。"
    assert (told(text), told(text, "place")) == (["宮崎"], ["宮崎県"])


class Hesitant:
    """Takes every word for a name, no more likely than that a person should look."""

    def likely(self, sentences: Sequence[Signs]) -> Sequence[Floats]:
        doubt = (THRESHOLDS.doubt + THRESHOLDS.name) / 2
        return [np.full(len(one), doubt, np.float32) for one in sentences]


def test_what_may_be_a_name_is_shown_and_not_called_one() -> None:
    people = PeopleFinder(network=Hesitant(), thresholds=THRESHOLDS)
    [only] = JapaneseNames(people, load_listed_people()).see("山田が")
    assert (only.kind.value, only.sure) == ("other", False)


def test_the_same_lines_many_times_over_are_read_soon() -> None:
    began = time.process_time()
    seen("田\n" * 20_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("石川県金沢市広坂で停電した。", "石川県金沢市広坂"),
        ("名古屋市内で通信できない。", "名古屋市"),
        ("Service failed in Osaka and Hokkaido Prefecture.", "Hokkaido Prefecture"),
        ("ｵｰｽﾄﾗﾘｱで発生した。", "ｵｰｽﾄﾗﾘｱ"),
        ("北海道胆振地方の基地局が停波した。", "北海道胆振地方"),
    ],
)
def test_a_place_is_seen_whole(text: str, place: str) -> None:
    assert place in told(text, "place")


def test_a_place_has_one_key_in_both_languages() -> None:
    keys = {one.key for one in seen("大阪で発生。Osaka is down.") if one.kind.value == "place"}
    assert keys == {"大阪"}


def test_what_is_seen_is_in_order_and_does_not_overlap() -> None:
    found = seen("東京都の山田太郎と大阪府の鈴木さんが、A氏に報告した。")
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_long_text_is_read_whole_and_soon() -> None:
    text = "交換機の電源が落ちたため、通信ができなくなった。" * 4_200 + "担当の山田が確認した。"
    began = time.process_time()
    assert told(text) == ["山田"]
    assert time.process_time() - began < 30


def test_a_long_line_without_a_stop_is_read_whole() -> None:
    assert told("電源断、" * 6_000 + "担当の山田が確認した。") == ["山田"]
