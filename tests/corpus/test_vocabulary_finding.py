"""The vocabulary of the field: what it finds, and what it must not find."""

import json
import math
import time
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from corpus.account import Language
from corpus.vocabulary import Facet, Vocabulary

STARTER = Path(__file__).parents[2] / "corpus" / "starter" / "incidents.jsonl"


JA, EN = Language.JA, Language.EN


@cache
def narratives(language: Language) -> list[str]:
    rows = [json.loads(line) for line in STARTER.read_text("utf-8").splitlines()]
    return [row[f"narrative_{language}"] for row in rows]


def found(vocabulary: Vocabulary, text: str, language: Language = JA) -> set[str]:
    return {mention.concept for mention in vocabulary.find(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("位置登録要求信号が大量に発生してVoLTE交換機が輻輳した", JA, "signalling-storm"),
        ("Reconnection requests from handsets came together", EN, "mass-reregistration"),
        ("予備設備への自動切替が動作しなかった", JA, "standby-not-working"),
        (
            "The function that switches automatically to the standby did not work",
            EN,
            "standby-not-working",
        ),
        ("道路工事の業者が光ケーブルを誤って切断した", JA, "works-cut"),
        ("A road crew cut the fibre.", EN, "works-cut"),
        ("サーバ証明書の有効期限が切れていた", JA, "certificate-expiry"),
        ("an expired certificate", EN, "certificate-expiry"),
        ("ログが溜まりメモリが枯渇した", JA, "memory-exhaustion"),
        ("The process ran out of memory.", EN, "memory-exhaustion"),
        ("DNSSECの署名鍵を更新した", JA, "key-rollover"),
        ("経路情報が全国のルータに広がった", JA, "cascade"),
        ("leaked all routes into the backbone", EN, "route-leak"),
        ("ハリケーンで基地局が停波した", JA, "typhoon"),
        ("Rats gnawed through a cable", EN, "rodent"),
    ],
)
def test_what_is_told_is_found(
    vocabulary: Vocabulary, text: str, language: Language, concept: str
) -> None:
    assert concept in vocabulary.codes(text, language)


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("停電はなかった", JA, "power-outage"),
        ("火災は発生していない", JA, "fire"),
        ("サイバー攻撃の痕跡は確認されていない", JA, "cyber-attack"),
        ("サイバー攻撃ではなく", JA, "cyber-attack"),
        ("There was no fire.", EN, "fire"),
        ("It was not a cyber attack.", EN, "cyber-attack"),
        ("police ruled out an earthquake", EN, "earthquake"),
        ("with no sign of flooding", EN, "flood"),
    ],
)
def test_what_is_denied_is_not_found(
    vocabulary: Vocabulary, text: str, language: Language, concept: str
) -> None:
    assert concept not in found(vocabulary, text, language)


@pytest.mark.parametrize(
    ("text", "language", "concept", "instead"),
    [
        ("基地局制御装置が故障した", JA, "base-station", "radio-controller"),
        ("海底ケーブルが切断された", JA, "cable", "submarine-cable"),
        ("加入者データベースが壊れた", JA, "database", "hlr-hss"),
        ("計画停電に備えた", JA, "power-outage", "planned-power-cut"),
        ("消火設備が作動した", JA, "fire", "extinguisher-release"),
        ("リスクを評価した", JA, "rodent", ""),
        ("IPSを更改した", JA, "ups", "firewall"),
        ("a broadband network gateway failed", EN, "session-border", "subscriber-edge"),
        ("the fire department came", EN, "fire", ""),
        ("Windstream said", EN, "typhoon", ""),
    ],
)
def test_a_word_inside_a_longer_one_is_not_found(
    vocabulary: Vocabulary, text: str, language: Language, concept: str, instead: str
) -> None:
    told = found(vocabulary, text, language)
    assert concept not in told
    assert not instead or instead in told


def test_a_gap_does_not_cross_the_end_of_a_sentence(vocabulary: Vocabulary) -> None:
    assert "cable-cut" in found(vocabulary, "ケーブルを誤って損傷した")
    assert "cable-cut" not in found(vocabulary, "ケーブルは無事。機器を損傷した")
    assert "cable-cut" not in found(vocabulary, "The cable held. Contracts were cut", EN)


def test_a_gap_is_short(vocabulary: Vocabulary) -> None:
    assert "cable-cut" not in found(
        vocabulary, "ケーブルの先の建物の二階にある別の機器の電源部が損傷した"
    )


