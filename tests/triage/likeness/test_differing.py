import pytest

from corpus.account import Account, Language
from corpus.ids import AccountId
from corpus.vocabulary import Facet, load_vocabulary
from triage.facets.coder import code_by_rules
from triage.facets.coding import FacetCoding
from triage.likeness.differing import COMPARED, known_abroad, new_in

VOCABULARY = load_vocabulary()
LEAP = "うるう秒の処理の不具合でサーバが再起動を繰り返した。"
CABLE = "工事でケーブルが切断された。"


def coded(text: str) -> FacetCoding:
    account = Account(
        id=AccountId("a"), incidents=(), title="", day=None, texts={Language.JA: text}
    )
    return code_by_rules(account, VOCABULARY)


def test_what_no_earlier_case_tells_is_named_in_both_languages() -> None:
    coding = coded(LEAP)
    told = {code.concept for code in coding.codes} - {"leap-second"}
    found = new_in(coding, coding, told, VOCABULARY)
    assert [(one.facet, one.concept) for one in found.unseen] == [(Facet.TRIGGER, "leap-second")]
    assert found.line.ja == "契機「うるう秒」はこれまでの事例にない"
    assert found.line.en == 'no earlier case has the trigger "leap second"'


def test_a_facet_with_nothing_in_common_is_named() -> None:
    here = coded(LEAP)
    found = new_in(here, coded(CABLE), {code.concept for code in here.codes}, VOCABULARY)
    assert Facet.TRIGGER in {one.facet for one in found.apart}
    assert "最も近い事例とは契機が異なる" in found.line.ja
    assert "the nearest case differs in trigger" in found.line.en


def test_what_one_of_the_two_does_not_tell_is_no_difference() -> None:
    here = coded("輻輳が発生した。")
    found = new_in(here, coded(CABLE), {"congestion"}, VOCABULARY)
    assert found.apart == ()


def test_a_case_that_differs_in_nothing_says_so() -> None:
    here = coded(LEAP)
    told = {code.concept for code in here.codes}
    known, new = (new_in(here, here, told, VOCABULARY, known=one) for one in (True, False))
    assert (known.unseen, known.apart) == (new.unseen, new.apart) == ((), ())
    assert known.line.ja == "最も近い事例と、読み取れた側面はいずれも重なる"
    assert "同じ仕組みと見なせるほど近くはない" in new.line.ja
    assert "not near enough" in new.line.en


def test_without_earlier_cases_there_is_nothing_to_compare_with() -> None:
    found = new_in(coded(LEAP), None, frozenset(), VOCABULARY)
    assert found.line.ja == "比べられる先例がない"
    assert found.unseen


def test_being_known_abroad_is_said_with_the_year() -> None:
    assert "2018" in known_abroad(2018).ja
    assert known_abroad(2018).en == "new for the country, known abroad since 2018"


@pytest.mark.parametrize("facet", COMPARED)
def test_every_facet_that_is_compared_can_be_put_in_words(facet: Facet) -> None:
    concept = VOCABULARY.of_facet(facet)[-1]
    here = coded("、".join(form for form in concept.forms[Language.JA] if "…" not in form))
    found = new_in(here, None, frozenset(), VOCABULARY)
    assert facet in {one.facet for one in found.unseen}
