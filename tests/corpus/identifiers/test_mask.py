import re
from collections.abc import Sequence

from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.mask import MASKED_KINDS, IdentifierMask

WORDS = {
    "KDDI": (IdentifierKind.CARRIER, "kddi"),
    "au": (IdentifierKind.CARRIER, "kddi"),
    "山田": (IdentifierKind.PERSON, "山田"),
    "2022年7月2日": (IdentifierKind.DATE, "2022年7月2日"),
    "5万人": (IdentifierKind.COUNT, "5万人"),
}


def find(text: str) -> Sequence[Identifier]:
    found = [
        Identifier(kind=kind, start=at.start(), end=at.end(), key=key)
        for words, (kind, key) in WORDS.items()
        for at in re.finditer(words, text)
    ]
    return sorted(found, key=lambda one: one.start)


def masked(*texts: str) -> tuple[str, ...]:
    return IdentifierMask(find=find).mask(texts).texts


def test_who_it_was_is_masked_and_when_and_how_many_are_not() -> None:
    assert masked("2022年7月2日、KDDIの山田が5万人に") == (
        "2022年7月2日、〔事業者A〕の〔人物1〕が5万人に",
    )


def test_one_thing_has_one_placeholder_in_all_texts() -> None:
    assert masked("KDDIの山田", "山田とKDDI") == (
        "〔事業者A〕の〔人物1〕",
        "〔人物1〕と〔事業者A〕",
    )


def test_the_very_words_can_be_put_back() -> None:
    texts = ("KDDIとauと山田。", "auは〔事業者A〕ではない。")
    done = IdentifierMask(find=find).mask(texts)

    back = tuple(
        re.sub("〔[^〕]+〕", lambda at: done.originals.get(at.group(), at.group()), text)
        for text in done.texts
    )

    assert back == texts
    assert not any("KDDI" in text or "au" in text for text in done.texts)


def test_another_spelling_is_seen_to_be_the_same_carrier() -> None:
    assert masked("KDDIとau") == ("〔事業者A〕と〔事業者A・別名1〕",)


def test_a_name_found_in_one_text_is_masked_in_the_others_too() -> None:
    def find_titled(text: str) -> Sequence[Identifier]:
        return [
            Identifier(kind=IdentifierKind.PERSON, start=at.start(), end=at.end(), key="大和")
            for at in re.finditer("大和(?=さん)", text)
        ]

    done = IdentifierMask(find=find_titled).mask(["大和さんが", "大 和が、大和が"])

    assert done.texts == ("〔人物1〕さんが", "〔人物1・別名1〕が、〔人物1〕が")


def test_english_texts_get_english_placeholders() -> None:
    assert masked("KDDI said so.") == ("[carrier A] said so.",)


def test_the_operator_may_mask_less() -> None:
    mask = IdentifierMask(find=find, kinds=frozenset({IdentifierKind.PERSON}))

    assert mask.mask(["KDDIの山田"]).texts == ("KDDIの〔人物1〕",)


def test_identifiers_that_overlap_leave_nothing_between_them() -> None:
    def find_both(text: str) -> Sequence[Identifier]:
        return [
            Identifier(kind=IdentifierKind.SITE, start=0, end=6, key="a"),
            Identifier(kind=IdentifierKind.CARRIER, start=2, end=8, key="b"),
        ]

    assert IdentifierMask(find=find_both).mask(["大手KDDI局の話"]).texts == ("〔施設A〕話",)


def test_no_text_and_an_empty_text_stay_as_they_are() -> None:
    assert masked() == ()
    assert masked("", "故障") == ("", "故障")


def test_the_originals_are_not_shown() -> None:
    assert "KDDI" not in repr(IdentifierMask(find=find).mask(["KDDI"]))


def test_times_and_numbers_are_no_part_of_what_is_masked() -> None:
    assert set(IdentifierKind) - MASKED_KINDS == {"date", "time", "count", "duration"}
