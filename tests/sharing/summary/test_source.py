from corpus.account import SECTION, Language
from sharing.summary.source import LOOKED_AT
from tests.sharing.summary.examples import a_text, pieces
from triage.lessons.source import Role


def test_a_text_falls_into_sentences_with_their_places() -> None:
    source = a_text("停電した。 復旧した！\n影響はなかった")

    found = [(one.said, one.line) for one in source.candidates()]

    assert found == [("停電した。", 0), ("復旧した！", 0), ("影響はなかった", 1)]
    assert all(source.text[one.start : one.end] == one.said for one in source.candidates())


def test_an_english_sentence_ends_before_a_capital() -> None:
    source = a_text("Power failed at 3.5 kV. It came back", Language.EN)

    assert [one.said for one in source.candidates()] == ["Power failed at 3.5 kV.", "It came back"]


def test_pieces_keep_what_they_tell_of() -> None:
    source = pieces((Role.CAUSE, "停電した。"), (Role.MEASURE, f"手順書を{SECTION}見直した"))

    assert source.text == f"停電した。{SECTION}手順書を\n見直した"
    assert [one.role for one in source.candidates()] == [Role.CAUSE, Role.MEASURE, Role.MEASURE]
    assert not any(one.chosen for one in source.candidates())


def test_what_no_stretch_covers_is_a_narrative() -> None:
    [one] = a_text("停電した。").candidates()

    assert (one.role, one.chosen) == (Role.NARRATIVE, False)


def test_too_short_a_sentence_and_what_is_far_behind_are_not_looked_at() -> None:
    assert not list(a_text("停電。\n\n。").candidates())
    assert not list(a_text(" " * LOOKED_AT + "停電が起きた。").candidates())