@pytest.mark.parametrize(
    "text",
    [
        "午前にBGPの経路リークが起き、輻輳した",
        "午前に\uff22\uff27\uff30の経路リークが起き、輻輳した",
        "㈱甲で ケーブルが切断、ガイド線も断線した",
        "か\u3099け崩れ と ﾊﾞｯﾃﾘの枯渇",
        "ﬁre と ½ ㍿ の停電",
    ],
    ids=["half width", "full width", "half-width kana", "combining marks", "ligatures"],
)
def test_a_mention_stands_where_it_says(vocabulary: Vocabulary, text: str) -> None:
    mentions = vocabulary.find(text, JA)
    assert mentions
    assert all(text[one.start : one.end] == one.text != "" for one in mentions)


def test_full_width_is_found_at_its_own_place(vocabulary: Vocabulary) -> None:
    text = "①昨日、\uff24\uff2e\uff33とﾊﾞｯﾃﾘが止まった"
    at = {one.concept: (one.start, one.text) for one in vocabulary.find(text, JA)}
    assert at["dns"] == (4, "\uff24\uff2e\uff33")
    assert at["battery"] == (8, "ﾊﾞｯﾃﾘ")


def test_mentions_come_in_order_of_place(vocabulary: Vocabulary) -> None:
    for language in Language:
        for text in narratives(language):
            starts = [one.start for one in vocabulary.find(text, language)]
            assert starts == sorted(starts)


@pytest.mark.parametrize("language", Language)
def test_every_narrative_tells_of_four_concepts(
    vocabulary: Vocabulary, language: Language
) -> None:
    few = [
        number
        for number, text in enumerate(narratives(language))
        if len(vocabulary.codes(text, language)) < 4
    ]
    assert few == []


def test_both_languages_tell_of_the_same(vocabulary: Vocabulary) -> None:
    shared = [len(ja & en) / len(ja | en) for ja, en in zip(*coded(vocabulary), strict=True)]
    assert sum(shared) / len(shared) > 0.66


def test_a_japanese_narrative_finds_its_english_twin(vocabulary: Vocabulary) -> None:
    first, tenth = 0, 0
    japanese, english = weighed(coded(vocabulary))
    for number, told in enumerate(japanese):
        likeness = [
            sum(told[c] * other[c] for c in told.keys() & other.keys()) for other in english
        ]
        better = sum(one > likeness[number] for one in likeness)
        first += better == 0
        tenth += better < 10
    assert first >= 190
    assert tenth >= 198


def coded(vocabulary: Vocabulary) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    japanese, english = (
        [vocabulary.codes(text, language) for text in narratives(language)]
        for language in (JA, EN)
    )
    return japanese, english


def weighed(sides: Sequence[list[frozenset[str]]]) -> list[list[dict[str, float]]]:
    """Sets of concepts as unit vectors, rare concepts weighing more."""
    told = [codes for side in sides for codes in side]
    holders = Counter(code for codes in told for code in codes)

    def vector(codes: frozenset[str]) -> dict[str, float]:
        weights = {code: math.log(len(told) / holders[code]) for code in codes}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {code: weight / length for code, weight in weights.items()}

    return [[vector(codes) for codes in side] for side in sides]


def test_what_a_concept_implies_is_coded_with_it(vocabulary: Vocabulary) -> None:
    told = vocabulary.codes("地震", JA)
    assert {"earthquake", "natural-disaster", "external-cause"} <= told
    assert vocabulary.concept("earthquake").facet is Facet.TRIGGER


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (JA, "あ" * 100_000),
        (JA, "ケーブル" * 25_000),
        (JA, "設備" * 49_990 + "障害が発生した"),
        (JA, "か" + "\u3099\u0316" * 50_000),
        (JA, "ガ" * 100_000),
        (EN, "cable " * 17_000),
        (EN, "a" * 100_000),
        (EN, "no the " * 14_000),
        (EN, "." * 100_000),
    ],
)
def test_hostile_text_costs_time_linear_in_its_length(
    vocabulary: Vocabulary, language: Language, text: str
) -> None:
    def seconds(length: int) -> float:
        start = time.perf_counter()
        vocabulary.find(text[:length], language)
        return time.perf_counter() - start

    seconds(1_000)
    tenth = min(seconds(len(text) // 10) for _ in range(3))
    assert seconds(len(text)) < 60 * tenth + 0.5


def test_a_number_in_a_figure_is_no_emergency_number(vocabulary: Vocabulary) -> None:
    assert "emergency-calls-affected" in found(vocabulary, "calls to 112 failed", EN)
    assert "emergency-calls-affected" not in found(vocabulary, "1,112 lines failed", EN)
