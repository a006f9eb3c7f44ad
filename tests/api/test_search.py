import pytest

from api.schemas import SCHEMAS
from tests.api.asking import Desk


@pytest.mark.parametrize("lang", ["ja", "en", "both"])
def test_text_and_json_give_the_same_answer(lang: str, desk: Desk) -> None:
    asked = ("search", "位置登録の信号が集中し輻輳した", "--k", "5", "--lang", lang)

    hits = desk.json(*asked)
    lines = desk.ask(*asked).out.splitlines()

    SCHEMAS["search"].model_validate(hits)
    assert len(hits) == 5
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert lines == [
        line
        for hit in hits
        for line in (
            f"{hit['score']:.3f}  {hit['incident']}",
            f"       {hit['title']}",
            f"       {hit['why']}",
        )
    ]


def test_what_no_concept_of_the_field_explains_is_near_in_wording(desk: Desk) -> None:
    hits = desk.json("search", "あいうえお", "--lang", "en")

    assert {hit["why"] for hit in hits} <= {"near in wording"}


def test_a_text_may_come_through_a_pipe(desk: Desk) -> None:
    piped = desk.json("search", "-", given="\ufeff停電で止まった".encode())

    assert piped == desk.json("search", "停電で止まった")


def test_a_text_may_begin_with_a_hyphen(desk: Desk) -> None:
    assert desk.ask("search", "--json", "--", "--power").code == 0


def test_nothing_is_found_where_nothing_is(desk: Desk) -> None:
    import sqlite3

    with sqlite3.connect(desk.database) as db:
        db.execute("DELETE FROM account_audiences")
    db.close()

    assert desk.json("search", "停電") == []
    assert "nothing found" in desk.ask("search", "停電").out


REFUSED = {
    "k is none": (["停電", "--k", "0"], b"", "out_of_range"),
    "k below none": (["停電", "--k", "-5"], b"", "out_of_range"),
    "k is huge": (["停電", "--k", str(10**30)], b"", "out_of_range"),
    "no text": ([" "], b"", "empty_text"),
    "long": (["あ" * 100_001], b"", "too_long"),
    "empty pipe": (["-"], b"", "empty_text"),
    "pipe without end": (["-"], b"x" * 1_000_001, "too_large"),
    "not unicode": (["-"], "停電".encode("cp932"), "unreadable_encoding"),
}


@pytest.mark.parametrize(("arguments", "given", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_looked_for_is_refused(
    arguments: list[str], given: bytes, code: str, desk: Desk
) -> None:
    said = desk.ask("search", "--json", *arguments, given=given)

    assert (said.code, said.error["code"]) == (3, code)


def test_a_viewer_finds_what_it_may_see(filed: Desk) -> None:
    asked = ("search", "測位衛星 時刻 DDoS 攻撃", "--k", "1000")

    all_found = {hit["incident"] for hit in filed.json(*asked)}
    public = {hit["incident"] for hit in filed.json(*asked, "--as", "public")}

    assert public < all_found
