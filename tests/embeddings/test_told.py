from corpus.account import Language
from corpus.vocabulary import load_vocabulary
from embeddings.told import Told
from tests.embeddings.examples import EN, JA, an_account


def test_each_language_has_its_terms() -> None:
    told = Told({JA: "基地局の故障", EN: "the station failed"})
    assert told.terms(JA) == ["基地", "局", "故障"]
    assert told.terms(EN) == ["station", "fail"]


def test_a_language_that_is_not_there_has_none() -> None:
    assert Told({EN: "failed"}).terms(JA) == []
    assert Told({JA: "故障"}).terms(EN) == []


def test_both_tellings_of_one_thing_share_a_concept() -> None:
    japanese, english = Told({JA: "輻輳が発生した"}), Told({EN: "congestion occurred"})
    assert japanese.concepts & english.concepts


def test_languages_are_a_bit_each() -> None:
    assert [Told(texts).languages for texts in ({}, {JA: "a"}, {EN: "a"}, {JA: "a", EN: "a"})] == [
        0,
        1,
        2,
        3,
    ]


def test_the_hash_over_all_languages_is_the_accounts_own() -> None:
    account = an_account(ja="故障", en="failed")
    assert Told(account.texts).hash_of(list(Language)) == account.content_hash


def test_the_hash_over_one_language_does_not_see_the_other() -> None:
    one, other = Told({JA: "故障", EN: "failed"}), Told({JA: "故障", EN: "broke"})
    assert one.hash_of([JA]) == other.hash_of([JA])
    assert one.hash_of([JA, EN]) != other.hash_of([JA, EN])


def test_a_concept_counts_as_much_as_the_sentence_that_tells_most_of_it() -> None:
    told = Told({JA: "輻輳が起きた。\n輻輳が起きた。\n停電も起きた。"}).failing
    assert told["congestion"] == 1.0
    assert 0 < told["power-outage"] < 1.0


def test_what_a_concept_implies_counts_with_it() -> None:
    told = Told({JA: "地震が起きた。"}).failing
    assert set(told) >= load_vocabulary().wider["earthquake"]


def test_what_does_not_tell_how_it_failed_is_left_out() -> None:
    told = Told({JA: "料金を返金した。輻輳した。"})
    assert "compensation" in told.concepts
    assert set(told.failing) == {"congestion"}


def test_a_concept_told_in_both_languages_counts_as_where_it_tells_more() -> None:
    late = {JA: "停電した。輻輳していた。"}
    assert Told(late).failing["congestion"] < 1.0
    assert Told({**late, EN: "Congestion occurred."}).failing["congestion"] == 1.0


def test_what_is_made_once_is_kept() -> None:
    told, made = Told({}), iter([1, 2])
    assert told.once("a", lambda: next(made)) == told.once("a", lambda: next(made)) == 1
    assert told.once("b", lambda: next(made)) == 2


def test_a_sentence_says_whether_it_names_a_concept() -> None:
    told = Told({JA: "輻輳が起きた。\n空は青かった。", EN: "The sky was blue. A fibre was cut."})
    assert [(one.text.strip(), one.naming) for one in told.sentences(JA)] == [
        ("輻輳が起きた。", True),
        ("空は青かった。", False),
    ]
    assert [one.naming for one in told.sentences(EN)] == [False, True]
    assert Told({}).sentences(JA) == []


def test_how_much_of_a_text_names_concepts_is_told() -> None:
    assert Told({JA: "輻輳"}).named(JA) == 1.0
    assert Told({JA: "輻輳。空青"}).named(JA) == 0.4
    assert Told({JA: "輻輳"}).named(EN) == 0.0


def test_who_and_how_many_are_known_of_english_alone() -> None:
    told = Told({EN: "A fire at Acme hurt 12 people.", JA: "アクメ社の火災で12人が負傷した。"})
    assert told.names_and_numbers(EN) == {"acm", "12"}
    assert told.names_and_numbers(JA) == frozenset()
