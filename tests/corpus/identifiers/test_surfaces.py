import pytest

from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.surfaces import found_in, surfaces_of


def places(text: str, name: str, ours: tuple[tuple[int, int], ...] = ()) -> list[str]:
    found = [Identifier(kind=IdentifierKind.CARRIER, start=0, end=len(name), key="k")]
    return sorted(
        text[one.start : one.end] for one in found_in(text, ours, surfaces_of(name, found))
    )


@pytest.mark.parametrize(
    ("text", "name", "seen"),
    [
        ("ｿﾌﾄﾊﾞﾝｸが", "ソフトバンク", ["ｿﾌﾄﾊﾞﾝｸ"]),
        ("ソフト バンクが", "ソフトバンク", ["ソフト バンク"]),
        ("SoftBank softbank", "SoftBank", ["SoftBank", "softbank"]),
        ("softbanking", "SoftBank", []),
        ("au と AU", "au", ["au"]),
        ("auction", "au", []),
        ("障害がauで起きた", "au", ["au"]),
        ("0120-1234-5678", "0120 1234 5678", ["0120-1234-5678"]),
        ("90120-1234-56789", "0120 1234 5678", []),
        ("林が森林で", "林", []),
    ],
)
def test_words_are_seen_however_they_are_spelled(text: str, name: str, seen: list[str]) -> None:
    assert places(text, name) == seen


def test_what_is_ours_is_not_looked_at() -> None:
    assert places("〔楽天〕と楽天", "楽天", ((0, 4),)) == ["楽天"]


def test_a_short_name_is_not_put_together_around_what_is_ours() -> None:
    assert places("楽〔x〕天", "楽天", ((1, 4),)) == []
    assert places("楽天〔x〕モバイル", "楽天モバイル", ((2, 5),)) == ["楽天〔x〕モバイル"]


def test_where_nothing_had_to_go_nothing_is_seen() -> None:
    assert not list(found_in("楽天", (), []))
