from dataclasses import fields, replace

import numpy as np
import pytest

from corpus.identifiers.japanese_words import sentences_of
from corpus.identifiers.people_network import (
    LONGEST,
    PeopleNetwork,
    load_network,
    packed,
    unpacked,
)
from corpus.identifiers.people_signs import Signs, signs_of
from corpus.identifiers.senses import Floats

NETWORK = load_network()


def signs(text: str) -> Signs:
    return signs_of(next(sentences_of(text)))


def likely(*texts: str) -> list[Floats]:
    return NETWORK.likely([signs(text) for text in texts])


def test_a_name_is_likelier_than_what_is_none() -> None:
    [chances] = likely("担当の山田が電源を入れた")
    assert chances.argmax() == 2
    assert chances[2] > 0.9
    assert chances[4] < 0.1


def test_a_sentence_is_read_alike_beside_any_others() -> None:
    texts = ("鈴木が来た", "東京都で輻輳が起きたため、担当の佐藤が現地に行った", "山田")
    together = likely(*texts)
    for text, chances in zip(texts, together, strict=True):
        assert likely(text)[0] == pytest.approx(chances, abs=1e-5)


def test_a_long_sentence_is_read_in_pieces() -> None:
    one = signs("担当の山田が、")
    pieces = LONGEST // len(one) * len(one)
    times = LONGEST // len(one)
    doubled = Signs(
        **{
            each.name: np.concatenate([getattr(one, each.name)] * (times + 2))
            for each in fields(Signs)
        }
    )
    [chances] = NETWORK.likely([doubled])
    assert len(chances) == len(doubled) > LONGEST >= pieces
    [first] = NETWORK.likely([doubled.cut(0, LONGEST)])
    assert chances[:LONGEST] == pytest.approx(first, abs=1e-5)


def test_no_sentence_has_no_names() -> None:
    assert NETWORK.likely([]) == []


def test_what_the_members_say_is_averaged() -> None:
    seen = [signs("担当の山田が来た")]
    alone = [replace(NETWORK, members=(member,)).likely(seen)[0] for member in NETWORK.members]
    assert NETWORK.likely(seen)[0] == pytest.approx(np.mean(alone, axis=0), abs=1e-6)


def test_weights_in_a_file_are_nearly_the_same() -> None:
    seen = [signs("担当の山田が来た"), signs("ジョン・スミスは東京に着いた")]
    again = unpacked(packed(coarse()))
    for one, other in zip(coarse().likely(seen), again.likely(seen), strict=True):
        assert one == pytest.approx(other, abs=0.05)


def coarse() -> PeopleNetwork:
    """The network with weights between those that a file can hold."""
    chance = np.random.default_rng(0)
    return replace(
        NETWORK,
        members=tuple(
            replace(one, out=one.out + chance.normal(0, 1e-3, one.out.shape).astype(np.float32))
            for one in NETWORK.members
        ),
    )
