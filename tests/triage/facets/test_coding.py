from corpus.vocabulary import Facet, load_vocabulary
from triage.facets.coding import Code, Span, coding_of, levels_of

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
