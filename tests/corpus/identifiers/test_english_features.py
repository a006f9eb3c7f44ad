from zlib import crc32

from corpus.identifiers.english_features import BUCKETS, Classes, features_of
from corpus.identifiers.english_tokens import tokens_of

NO_CLASSES = Classes({})


def bucket(told: str) -> int:
    return crc32(told.encode()) % BUCKETS


def test_a_token_is_told_by_its_word_its_shape_and_its_neighbours() -> None:
    _, seen, _ = features_of(tokens_of("ask Mary now"), NO_CLASSES)

    assert {bucket("wmary"), bucket("hXx"), bucket("-wask"), bucket("+wnow")} <= set(seen)


def test_a_number_is_told_by_its_length_alone() -> None:
    [one], [other] = (features_of(tokens_of(text), NO_CLASSES) for text in ("1234", "9876"))

    assert one == other


def test_words_of_one_class_are_alike() -> None:
    classes = Classes({crc32(b"mary"): (3, 1), crc32(b"jane"): (3, 1)})

    assert classes.of("mary") == classes.of("jane") == ("3", "1")
    assert classes.of("xyzzy") == ("?", "?")


def test_a_known_place_and_the_case_of_the_text_are_told() -> None:
    first, second = features_of(tokens_of("NEW YORK"), NO_CLASSES)

    assert bucket("gB") in first
    assert bucket("gI") in second
    assert bucket("casecapitals") in first


def test_a_people_is_told() -> None:
    [seen] = features_of(tokens_of("german"), NO_CLASSES)

    assert {bucket("gN"), bucket("casesmall")} <= set(seen)


def test_a_broken_character_is_no_fault() -> None:
    assert len(features_of(tokens_of("a \ud800 b"), NO_CLASSES)) == 3
