import tomllib

import pytest

from corpus.intake.forms import (
    FORMS,
    LABELS,
    Field,
    Kept,
    free_form,
    load_forms,
    load_stages,
    recognise,
)
from corpus.intake.labels import key_of
from corpus.reading import Section, Stage
from tests.corpus.intake.documents import document, lines, table

LISTS = [
    (path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(FORMS.glob("*.toml"))
]


def test_every_file_is_a_form_of_its_name() -> None:
    assert {form.id for form in load_forms()} == {name for name, _ in LISTS}


def test_forms_are_asked_in_their_order() -> None:
    orders = {told["id"]: told["order"] for _, told in LISTS}
    assert [orders[form.id] for form in load_forms()] == sorted(set(orders.values()))


def test_no_label_stands_for_two_things() -> None:
    told = tomllib.loads(LABELS.read_text("utf-8"))
    keys = [
        key_of(label)
        for kind in ("fields", "sections", "kept")
        for labels in told[kind].values()
        for label in labels
    ]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("section", Section)
def test_every_section_has_a_label(section: Section) -> None:
    told = tomllib.loads(LABELS.read_text("utf-8"))
    assert told["sections"][section]


@pytest.mark.parametrize("field", Field)
def test_every_field_has_a_label(field: Field) -> None:
    told = tomllib.loads(LABELS.read_text("utf-8"))
    assert told["fields"][field]


def test_a_kept_label_is_told_from_a_section() -> None:
    hit = free_form().vocabulary.whole("天候")
    assert hit is not None
    assert hit.target == Kept(Section.OTHER)


def test_a_form_may_read_a_label_otherwise() -> None:
    [correction] = [form for form in load_forms() if form.id == "correction"]
    ours, shared = correction.vocabulary.whole("項目"), free_form().vocabulary.whole("項目")
    assert ours is not None
    assert shared is not None
    assert (ours.target, shared.target) == (Field.ITEM, Field.GROUP)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("電気通信事故速報(第一報)", "first_report"),
        ("重大な事故報告書 (詳 報)", "detailed_report"),
        ("様式第五十の四", "near_miss"),
        ("報告の訂正について", "correction"),
        ("自主的な報告", "voluntary_letter"),
        ("First report", "first_report_en"),
        ("Detailed report", "detailed_report_en"),
        ("会議の案内", "free"),
    ],
)
def test_a_form_is_known_by_its_title(title: str, form: str) -> None:
    assert recognise(document(*lines(title)), frozenset(), is_list=False).id == form


def test_a_form_without_a_title_is_known_by_its_labels() -> None:
    filled = frozenset({Field.OCCURRED, Field.AREA, Field.SERVICES, Field.USERS})
    assert recognise(document(), filled, is_list=False).id == "first_report"


def test_a_title_in_a_table_counts() -> None:
    found = recognise(document(table(["重大な事故報告書"])), frozenset(), is_list=False)
    assert found.stage is Stage.DETAILED


def test_only_the_head_of_a_document_tells_its_form() -> None:
    told = lines(*(["本文"] * 60), "速報")
    assert recognise(document(*told), frozenset(), is_list=False).id == "free"


def test_a_list_follows_a_form_for_lists() -> None:
    assert recognise(document(*lines("年次報告")), frozenset(), is_list=True).is_list


def test_the_stage_words_name_stages() -> None:
    assert ("訂正", Stage.CORRECTION) in load_stages()
