from hypothesis import given
from hypothesis import strategies as st

from corpus.documents.pages import height_of, paged, pieces
from corpus.documents.sheet import Row

ROOM = 24


def a_row(text: str = "短い", label: str = "発生原因") -> Row:
    return Row(label=label, text=text)


def test_short_rows_share_a_slide() -> None:
    assert len(list(paged([a_row(), a_row(label="措置模様")]))) == 1


def test_a_long_text_goes_on_under_the_same_label() -> None:
    pages = list(paged([a_row("\n".join(f"{n}行目" for n in range(60)))]))

    assert len(pages) == 3
    assert [row.note for page in pages for row in page] == ["", "続き", "続き"]
    assert {row.label for page in pages for row in page} == {"発生原因"}


def test_a_paragraph_that_fills_a_slide_is_divided_behind_a_sentence() -> None:
    pages = list(paged([a_row("あいうえおかきくけ。" * 200)]))

    assert len(pages) > 1
    assert all(row.text.endswith("。") for page in pages for row in page)


@given(st.text("あいう。 a\n", min_size=1, max_size=3_000))
def test_nothing_of_a_text_is_lost_on_the_way_to_the_slides(text: str) -> None:
    pages = list(paged([a_row(text)]))

    told = "".join(row.text for page in pages for row in page)
    assert told.replace("\n", "") == text.replace("\n", "")


@given(st.lists(st.integers(1, 40), max_size=12))
def test_no_slide_is_overfull(sizes: list[int]) -> None:
    rows = [a_row("\n".join(["行"] * size)) for size in sizes]

    assert all(sum(map(height_of, page)) <= ROOM for page in paged(rows))


def test_a_slide_never_ends_where_intake_would_lose_an_indent() -> None:
    text = "\n".join(["行", "　字下げ"] * 30)
    pages = list(paged([a_row(text)]))

    assert "\n".join(row.text.strip() for page in pages for row in page) == text


def test_a_table_of_services_is_divided() -> None:
    assert [len(some) for some in pieces(range(30))] == [14, 14, 2]
