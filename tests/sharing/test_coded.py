import pytest

from corpus.account import Language
from corpus.identifiers.detect import Detector
from corpus.identifiers.identifier import IdentifierKind
from corpus.vocabulary import Facet, load_vocabulary
from sharing.coded import coded_words, codes_in, name_of, told_by_codes
from tests.sharing.cases_told import CUT

HIDDEN = {
    IdentifierKind.CARRIER,
    IdentifierKind.PERSON,
    IdentifierKind.PHONE,
    IdentifierKind.MAIL,
    IdentifierKind.URL,
    IdentifierKind.IP,
    IdentifierKind.NUMBER,
}


@pytest.mark.parametrize("language", Language)
def test_every_name_is_read_back_as_its_concept(language: Language) -> None:
    vocabulary = load_vocabulary()
    lost = [
        concept
        for concept in vocabulary.concepts
        if concept not in vocabulary.codes(name_of(concept, language), language)
        and concept != "attack-denied"  # what a report denies is not read, in these words too
    ]

    assert lost == []


@pytest.mark.parametrize("language", Language)
def test_no_heading_is_read_as_a_concept(language: Language) -> None:
    words = coded_words(language)
    headings = [words.line.format(facet=words.facets[facet], codes="") for facet in Facet]

    assert not load_vocabulary().codes("\n".join(headings), language)


@pytest.mark.parametrize("language", Language)
def test_no_name_names_anybody(language: Language) -> None:
    told = told_by_codes(load_vocabulary().concepts, language)

    assert [one for one in Detector.load().find(told) if one.kind in HIDDEN and one.sure] == []


def test_a_text_is_told_again_by_its_codes_alone() -> None:
    codes = codes_in(CUT, Language.JA)
    told = told_by_codes(codes, Language.JA)

    assert {"cable-cut"} <= codes.keys()
    assert codes.keys() <= codes_in(told, Language.JA).keys()
    assert "業者が" not in told


def test_codes_stand_by_facet_whatever_their_order() -> None:
    told = told_by_codes(["overload", "cable-cut"], Language.EN)

    assert told == told_by_codes(["cable-cut", "overload"], Language.EN)
    assert [line.split(":")[0] for line in told.splitlines()] == ["Trigger", "Extent"]


def test_of_nothing_nothing_is_told() -> None:
    assert told_by_codes([], Language.JA) == ""
    assert codes_in("", Language.EN) == {}
