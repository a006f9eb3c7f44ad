import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.account import Account, Language
from corpus.ids import AccountId
from corpus.vocabulary import Facet, load_vocabulary
from eval.cases import gather
from tests.triage.facets.examples import stands_in
from triage.facets.coder import MOST_SPANS, code_by_rules, rules_version
from triage.facets.coding import FacetCoding
from triage.facets.rules import load_coding_rules

JA, EN = Language.JA, Language.EN
VOCABULARY = load_vocabulary()


def account(**texts: str) -> Account:
    told = {Language(language): text for language, text in texts.items()}
    return Account(id=AccountId("a"), incidents=(), title="", day=None, texts=told)


def coded(**texts: str) -> FacetCoding:
    return code_by_rules(account(**texts), VOCABULARY)


def main(coding: FacetCoding, facet: Facet) -> str | None:
    code = coding.main(facet)
    return code.concept if code else None


def test_each_code_carries_the_words_that_say_so() -> None:
    coding = coded(ja="うるう秒で輻輳が起きた。", en="A leap second led to congestion.")
    code = coding.main(Facet.TRIGGER)
    assert code is not None
    assert {(one.language, one.words) for one in code.spans} == {
        (JA, "うるう秒"),
        (EN, "leap second"),
    }


def test_what_is_denied_is_not_coded() -> None:
    assert coded(ja="停電はなかった。").codes == ()
    assert coded(en="There was no sign of an attack.").of(Facet.TRIGGER) == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("設定の誤りがあった。ディスクの故障が原因だった。", "disk-fault"),
        ("原因はディスクの故障だった。輻輳した。", "disk-fault"),
    ],
    ids=["named as the cause", "after the cue"],
)
def test_what_is_named_as_the_cause_is_the_main_one(text: str, cause: str) -> None:
    assert main(coded(ja=text), Facet.CAUSE) == cause


def test_what_happened_another_time_stands_behind_what_happened() -> None:
    coding = coded(ja="過去に輻輳が起きていた。再起動を繰り返した。")
    assert main(coding, Facet.PROPAGATION) == "restart-loop"


def test_the_deeper_concept_is_the_main_one_of_two_told_alike() -> None:
    text = "人為ミスと、ディスクの故障があった。"
    assert main(coded(ja=text), Facet.CAUSE) == "disk-fault"


def test_a_code_is_supported_by_a_few_places_only() -> None:
    [code] = coded(ja="輻輳。" * 9).of(Facet.PROPAGATION)
    assert len(code.spans) == MOST_SPANS
    assert [one.start for one in code.spans] == sorted(one.start for one in code.spans)


def test_a_text_that_tells_nothing_has_no_codes() -> None:
    coding = coded(ja="。")
    assert coding.codes == ()
    assert coding.version == rules_version(VOCABULARY)


def test_all_words_that_support_starter_cases_stand_in_them() -> None:
    for told in gather().accounts[:60]:
        coding = code_by_rules(told, VOCABULARY)
        assert coding.codes
        assert stands_in(coding, told)


@given(st.text(alphabet="停電輻輳原因故障。\n はなかった設定ＤＮＳ", max_size=60))
def test_whatever_is_told_the_words_stand_in_it(text: str) -> None:
    told = account(ja=text)
    coding = code_by_rules(told, VOCABULARY)
    assert stands_in(coding, told)
    assert all(0 < code.weight <= 1 for code in coding.codes)
    assert code_by_rules(told, VOCABULARY) == coding


@pytest.mark.parametrize(
    ("text", "at", "language", "cued"),
    [
        ("原因は故障だ", (3, 5), JA, True),
        ("故障により停止", (0, 2), JA, True),
        ("故障した", (0, 2), JA, False),
        ("It failed because of a fire.", (23, 27), EN, True),
        ("a fire caused it", (2, 6), EN, True),
        ("a fire broke out", (2, 6), EN, False),
    ],
)
def test_words_of_cause_beside_a_mention_are_seen(
    text: str, at: tuple[int, int], language: Language, cued: bool
) -> None:
    assert load_coding_rules().is_cued(text, *at, language) is cued
