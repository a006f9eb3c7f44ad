import pytest

from corpus.errors import InputRefused
from sharing.persons import person_named, same_person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("山田太郎", "山田 太郎", True),
        ("山田太郎", "山田・太郎", True),
        ("Yamada Taro", "ＹＡＭＡＤＡ　ｔａｒｏ", True),
        ("ﾔﾏﾀﾞ", "ヤマダ", True),
        ("山田\u200b太郎", "山田太郎", True),
        ("山田太郎", "山田次郎", False),
    ],
    ids=["blank", "dot", "width and case", "half width", "zero width", "another"],
)
def test_two_names_are_one_persons_where_only_their_writing_differs(
    one: str, other: str, same: bool
) -> None:
    assert same_person(one, other) is same


def test_a_name_is_kept_without_what_stands_around_it() -> None:
    assert person_named("  山田\n太郎 ") == "山田 太郎"


@pytest.mark.parametrize(
    ("name", "code"), [(" ", "no_person"), ("--", "no_person"), ("あ" * 201, "too_long")]
)
def test_a_name_that_is_none_is_refused(name: str, code: str) -> None:
    with pytest.raises(InputRefused, match=code):
        person_named(name)
