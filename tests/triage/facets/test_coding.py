from corpus.account import Account, Language
from corpus.ids import AccountId
from corpus.vocabulary import Facet, Layer, load_vocabulary
from triage.facets.coding import (
    Code,
    Span,
    coding_of,
    functions_of,
    layers_of,
    levels_of,
    stands_in,
)

VOCABULARY = load_vocabulary()


def a_code(concept: str, weight: float = 1.0, *spans: Span) -> Code:
    facet = VOCABULARY.concept(concept).facet
    return Code(facet=facet, concept=concept, weight=weight, main=False, spans=spans)


def test_the_code_that_tells_most_of_its_facet_is_the_main_one() -> None:
    coding = coding_of([a_code("overload", 0.3), a_code("congestion", 0.8)], "v")
    assert [code.concept for code in coding.of(Facet.PROPAGATION)] == ["congestion", "overload"]
    main = coding.main(Facet.PROPAGATION)
    assert main is not None
    assert main.concept == "congestion"
    assert sum(code.main for code in coding.codes) == 1


def test_a_facet_that_is_not_told_has_no_main_code() -> None:
    coding = coding_of([a_code("congestion")], "v")
    assert coding.main(Facet.CAUSE) is None
    assert coding.of(Facet.CAUSE) == ()


def test_codes_come_facet_by_facet_whatever_order_they_were_given_in() -> None:
    codes = [a_code("congestion"), a_code("leap-second"), a_code("overload", 0.2)]
    assert coding_of(codes, "v") == coding_of(codes[::-1], "v")


def test_a_cause_is_told_on_all_its_levels_the_widest_first() -> None:
    assert levels_of("disk-fault", VOCABULARY) == (
        "equipment-cause",
        "hardware-fault",
        "disk-fault",
    )


def test_equipment_tells_its_layer_and_the_function_it_serves() -> None:
    equipment = next(
        one for one in VOCABULARY.of_facet(Facet.EQUIPMENT) if one.layer and one.function
    )
    coding = coding_of([a_code(equipment.id), a_code("switching")], "v")
    assert layers_of(coding, VOCABULARY) == (Layer(str(equipment.layer)),)
    assert functions_of(coding, VOCABULARY) == tuple(
        dict.fromkeys(["switching", equipment.function])
    )


def test_words_that_do_not_stand_where_they_are_said_to_are_seen() -> None:
    account = Account(
        id=AccountId("a"), incidents=(), title="", day=None, texts={Language.JA: "輻輳した"}
    )
    right = Span(language=Language.JA, start=0, end=2, words="輻輳")
    moved = Span(language=Language.JA, start=1, end=3, words="輻輳")
    empty = Span(language=Language.JA, start=1, end=1, words="")
    assert stands_in(coding_of([a_code("congestion", 1.0, right)], "v"), account)
    assert not stands_in(coding_of([a_code("congestion", 1.0, moved)], "v"), account)
    assert not stands_in(coding_of([a_code("congestion", 1.0, empty)], "v"), account)
