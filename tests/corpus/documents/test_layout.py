import pytest

from corpus.documents.layout import Guidance, Layout, load_designs
from corpus.intake.forms import load_forms
from corpus.reading import Section, Stage

DESIGNS = load_designs()
SECTIONS = frozenset(Section) - {Section.WHY_NOT_SERIOUS, Section.VIEWPOINTS}


@pytest.mark.parametrize("kind", DESIGNS)
def test_intake_knows_every_label_as_the_item_that_it_is_written_for(kind: str) -> None:
    vocabulary = load_forms()[-1].vocabulary

    for item, label in DESIGNS[kind].labels.items():
        hit = vocabulary.whole(label)
        assert hit is not None, label
        assert hit.target is item


@pytest.mark.parametrize("kind", ["detailed_report", "annex", "near_miss", "near_miss_annex"])
def test_no_item_of_the_detailed_report_is_dropped(kind: str) -> None:
    assert set(DESIGNS[kind].sections) >= SECTIONS


def test_the_near_miss_form_asks_why_it_did_not_become_serious() -> None:
    design = DESIGNS["near_miss"]

    assert design.labels[Section.WHY_NOT_SERIOUS] == "重大な事故に至らなかった理由"
    assert Section.WHY_NOT_SERIOUS not in design.optional


def test_the_first_report_has_the_six_lines_of_the_ministry_in_their_order() -> None:
    design = DESIGNS["first_report"]

    assert [design.labels[item] for item in design.facts[:6]] == [
        "発生日時",
        "原因設備の設置場所",
        "影響サービス",
        "影響範囲",
        "影響利用者数",
        "原因(推定)",
    ]


def test_the_simplified_form_has_fewer_items_than_the_detailed_one() -> None:
    assert len(DESIGNS["simplified"].items) < len(DESIGNS["detailed_report"].items)


def test_a_section_is_thin_only_if_nothing_in_it_is_thick() -> None:
    layout = Layout(
        guidance=(
            Guidance(section=Section.PREVENTION, thick=False, matter="a"),
            Guidance(section=Section.PREVENTION, thick=True, matter="b"),
            Guidance(section=Section.RULES, thick=False, matter="c"),
        )
    )

    assert layout.thin == {Section.RULES}


def test_only_a_correction_keeps_its_stage() -> None:
    assert DESIGNS["first_report"].stage_of(Stage.DETAILED) is Stage.FIRST
    assert DESIGNS["first_report"].stage_of(Stage.CORRECTION) is Stage.CORRECTION
