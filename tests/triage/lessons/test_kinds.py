import pytest

from corpus.account import Language
from corpus.depth import depth_of
from tests.triage.lessons.examples import KINDS, VOCABULARY
from triage.lessons.kinds import best_of, in_language
from triage.lessons.lesson import Phase

JA, EN = Language.JA, Language.EN
LEGAL = [*(f"P{n}" for n in range(1, 6)), *(f"O{n}" for n in range(1, 8))]
LEGAL += [f"M-{kana}" for kana in "イロハニホヘトチリヌルヲワカヨタ"]
LEGAL += [*(f"X{n}" for n in range(1, 5)), *(f"R{n}" for n in range(1, 4))]


def test_the_items_are_those_of_the_ordinance_in_its_order() -> None:
    assert [tag.id for tag in KINDS.tags] == LEGAL


def test_the_phases_are_those_of_a_lesson() -> None:
    assert [phase.id for phase in KINDS.phases] == list(Phase)


def test_every_concept_named_by_a_kind_is_in_the_vocabulary() -> None:
    kinds = (*KINDS.tags, *KINDS.phases, *KINDS.triggers, *KINDS.bases, *KINDS.depth.values())
    named = {concept for kind in kinds for concept in kind.concepts}
    named |= {concept for cause in KINDS.causes for concept in cause.concepts}

    assert named <= VOCABULARY.concepts.keys()


def test_every_matter_of_the_guidance_on_depth_has_its_words() -> None:
    asked = {item.id for cause in KINDS.causes for item in depth_of(cause.kind)}

    assert asked == KINDS.depth.keys()


@pytest.mark.parametrize(
    ("text", "language", "tag"),
    [
        ("作業手順書の版を承認のうえ二名で確かめる", JA, "M-ヌ"),
        ("設備容量の余力を持つ", JA, "M-ニ"),
        ("利用者への周知を初報から早める", JA, "M-ワ"),
        ("Test emergency calls after every change", EN, "M-チ"),
        ("商用導入前の試験環境でソフトウェアの不具合を見つける", JA, "M-ヘ"),
    ],
)
def test_a_sentence_falls_under_the_item_it_speaks_of(
    text: str, language: Language, tag: str
) -> None:
    best = best_of(KINDS.tags, text, language, VOCABULARY.codes(text, language))

    assert best is not None
    assert best.id == tag


def test_a_sentence_that_speaks_of_nothing_has_no_kind() -> None:
    assert best_of(KINDS.tags, "空は青い", JA, frozenset()) is None


def test_latin_words_stand_alone_and_stems_do_not() -> None:
    base = next(base for base in KINDS.bases if base.id == "power")

    assert base.found("The UPS failed", EN) == [(4, 7)]
    assert base.found("Startups grew", EN) == []
    assert base.found("two generators", EN) == [(4, 13)]


def test_places_lead_into_the_text_as_it_was_written() -> None:
    base = next(base for base in KINDS.bases if base.id == "bgp")

    assert base.found("経路制御のＢＧＰが", JA) == [(5, 8)]


def test_a_language_without_words_finds_nothing() -> None:
    trigger = next(kind for kind in KINDS.triggers if kind.id == "fire")

    assert trigger.found("火災", JA) == []


def test_an_item_can_be_asked_for_by_its_id() -> None:
    assert in_language(KINDS.tag("M-ヌ").title, JA) == "従事者の誤りの防止"
    assert in_language(KINDS.tag("M-ヌ").title, EN) == "preventing staff errors"
    with pytest.raises(KeyError):
        KINDS.tag("Z9")
