import threading

import pytest

from embeddings import japanese
from embeddings.japanese import content_words


def normals(text: str) -> list[str]:
    return [word.normal for word in content_words(text)]


def test_content_words_are_kept_and_the_rest_left_out() -> None:
    assert normals("基地局が停波し、サーバーは故障した。") == [
        "基地",
        "局",
        "停波",
        "サーバー",
        "故障",
    ]


@pytest.mark.parametrize(
    "text",
    ["KDDIの設備", "2022年7月2日", "東京都", "である"],
    ids=["carrier", "date", "place", "light verb"],
)
def test_names_and_numbers_say_nothing_of_how_it_failed(text: str) -> None:
    assert not {"KDDI", "2022", "7", "2", "東京"} & set(normals(text))


@pytest.mark.parametrize(("one", "other"), [("サーバ", "サーバー"), ("ｻｰﾊﾞｰ", "サーバー")])
def test_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert normals(one) == normals(other)


def test_a_text_of_any_length_is_read() -> None:
    sentence = "交換機が故障した。"
    many = normals(sentence * 8000)
    assert many == normals(sentence) * 8000


def test_a_text_without_a_place_to_cut_is_read() -> None:
    assert len(content_words("障害" * (japanese.PIECE))) == 2 * japanese.PIECE // 2


def test_no_text_has_no_words() -> None:
    assert content_words("") == []


def test_threads_read_side_by_side() -> None:
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(normals("交換機が故障した。" * 50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [normals("交換機が故障した。" * 50)] * 4
