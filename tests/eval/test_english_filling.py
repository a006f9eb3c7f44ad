import pytest

from eval.english_examples import Example, Span
from eval.english_filling import Filler

SLOTS = {
    "person": "person",
    "given": "person",
    "surname": "person",
    "titled": "person",
    "handle": "person",
    "city": "place",
    "country": "place",
    "people": "people",
    "firm": "firm",
    "street": "address",
    "address": "address",
    "lines": "address",
    "job": "job",
    "age": "age",
}
SEEN = Example(
    "Zoë Quux, Dr. Vex, Foo Inc, 1 Elm St Oulu FI 90100, Narnia",
    (
        Span(0, 8, "person"),
        Span(10, 17, "person"),
        Span(19, 26, "firm"),
        Span(28, 50, "address"),
        Span(52, 58, "place"),
    ),
)


@pytest.mark.parametrize("slot", SLOTS)
def test_a_slot_is_filled_and_named(slot: str) -> None:
    filler = Filler([SEEN], 1)
    for _ in range(60):
        example = filler.fill(f"a {{{slot}}} b")
        [span] = example.spans

        assert span.sort == SLOTS[slot]
        assert example.text == f"a {example.text[span.start : span.end]} b"
        assert span.end - span.start > 0


@pytest.mark.parametrize("slot", ["number", "mail"])
def test_numbers_and_mail_are_filled_and_not_named(slot: str) -> None:
    example = Filler([], 1).fill(f"a {{{slot}}}")

    assert example.spans == ()
    assert len(example.text) > len("a ")


def test_what_the_set_names_is_put_in_too() -> None:
    filler = Filler([SEEN], 1)

    assert any("Zoë Quux" in filler.fill("{person}").text for _ in range(40))


def test_the_same_seed_fills_alike() -> None:
    one, other = (list(Filler([SEEN], 3).sentences(1)) for _ in range(2))

    assert one == other
    assert any(example.text.islower() for example in one)


def test_every_name_keeps_its_place_whatever_the_case() -> None:
    for example in Filler([], 5).sentences(2):
        assert all(0 <= span.start < span.end <= len(example.text) for span in example.spans)
