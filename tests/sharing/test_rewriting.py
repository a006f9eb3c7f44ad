import pytest

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.placeholders import Placeholders
from sharing.grain import Grain, Treatment
from sharing.grain_file import policy_of
from sharing.rewriting import rewrite
from tests.sharing.marked import marked, rewritten

COMMITTEE = policy_of(Grain.COMMITTEE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "{carrier=kddi:KDDI}と{carrier=iij:IIJ}。{carrier=kddi:au}も",
            "〔事業者A〕と〔事業者B〕。〔事業者A〕も",
        ),
        ("{person:山田}が{person:佐藤}に、{person:山田}は", "〔人物1〕が〔人物2〕に、〔人物1〕は"),
        ("{site:八王子局}の{phone:03-1234-5678}", "〔施設A〕の〔電話番号1〕"),
        (
            "{mail:a@b.jp}、{url:https://a.jp}、{ip:10.0.0.1}、{number:契約123}",
            "〔メールアドレス1〕、〔URL1〕、〔IPアドレス1〕、〔番号1〕",
        ),
        ("{carrier=ntt-docomo:NTTドコモ}の{carrier=ntt-docomo:FOMA}が", "〔事業者A〕が"),
        ("{carrier=kddi:KDDI}や{carrier=kddi:au}など", "〔事業者A〕など"),
        ("{carrier=kddi:KDDI}、{carrier=iij:IIJ}など", "〔事業者A〕、〔事業者B〕など"),
    ],
)
def test_the_same_thing_has_the_same_placeholder(text: str, told: str) -> None:
    assert rewritten(text, "committee") == told


def test_makers_and_products_stay_for_the_committee_and_go_below() -> None:
    text = "{vendor:シスコ}の{model:ASR9000}"

    assert rewritten(text, "committee") == "シスコのASR9000"
    assert rewritten(text, "designated") == "〔製造者A〕の〔製品A〕"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("an {carrier=ntt:NTT} cable", "a [carrier A] cable"),
        ("An {carrier=ntt:NTT} cable", "A [carrier A] cable"),
        ("a {ip:10.0.0.1} address", "an [IP address 1] address"),
        ("{carrier=aws:AWS}, {carrier=aws:S3} and others", "[carrier A] and others"),
        ("{carrier=aws:AWS}'s {carrier=aws:S3}", "[carrier A]"),
        ("{carrier=lumen:CenturyLink} / {carrier=lumen:Level 3}", "[carrier A]"),
        ("At {time:09:00} a fault. The {person:Bob} call", "A fault. The [person 1] call"),
    ],
)
def test_an_english_sentence_stays_one(text: str, told: str) -> None:
    assert rewritten(text, "public", Language.EN) == told


def test_texts_that_are_read_together_share_their_placeholders() -> None:
    names = Placeholders(language=Language.JA)
    first = rewrite(*marked("{carrier=kddi:KDDI}"), COMMITTEE, Language.JA, names)
    second = rewrite(
        *marked("{carrier=iij:IIJ}と{carrier=kddi:au}"), COMMITTEE, Language.JA, names
    )

    assert (first.text, second.text) == ("〔事業者A〕", "〔事業者B〕と〔事業者A〕")
    assert names.key == {"〔事業者A〕": "KDDI", "〔事業者B〕": "IIJ"}


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("〔事業者A〕と{carrier=kddi:KDDI}", Language.JA, "（事業者A）と〔事業者A〕"),
        ("〔引用〕と〔注〕", Language.JA, "（引用）と〔注〕"),
        ("[carrier A], [1], {carrier=kddi:KDDI}", Language.EN, "(carrier A), [1], [carrier A]"),
        ("[Carrier a]", Language.EN, "(Carrier a)"),
    ],
)
def test_what_looks_like_a_placeholder_in_the_source_is_not_taken_for_one(
    text: str, language: Language, told: str
) -> None:
    assert rewritten(text, "committee", language) == told


def test_what_was_not_kept_is_named_by_its_place_in_the_source() -> None:
    text, found = marked("{vendor:シスコ}の{carrier=kddi:KDDI}")

    done = rewrite(text, found, COMMITTEE, Language.JA)

    assert done.replaced == (found[1],)
    assert text[done.replaced[0].start : done.replaced[0].end] == "KDDI"


def test_what_was_put_in_is_where_it_is_said_to_be() -> None:
    text = "An {carrier=kddi:KDDI} fault on {date:2 July 2022} hit {count:500 lines}."

    done = rewrite(*marked(text), policy_of(Grain.DESIGNATED), Language.EN)

    assert [done.text[start:end] for start, end in done.ours] == [
        "[carrier A]",
        "in July 2022",
        "100 to 1,000 lines",
    ]


def test_a_dropped_name_is_not_told_apart_from_others() -> None:
    policy = COMMITTEE.with_treatment(IdentifierKind.CARRIER, Treatment.DROP)
    text, found = marked("{carrier=kddi:KDDI}が{carrier=iij:IIJ}に")

    assert rewrite(text, found, policy, Language.JA).text == "〔事業者〕が〔事業者〕に"


def test_identifiers_that_overlap_leave_nothing_between_them() -> None:
    found = [
        Identifier(kind=IdentifierKind.CARRIER, start=0, end=4, key="kddi"),
        Identifier(kind=IdentifierKind.SITE, start=2, end=6, key="局"),
        Identifier(kind=IdentifierKind.PERSON, start=3, end=4, key="人"),
    ]

    assert rewrite("KDDI大局の", found, COMMITTEE, Language.JA).text == "〔事業者A〕〔施設A〕の"


def test_blanks_and_joining_words_at_the_ends_of_an_identifier_stay() -> None:
    text, found = marked("for {duration:63 hours and} more, {count: }x")

    done = rewrite(text, found, policy_of(Grain.DESIGNATED), Language.EN)

    assert done.text == "for 1 to 3 days and more, [figure 1]x"


def test_a_text_without_identifiers_stays_as_it_is() -> None:
    assert rewritten("伝送装置が故障した。", "public") == "伝送装置が故障した。"


def test_a_hundred_thousand_characters_are_rewritten_in_time_linear_in_them() -> None:
    text, found = marked(
        "{date:2022年7月2日}に{carrier=kddi:KDDI}の{count:約5万人}が困った。" * 4_000
    )

    done = rewrite(text, found, policy_of(Grain.PUBLIC), Language.JA)

    assert done.text.count("〔事業者A〕") == 4_000
