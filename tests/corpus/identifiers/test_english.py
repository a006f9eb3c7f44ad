import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identifiers.english import EnglishNames
from corpus.identifiers.identifier import Identifier
from tests.corpus.identifiers.taggers import a_tagger

NAMES = EnglishNames.load()


def seen(text: str) -> list[Identifier]:
    return list(NAMES.see(text))


def told(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, text[one.start : one.end]) for one in seen(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The shift was led by Maria Lopez in Austin.", "person", "Maria Lopez"),
        ("Dr. Okonkwo approved the change.", "person", "Dr. Okonkwo"),
        ("call john smith at the desk", "person", "john smith"),
        ("Thanks, T. Yamada", "person", "T. Yamada"),
        ("Yamada-san of the NOC called.", "person", "Yamada-san"),
        ("> From: Bob Brown\n> To: all\n> The link is down.", "person", "Bob Brown"),
        ("担当者はＪｏｈｎ　Ｓｍｉｔｈ（電話中）です。", "person", "Ｊｏｈｎ　Ｓｍｉｔｈ"),
        ("連絡先：Kenzo Yamada、交換機は復旧", "person", "Kenzo Yamada"),
        ("Jo\u200bhn Smi\u200bth left.", "person", "Jo\u200bhn Smi\u200bth"),
        ("Service failed in Kansai and Taiwan.", "place", "Taiwan"),
        ("A Swedish operator said so.", "place", "Swedish"),
        ("It is at 12 High Street, Leeds LS1 4AP.", "place", "12 High Street, Leeds LS1 4AP"),
        (
            "She works for Brightwater Insurance Ltd. in Leeds.",
            "other",
            "Brightwater Insurance Ltd",
        ),
        ("Card 4111 1111 1111 1111, please.", "number", "4111 1111 1111 1111"),
    ],
)
def test_a_name_is_seen(text: str, kind: str, words: str) -> None:
    assert any(k == kind and w.startswith(words) for k, w in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Home Subscriber Server rejected Update Location requests.",
        "Border Gateway Protocol sessions between the Route Reflectors were lost in March.",
        "On Monday 3 May the MME, the HSS and the PCRF restarted; VoLTE recovered at 04:40 JST.",
        "Root Cause Analysis: the Uninterruptible Power Supply did not take over.",
        "Users rose to 2,000 per second.",
        "加入者管理装置HSSとVoLTE交換機のSession Border Controllerが輻輳した。",
        "",
        " \n\t ",
        "!?!",
        "3",
    ],
)
def test_words_of_the_field_are_no_names(text: str) -> None:
    assert told(text) == []


def test_a_surname_alone_is_the_person_named_before() -> None:
    full, alone = seen("Ruth Okafor reported it. Okafor then left.")

    assert full.key == alone.key == "ruth okafor"


def test_a_title_is_no_part_of_the_key() -> None:
    [one] = seen("Mrs. Okafor called.")

    assert one.key == "okafor"


def test_a_people_has_the_key_of_its_country() -> None:
    assert [one.key for one in seen("The Danish regulator asked Denmark.")] == ["denmark"] * 2


def test_what_the_tagger_doubts_is_marked() -> None:
    assert any(not one.sure for one in seen("Zorblax Quux, of Vexa or Trillim, whatever."))


def test_a_long_text_is_read_in_blocks_without_a_gap() -> None:
    text = "Nothing was lost here and all went on as before. " * 60 + "Ruth Okafor called. "

    assert told(text * 3).count(("person", "Ruth Okafor")) == 3


def test_jobs_months_and_bare_numbers_are_not_told() -> None:
    names = EnglishNames(
        a_tagger(cook="B-job", june="B-person", seven="B-person", leeds="B-place", eleven="B-age")
    )

    found = list(names.see("a cook, in june, at leeds"))

    assert [one.key for one in found] == ["leeds"]


def test_a_doubtful_name_without_a_capital_counts_only_where_there_are_none() -> None:
    sure = a_tagger(reach=-1.5, zola="B-person")
    names = EnglishNames(replace(sure, weights=sure.weights * 0.2))

    assert [one.sure for one in names.see("we met zola")] == [False]
    assert list(names.see("We met zola")) == []


def test_a_run_of_numbers_is_an_age_but_no_person() -> None:
    reaching = replace(a_tagger(), reach=1e3)
    text = "7"

    assert {one.kind.value for one in EnglishNames(reaching).see(text)} <= {"place", "other"}


def test_text_of_a_hundred_thousand_characters_is_read() -> None:
    text = "Ruth Okafor of Leeds saw the alarm and nobody else did. " * 1_800

    began = time.process_time()
    assert len(seen(text)) == 3_600
    assert time.process_time() - began < 60.0


HOSTILE = {
    "one word": "a" * 100_000,
    "spaces": " " * 100_000,
    "lines": "\n " * 50_000,
    "digits": "1" * 100_000,
    "digits apart": "1-" * 15_000,
    "mail": "a@" * 15_000,
    "unseen": "\u200b" * 100_000,
    "marks": "a" + "\u0301" * 100_000,
    "apostrophes": "a'" * 50_000,
    "broken": "\ud800 John" * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    began = time.process_time()
    found = seen(text)

    assert time.process_time() - began < 30.0
    assert all(one.end <= other.start for one, other in pairwise(found))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aab1 .,-'\n@/東京ＡﾊJohnSmith\u200bé"), max_size=80))
def test_what_is_seen_lies_in_the_text_and_does_not_overlap(text: str) -> None:
    found = seen(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.key for one in found)
