from collections.abc import Sequence

import numpy as np
import pytest

from corpus.identifiers.japanese_words import JapaneseWord, parts_of, sentences_of
from corpus.identifiers.people import PeopleFinder, Thresholds, load_people
from corpus.identifiers.people_context import Sentence, runs_of
from corpus.identifiers.people_features import features_of
from corpus.identifiers.people_growing import could_be_named, could_begin, grown
from corpus.identifiers.people_listed import load_listed_people
from corpus.identifiers.people_signs import Signs, signs_of
from corpus.identifiers.people_words import NAMES, load_people_words
from corpus.identifiers.senses import Floats

THRESHOLDS = Thresholds(name=0.5, doubt=0.4, part=0.2, again=0.45, sure=0.9)


def words_of(text: str) -> tuple[JapaneseWord, ...]:
    return next(sentences_of(text))


def feature(text: str, at: int, name: str) -> float:
    names, rows = features_of(words_of(text))
    return float(rows[at, names.index(name)])


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("山田が来た", 0, "surname"),
        ("山田が来た", 0, "after_subject"),
        ("山田部長が来た", 0, "behind_title"),
        ("山田大学に着く", 0, "behind_other"),
        ("ジョン・スミス", 0, "run_joint"),
        ("「山田」と言う", 1, "quoted_whole"),
        ("鈴木と山田", 2, "before_list"),
        ("山田の顔を見る", 0, "of_like_self"),
        ("山田は、日本の俳優", 0, "topic"),
    ],
)
def test_a_feature_is_told_where_it_holds(text: str, at: int, name: str) -> None:
    assert feature(text, at, name) > 0


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("山田を見た", 0, "after_subject"),
        ("山田が来た", 0, "behind_title"),
        ("「山田が来る」と言う", 1, "quoted_whole"),
        ("山田が来た", 0, "of_like_self"),
    ],
)
def test_a_feature_is_not_told_where_it_does_not_hold(text: str, at: int, name: str) -> None:
    assert feature(text, at, name) == 0


def test_a_sentence_that_cannot_name_anybody_is_not_looked_at() -> None:
    words = words_of("電源を入れた")
    assert not any(could_be_named(word) for word in words)
    assert not load_people().likely([words])[0].any()


def test_a_run_holds_the_parts_of_a_name() -> None:
    words = words_of("のジョン・スミスが")
    looks = load_people_words()
    sentence = Sentence(
        words=words,
        own=looks.look(words),
        columns={name: at for at, name in enumerate(looks.names)},
        senses=slice(len(NAMES), len(looks.names)),
    )
    assert runs_of(sentence) == ([0, 1, 1, 1, 4], [1, 4, 4, 4, 5])


class Told:
    """Knows how likely the words of a sentence are; counts the sentences it is asked about."""

    def __init__(self, *likely: list[float]) -> None:
        self.chances = [np.array(each, np.float32) for each in likely]
        self.asked = 0

    def likely(self, sentences: Sequence[Signs]) -> Sequence[Floats]:
        self.asked += len(sentences)
        return [chances[: len(one)] for one, chances in zip(sentences, self.chances, strict=True)]


def finder(*likely: list[float]) -> PeopleFinder:
    return PeopleFinder(network=Told(*likely), thresholds=THRESHOLDS)


def test_a_name_takes_the_likely_words_beside_it() -> None:
    told = finder([0.3, 0.6, 0, 0, 0])
    [(_, [name])] = list(told.names([words_of("山田太郎が来た")]))
    assert (name.first, name.last, name.doubtful) == (0, 2, False)


def test_a_word_surely_a_name_elsewhere_is_one_again() -> None:
    sentences = [words_of("山田が来た"), words_of("山田を見た")]
    told = finder([0.46, 0, 0, 0], [0.95, 0, 0, 0])
    unsure = finder([0.46, 0, 0, 0], [0, 0, 0, 0])
    assert [n.doubtful for _, ns in told.names(sentences) for n in ns] == [False, False]
    assert [n.doubtful for _, ns in unsure.names(sentences) for n in ns] == [True]


def test_a_sentence_written_again_is_looked_at_once() -> None:
    network = Told([0.9, 0, 0, 0])
    told = PeopleFinder(network=network, thresholds=THRESHOLDS)
    words = words_of("山田が来た")
    assert [len(names) for _, names in told.names([words] * 5)] == [1] * 5
    assert network.asked == 1


def test_each_word_has_its_letters_and_parts_of_speech() -> None:
    signs = signs_of(words_of("山田がスーパーコンピュータを見た"))
    assert (signs.letters > 0).sum(axis=1).tolist() == [2, 1, 8, 1, 1, 1]
    assert signs.parts[1].tolist() == signs.parts[3].tolist()[:1] + signs.parts[1].tolist()[1:]
    assert signs.parts[0].tolist() != signs.parts[2].tolist()
    assert len(signs.cut(1, 3)) == 2


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("ジョン・スミス氏", "スミス", "ジョン・スミス"),
        ("J・ボニエが", "ボニエ", "J・ボニエ"),
        ("徐傅霖は", "徐", "徐傅霖"),
        ("ヘンリー4世が", "ヘンリー", "ヘンリー4世"),
        ("鈴木さん、", "鈴木さん、", "鈴木"),
        ("、鈴木", "、鈴木", "鈴木"),
        ("のLester T. W. Hoと", "Lester", "Lester T. W. Ho"),
        ("のLester T. W. Hoと", "Ho", "Lester T. W. Ho"),
        ("CHI WING is", "CHI", "CHI WING"),
        ("Hoが、", "Ho", "Ho"),
        ("山田と鈴木", "山田", "山田"),
        ("ルータ・スミス", "・スミス", "ルータ・スミス"),
    ],
)
def test_a_name_grows_to_all_that_belongs_to_it(text: str, part: str, whole: str) -> None:
    words = words_of(text)
    start = text.index(part)
    inside = [at for at, w in enumerate(words) if start <= w.start < start + len(part)]
    first, last = grown(words, inside[0], inside[-1] + 1, 0)
    assert text[words[first].start : words[last - 1].end] == whole


@pytest.mark.parametrize(("text", "can"), [("山田", True), ("さん", False), ("、", False)])
def test_a_title_or_a_mark_begins_no_name(text: str, can: bool) -> None:
    assert could_begin(words_of(text)[0]) is can


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("B課長が承認", ["B"]),
        ("T.Y.さんが", ["T.Y."]),
        ("Tanaka Kenjiが", ["Tanaka Kenji"]),
        ("T. Suzukiが", ["T. Suzuki"]),
        ("Yamadaさんが", ["Yamada"]),
        ("A社とB社", []),
        ("Tanaka Suzukiが", []),
        ("tanaka kenji", []),
        ("Core Routerが", []),
        ("電源・回線両名", []),
    ],
)
def test_a_name_by_pattern_is_seen(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in load_listed_people().see(text)] == names


def test_the_dictionary_is_asked_by_the_word_alone() -> None:
    assert any(part[3] == "姓" for part in parts_of("山田"))
    assert not parts_of("ぬるぽぬるぽ山")
