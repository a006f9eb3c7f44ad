import pytest

from sharing.quotations import quotations_in


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "同社は「設備の点検を全社で速やかに実施する」と述べた。",
            ["「設備の点検を全社で速やかに実施する」"],
        ),
        ("いわゆる「ワン切り」を行う", []),
        (
            "He said “we are sorry for this long outage” twice",
            ["“we are sorry for this long outage”"],
        ),
        ('They wrote "we will look at all of our sites".', ['"we will look at all of our sites"']),
        (
            "『全社を挙げて再発防止に取り組む所存です』と",
            ["『全社を挙げて再発防止に取り組む所存です』"],
        ),
        ("「終わらない引用で、どこまでも続く文章である", []),
        ("「二行にまたがる引用は\n引用ではない一文である」", []),
    ],
)
def test_a_long_passage_in_quotation_marks_is_a_quotation(text: str, quoted: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations_in(text, 12)] == quoted


def test_a_passage_just_so_long_stays() -> None:
    assert not quotations_in("「一二三」", 3)
    assert quotations_in("「一二三四」", 3)
