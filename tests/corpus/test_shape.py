import pytest

from corpus.shape import flat, squeezed


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("１２：３０〜１３：００", "12:30~13:00"),
        ("10−20―30", "10-20-30"),
        ("①12時", " (1) 12時"),
        ("ＮＴＴ⻄日本、⻑野県、国⺠", "NTT西日本、長野県、国民"),
        ("ｻｰﾋﾞｽ", "サービス"),
    ],
)
def test_text_has_one_shape(text: str, shape: str) -> None:
    assert flat(text) == shape


def test_squeezed_text_has_no_space() -> None:
    assert squeezed("発　生\n日 時") == "発生日時"
