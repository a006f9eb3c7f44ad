import pytest

from sharing.channels.columns import COLUMNS, USUAL
from tests.sharing.channels.previews import a_preview


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("lesson", "L-1.1"),
        ("since", "2025-04-02"),
        ("scope", "all-carriers"),
        ("grain", "carriers"),
        ("title", "手順書の誤り"),
        ("cause", "wrong-procedure"),
        ("shared_base", "tr-069\nhss"),
        ("function", ""),
        ("statements", ""),
        ("what", "手順書"),
        ("how", "二人で確かめる\n訓練"),
        ("text", ""),
    ],
)
def test_a_column_has_what_the_grain_tells(column: str, said: str) -> None:
    assert COLUMNS[column].text(a_preview()) == said


def test_the_usual_columns_are_there() -> None:
    assert set(USUAL) <= set(COLUMNS)
