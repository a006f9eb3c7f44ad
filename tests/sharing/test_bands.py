import pytest

from sharing.bands import Band, Span, band_of

EDGES = (10, 100)


@pytest.mark.parametrize(
    ("low", "high", "floor", "ceiling"),
    [
        (5, 5, None, 10),
        (9, 10, None, 100),
        (10, 10, 10, 100),
        (99, 99, 10, 100),
        (100, 100, 100, None),
        (9, 100, None, None),
        (50, None, 10, None),
        (None, 50, None, 100),
        (5, None, None, None),
        (None, 500, None, None),
    ],
)
def test_a_band_holds_all_that_a_figure_may_be(
    low: int | None, high: int | None, floor: int | None, ceiling: int | None
) -> None:
    expected = None if floor is ceiling is None else Band(floor=floor, ceiling=ceiling)

    assert band_of(Span(low=low, high=high), EDGES) == expected
