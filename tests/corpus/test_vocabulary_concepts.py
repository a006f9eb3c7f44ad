"""The vocabulary of the field: its concepts, and the files they stand in."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.account import Language
from corpus.carriers import CarrierRegister, spelling_of
from corpus.errors import DamagedVocabulary
from corpus.vocabulary import Facet, Layer, Vocabulary, load_vocabulary


def written(tmp_path: Path, **facets: str) -> Path:
    for facet in Facet:
        (tmp_path / f"{facet}.toml").write_text(facets.get(facet, ""), "utf-8")
    return tmp_path


def test_every_facet_has_concepts_and_every_concept_forms_in_both_languages(
    vocabulary: Vocabulary,
) -> None:
    assert all(len(vocabulary.of_facet(facet)) >= 5 for facet in Facet)
    assert [c.id for c in vocabulary.concepts.values() if not all(c.forms.values())] == []


def test_causes_have_three_levels_under_the_ministrys_three(vocabulary: Vocabulary) -> None:
    causes = vocabulary.of_facet(Facet.CAUSE)
    roots = {one.id for one in causes if one.parent is None}
    assert roots == {"equipment-cause", "human-cause", "external-cause", "unknown-cause"}
    assert {vocabulary.level(one.id) for one in causes} == {1, 2, 3}


def test_every_kind_of_equipment_has_a_layer(vocabulary: Vocabulary) -> None:
    equipment = vocabulary.of_facet(Facet.EQUIPMENT)
    assert {one.layer for one in equipment} == set(Layer)


def test_labels_are_told_apart_within_a_facet(vocabulary: Vocabulary) -> None:
    for language in Language:
        labels = Counter((one.facet, one.label(language)) for one in vocabulary.concepts.values())
        assert [label for label, times in labels.items() if times > 1] == []


def test_the_version_follows_the_files(tmp_path: Path, vocabulary: Vocabulary) -> None:
    one = load_vocabulary(written(tmp_path, trigger='[a]\nja = "甲"\nen = "a"\nforms = ["x"]\n'))
    assert set(one.concepts) == {"a"}
    assert one.version != vocabulary.version


ROUND = '[a]\nja = "甲"\nen = "a"\nparent = "b"\n[b]\nja = "乙"\nen = "b"\nparent = "a"\n'


@pytest.mark.parametrize(
    ("facets", "fault"),
    [
        ({"cause": '[a]\nja = "甲"\nen = "a"\ncolour = 1\n'}, "unknown keys colour"),
        ({"cause": '[a]\nja = "甲"\n'}, "lacks en"),
        ({"cause": '[a]\nja = "甲"\nen = "a"\nforms = ["x…"]\n'}, "empty"),
        ({"cause": '[a]\nja = "甲"\nen = "a"\nforms = ["x", ""]\n'}, "empty"),
        ({"cause": '[a]\nja = "甲"\nen = "a"\nen_forms = ["甲"]\n'}, "empty"),
        ({"cause": '[a]\nja = "甲"\nen = "a"\nforms = ["x{y|z"]\n'}, "brace"),
        ({"cause": '[a]\nja = "甲"\nen = "a"\nnot_ja = ["甲…乙"]\n'}, "gap"),
        ({"cause": '[a]\nja = "甲"\nen = "a"\nlayer = "moon"\n'}, "moon"),
        ({"cause": '[a]\nja = "甲"\nen = "a"\nimplies = ["b"]\n'}, "a names b"),
        ({"cause": ROUND}, "go round"),
        (
            {
                "cause": '[a]\nja = "甲"\nen = "a"\nparent = "b"\n',
                "effect": '[b]\nja = "乙"\nen = "b"\n',
            },
            "leave the facet",
        ),
        (
            {"cause": '[a]\nja = "甲"\nen = "a"\n', "effect": '[a]\nja = "乙"\nen = "b"\n'},
            "a stands twice",
        ),
    ],
)
def test_a_damaged_vocabulary_is_refused(
    tmp_path: Path, facets: dict[str, str], fault: str
) -> None:
    with pytest.raises(DamagedVocabulary, match=fault):
        load_vocabulary(written(tmp_path, **facets))


def test_no_form_names_a_carrier(vocabulary: Vocabulary) -> None:
    register = CarrierRegister.load()
    common = {word for carrier in register.all() for word in carrier.common_words}
    ordinary = {spelling_of(word) for word in common}
    naming = [
        (concept.id, form)
        for concept in vocabulary.concepts.values()
        for form in {form for forms in concept.forms.values() for form in forms}
        if register.find(form) is not None and spelling_of(form) not in ordinary
    ]
    assert naming == []
