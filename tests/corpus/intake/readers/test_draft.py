"""A document in the making."""

import pytest

from corpus.errors import FileRefused
from corpus.intake.document import Kind, Note, Remark
from corpus.intake.limits import Limits
from corpus.intake.readers.draft import Draft


def a_draft(limits: Limits | None = None) -> Draft:
    return Draft(Kind.TXT, limits or Limits())


def text_of(written: str) -> str:
    draft = a_draft()
    return draft.cell(written, 1, 1, "list").text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("が", "が"),
        ("か\u3099", "が"),  # composed
        ("①髙ｱ２", "①髙ｱ２"),  # compatibility forms are left to those who read them
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("a\tb", "a\tb"),
        ("a\x00\x1b\x7f\x9fb\ufeff", "ab"),
        ("見\u202eえ\U000e0041る", "見える"),
        ("\ud800", ""),
    ],
)
def test_text_is_kept_as_written_but_for_what_no_one_sees(written: str, kept: str) -> None:
    assert text_of(written) == kept


def test_removed_characters_are_noted_once_a_kind_with_the_first_place() -> None:
    draft = a_draft()
    draft.paragraph("a\x07", "p1")
    draft.paragraph("b\x07", "p9")
    assert draft.document().notes == (Note(remark=Remark.CONTROL_CHARACTERS, where="p1", count=2),)


def test_a_draft_without_text_is_no_document() -> None:
    draft = a_draft()
    draft.paragraph(" \n", "p1")
    draft.table([(draft.cell(" ", 1, 1, "table 1"),), ()], "table 1")
    with pytest.raises(FileRefused) as refused:
        draft.document()
    assert refused.value.code == "no_text"


def test_more_paragraphs_than_allowed_are_too_large() -> None:
    draft = a_draft(Limits(blocks=1))
    draft.paragraph("a", "p1")
    with pytest.raises(FileRefused) as refused:
        draft.paragraph("b", "p2")
    assert (refused.value.code, refused.value.where) == ("too_large", "p2")


def test_one_text_named_by_many_cells_is_counted_each_time() -> None:
    draft, text = a_draft(Limits(characters=2500)), "x" * 1000
    draft.cell(text, 1, 1, "sheet A")
    draft.cell(text, 2, 1, "sheet A")
    with pytest.raises(FileRefused) as refused:
        draft.cell(text, 3, 1, "sheet A")
    assert (refused.value.code, refused.value.where) == ("too_large", "sheet A")
