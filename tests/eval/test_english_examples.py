import json
from pathlib import Path

from eval.english_examples import (
    SET,
    Example,
    Span,
    corpus_examples,
    gazetteer_spans,
    held_out,
    in_test_half,
    is_title,
    labels_of,
    set_examples,
)


def a_row(group: str, text: str, *spans: tuple[int, int, str]) -> dict[str, object]:
    told = [[*span, "DIRECT"] for span in spans]
    return {"id": group, "text": text, "group": group, "spans": told}


def a_set(folder: Path, *rows: dict[str, object]) -> Path:
    (folder / SET).write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return folder


def groups(tested: bool) -> list[str]:
    return [f"v2-{n}" for n in range(40) if in_test_half(f"v2-{n}") == tested]


def test_the_halves_go_by_the_last_digit_of_the_digest() -> None:
    # printf a | sha256sum ends in b, printf v2-41 | sha256sum in 6
    assert in_test_half("a")
    assert not in_test_half("v2-41")
    assert 10 < len(groups(tested=True)) < 30


def test_nothing_of_the_test_half_is_learned_from(tmp_path: Path) -> None:
    tested, learned = groups(tested=True)[0], groups(tested=False)[0]

    examples = set_examples(a_set(tmp_path, a_row(tested, "no"), a_row(learned, "yes")))

    assert [example.text for example in examples] == ["yes"]


def test_a_template_that_stands_in_the_test_half_too_is_not_learned_from(tmp_path: Path) -> None:
    twins = [n for n in range(200) if in_test_half(f"v2-{n}") and not in_test_half(f"large-{n}")]

    examples = set_examples(
        a_set(tmp_path, a_row(f"v2-{twins[0]}", "no"), a_row(f"large-{twins[0]}", "its twin"))
    )

    assert examples == []


def test_a_title_and_the_person_after_it_are_one(tmp_path: Path) -> None:
    row = a_row(
        groups(tested=False)[0],
        "Dr. Kuefer, chemist, of Oulu, 23",
        (4, 10, "PERSON"),
        (0, 3, "TITLE"),
        (12, 19, "TITLE"),
        (24, 28, "GPE"),
        (30, 32, "PHONE_NUMBER"),
    )

    [example] = set_examples(a_set(tmp_path, row))

    assert example.spans == (
        Span(0, 10, "person"),
        Span(12, 19, "job"),
        Span(24, 28, "place"),
    )


def test_a_span_gives_a_first_label_and_further_ones() -> None:
    text = "ask Mary Jones now"

    tokens, labels = labels_of(Example(text, (Span(4, 14, "person"),)))

    assert len(tokens) == 4
    assert labels == ["O", "B-person", "I-person", "O"]


def test_a_span_without_a_token_gives_no_label() -> None:
    assert labels_of(Example("a  b", (Span(1, 3, "person"),)))[1] == ["O", "O"]


def test_narratives_for_reading_are_not_learned_from() -> None:
    learned = corpus_examples()

    assert 120 < len(learned) < 180
    assert any(span.sort == "firm" for example in learned for span in example.spans)


def test_operators_and_places_of_a_narrative_are_named(tmp_path: Path) -> None:
    incident = next(f"2020-01-{n:02}-x" for n in range(1, 29) if not held_out(f"2020-01-{n:02}-x"))
    row = {
        "id": incident,
        "operator": "Telenor Norway / X",
        "narrative_en": "Telenor Norway failed in Norway; X, a Danish firm, saw it in canada.",
    }
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row), "utf-8")

    [example] = corpus_examples(path)

    assert [(example.text[one.start : one.end], one.sort) for one in example.spans] == [
        ("Telenor Norway", "firm"),
        ("Norway", "place"),
        ("Danish", "people"),
    ]


def test_places_are_read_by_their_capitals() -> None:
    assert [one.sort for one in gazetteer_spans("From New York to paris, a French town")] == [
        "place",
        "people",
    ]


def test_a_title_is_known_with_and_without_its_point() -> None:
    assert is_title("Dr.")
    assert is_title("mr")
    assert not is_title("chemist")
