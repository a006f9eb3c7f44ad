from collections.abc import Iterable

import pytest

from corpus.identifiers.identifier import Identifier, IdentifierKind
from eval.marked import Find, by_label, marked_figures
from eval.spans import SpanRow

ROW = SpanRow(
    id="1",
    text="Ann Lee of Leeds, 23",
    spans={"PERSON": ((0, 7),), "GPE": ((11, 16),), "AGE": ((18, 20),)},
    test=True,
)


def finding(*spans: tuple[int, int]) -> Find:
    def find(text: str) -> Iterable[Identifier]:
        return [
            Identifier(kind=IdentifierKind.OTHER, start=start, end=end, key=text[start:end])
            for start, end in spans
        ]

    return find


def values(find: Find) -> dict[str, float]:
    return {
        name: figure.value
        for name, figure in marked_figures([ROW], find).items()
        if figure.why is None
    }


def test_all_that_is_marked_and_found_exactly_is_counted_so() -> None:
    assert values(finding((0, 7), (11, 16), (18, 20))) == dict.fromkeys(
        ("recall", "precision", "exact_recall", "exact_precision"), 1.0
    )


def test_half_a_span_is_enough_and_less_is_not() -> None:
    figures = values(finding((0, 4), (11, 13), (8, 10)))

    assert figures["recall"] == pytest.approx(1 / 3)
    assert figures["precision"] == pytest.approx(2 / 3)
    assert figures["exact_recall"] == 0.0


def test_pieces_of_one_span_count_together() -> None:
    assert values(finding((0, 2), (3, 5)))["recall"] == pytest.approx(1 / 3)


def test_nothing_found_has_no_precision() -> None:
    assert values(finding()) == {"recall": 0.0, "exact_recall": 0.0}


def test_each_label_is_told_apart() -> None:
    assert by_label([ROW, ROW], finding((0, 7))) == {
        "PERSON": (2, 2),
        "GPE": (0, 2),
        "AGE": (0, 2),
    }
