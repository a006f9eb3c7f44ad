"""What is told of each word by its sentence: the second half of what the finder looks at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.identifiers.japanese_words import JapaneseWord
from corpus.identifiers.people_words import JOINTS
from corpus.identifiers.senses import Floats

_PARTICLES: Mapping[str, str] = {
    "は": "subject",
    "が": "subject",
    "も": "subject",
    "の": "of",
    "を": "object",
    "と": "with",
    "に": "to",
    "へ": "to",
    "で": "at",
    "から": "at",
    "や": "list",
    "、": "list",
    "ら": "group",
    "たち": "group",
    "自身": "group",
    "本人": "group",
    "(": "bracket",
    "（": "bracket",
}
_AFTER = tuple(dict.fromkeys(_PARTICLES.values()))
_OPENS, _CLOSES = '「『"“《', '」』"”》'
_LONGEST_KANJI = 5
_REACH = 12
"""How many words behind a particle its verb is looked for."""

Spans = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The words of a sentence, what is told of each (a row), and the columns by name."""

    words: tuple[JapaneseWord, ...]
    own: Floats
    columns: Mapping[str, int]
    senses: slice

    def column(self, name: str) -> Floats:
        """What is told under `name`, word by word."""
        found: Floats = self.own[:, self.columns[name]]
        return found

    def near(self, places: Sequence[int]) -> Floats:
        """The senses of the words at `places`; of -1, none: zero."""
        at = np.asarray(places)
        found: Floats = np.where(at[:, None] >= 0, self.own[at][:, self.senses], np.float32(0))
        return found


def told_by_context(sentence: Sentence) -> dict[str, Floats]:
    """What the sentence tells of each word: columns by name."""
    starts, ends = runs_of(sentence)
    told = _of_run(sentence, starts, ends)
    told |= _beside(sentence, starts, ends)
    told |= _behind_particle(sentence, ends)
    told |= _of_whole(sentence, starts, ends)
    return told | _together(sentence, told)


def runs_of(sentence: Sentence) -> Spans:
    """Where the run of name-like words begins and ends that each word stands in."""
    like = [_like_a_name(word, row, sentence.columns) for word, row in _rows(sentence)]
    starts, ends = list(range(len(like))), list(range(1, len(like) + 1))
    for at in range(1, len(like)):
        if like[at] and like[at - 1]:
            starts[at] = starts[at - 1]
    for at in range(len(like) - 2, -1, -1):
        if like[at] and like[at + 1]:
            ends[at] = ends[at + 1]
    return starts, ends


def _rows(sentence: Sentence) -> Iterator[tuple[JapaneseWord, Floats]]:
    return zip(sentence.words, sentence.own, strict=True)


def _like_a_name(word: JapaneseWord, row: Floats, columns: Mapping[str, int]) -> bool:
    if word.is_person or word.surface in JOINTS or row[columns["latin"]]:
        return True
    if not word.is_nominal:
        return False
    short = row[columns["one"]] or row[columns["proper"]] or row[columns["unlisted"]]
    return bool(row[columns["katakana"]] or (row[columns["kanji"]] and short))


def _of_run(sentence: Sentence, starts: Sequence[int], ends: Sequence[int]) -> dict[str, Floats]:
    """How the run is built that a word stands in."""
    first, last = np.array(starts), np.array(ends)
    here = np.arange(len(first))
    own = sentence.own
    person = np.max([sentence.column(name) for name in ("surname", "given", "person")], axis=0)
    names = ("like_family", "like_given", "like_foreign", "like_town")
    letters = np.cumsum([0, *(len(word.surface) for word in sentence.words)])
    length = letters[last] - letters[first]
    kanji = sentence.column("kanji")
    joint = np.array([word.surface in JOINTS for word in sentence.words], np.float32)
    told = {
        "run_words": np.minimum(last - first, 6),
        "run_place": (here - first) / (last - first),
        "run_named": _any(person, starts, ends),
        "run_joint": _any(joint, starts, ends),
        "run_begins_surname": own[first, sentence.columns["can_surname"]],
        "run_ends_given": own[last - 1, sentence.columns["can_given"]] * (last - first > 1),
        "run_letters": kanji * np.minimum(length, 8) / 4,
        "run_full": kanji * np.isin(length, (3, 4)),
        "run_too_long": kanji * (length > _LONGEST_KANJI),
        "run_alone": (last - first == 1) * 1.0,
    }
    told |= {f"run_{name}": _most(sentence.column(name), starts, ends) for name in names}
    return {name: np.asarray(column, np.float32) for name, column in told.items()}


def _any(column: Floats, starts: Sequence[int], ends: Sequence[int]) -> Floats:
    total = np.cumsum([0, *column])
    return np.asarray(total[list(ends)] > total[list(starts)], np.float32)


def _most(column: Floats, starts: Sequence[int], ends: Sequence[int]) -> Floats:
    return np.array([column[a:b].max() for a, b in zip(starts, ends, strict=True)], np.float32)


def _beside(sentence: Sentence, starts: Sequence[int], ends: Sequence[int]) -> dict[str, Floats]:
    """What stands before and behind the run, and ends the compound of nouns."""
    words, size = sentence.words, len(sentence.words)
    behind = [end if end < size else -1 for end in ends]
    noun_behind = [at if at >= 0 and words[at].is_nominal else -1 for at in behind]
    before = [start - 1 for start in starts]
    noun_before = [at if at >= 0 and words[at].is_nominal else -1 for at in before]
    of = [start - 2 if start > 1 and words[start - 1].surface == "の" else -1 for start in starts]
    last = _compound_ends(words)
    told = {
        "behind_title": _at(sentence.column("title"), behind),
        "behind_other": _at(sentence.column("other"), behind),
        "behind_noun": np.array([at >= 0 for at in noun_behind], np.float32),
        "before_noun": np.array([at >= 0 for at in noun_before], np.float32),
        "before_list": np.array([at >= 0 and words[at].surface in "、と・や" for at in before]),
        "before_word": _at(sentence.column("before"), before),
        "begins": np.array([start == 0 for start in starts], np.float32),
        "ends_title": _at(sentence.column("title"), last),
        "ends_other": _at(sentence.column("other"), last),
    }
    for name, places in (
        ("behind", noun_behind),
        ("before", noun_before),
        ("before_of", of),
        ("ends", last),
    ):
        told |= _senses(name, sentence, places)
    return {name: np.asarray(column, np.float32) for name, column in told.items()}


def _compound_ends(words: Sequence[JapaneseWord]) -> list[int]:
    """The last word of the compound of nouns that each word stands in; -1: it is the last."""
    last = list(range(len(words)))
    for at in range(len(words) - 2, -1, -1):
        if words[at].is_nominal and words[at + 1].is_nominal:
            last[at] = last[at + 1]
    return [end if end > at else -1 for at, end in enumerate(last)]


def _at(column: Floats, places: Sequence[int]) -> Floats:
    at = np.asarray(places)
    found: Floats = np.where(at >= 0, column[at], np.float32(0))
    return found


def _senses(name: str, sentence: Sentence, places: Sequence[int]) -> dict[str, Floats]:
    near = sentence.near(places)
    senses = list(sentence.columns)[sentence.senses]
    return {f"{name}_{sense}": near[:, at] for at, sense in enumerate(senses)}


def _behind_particle(sentence: Sentence, ends: Sequence[int]) -> dict[str, Floats]:
    """The particle behind the run, the noun that の leads to, and the verb."""
    words, size = sentence.words, len(sentence.words)
    after = [_PARTICLES.get(words[end].surface, "") if end < size else "" for end in ends]
    verb = _next_verbs(words)
    of = [
        end + 1 if sort == "of" and end + 1 < size else -1
        for sort, end in zip(after, ends, strict=True)
    ]
    told = {f"after_{sort}": np.array([each == sort for each in after]) for sort in _AFTER}
    told |= _senses("of", sentence, of)
    for group, sorts in (
        ("subject", ("subject",)),
        ("to", ("to", "at")),
        ("object", ("object", "with")),
    ):
        places = [
            verb[end] if sort in sorts and verb[end] - end < _REACH else -1
            for sort, end in zip(after, ends, strict=True)
        ]
        told |= _senses(f"verb_{group}", sentence, places)
    return {name: np.asarray(column, np.float32) for name, column in told.items()}


def _next_verbs(words: Sequence[JapaneseWord]) -> list[int]:
    """The first verb, or noun that makes one, behind each place; -1: none."""
    found = [-1] * (len(words) + 1)
    for at in range(len(words) - 1, -1, -1):
        part = words[at].part
        found[at] = at if part[0] == "動詞" or part[2] == "サ変可能" else found[at + 1]
    return [*found[1:], -1, -1][: len(words) + 1]


def _of_whole(sentence: Sentence, starts: Sequence[int], ends: Sequence[int]) -> dict[str, Floats]:
    """What the sentence is about: its last noun where the run is its topic, its words' senses."""
    words, size = sentence.words, len(sentence.words)
    common = [
        at
        for at, word in enumerate(words)
        if word.part[0] == "名詞" and word.part[1] == "普通名詞"
    ]
    last = common[-1] if common else -1
    topic = [
        last if start == 0 and end < size and words[end].surface in ("は", "(", "（") else -1
        for start, end in zip(starts, ends, strict=True)
    ]
    told = _senses("topic", sentence, topic) | {"topic": np.array([at >= 0 for at in topic])}
    mean, most = (f(sentence.own[:, sentence.senses], axis=0) for f in (np.mean, np.max))
    for at, sense in enumerate(list(sentence.columns)[sentence.senses]):
        told[f"mean_{sense}"] = np.full(size, mean[at])
        told[f"most_{sense}"] = np.full(size, most[at])
    quoted = _quoted(words)
    told["quoted"] = np.array([place is not None for place in quoted])
    told["quoted_whole"] = np.array(
        [q == (a, b) for q, a, b in zip(quoted, starts, ends, strict=True)]
    )
    return {name: np.asarray(column, np.float32) for name, column in told.items()}


def _quoted(words: Sequence[JapaneseWord]) -> list[tuple[int, int] | None]:
    """The quotation that each word stands in: its first word, and behind its last."""
    found: list[tuple[int, int] | None] = [None] * len(words)
    opened: int | None = None
    for at, word in enumerate(words):
        if opened is not None and word.surface in _CLOSES:
            found[opened + 1 : at] = [(opened + 1, at)] * (at - opened - 1)
            opened = None
        elif word.surface in _OPENS:
            opened = at
    return found


def _together(sentence: Sentence, told: Mapping[str, Floats]) -> dict[str, Floats]:
    """What is told by two things at once."""
    column = sentence.column
    katakana, alone = column("katakana"), told["run_alone"]
    place, surname = column("can_place"), column("can_surname")
    subject, at = told["after_subject"], told["after_to"] + told["after_at"]
    return {
        "katakana_joint": katakana * told["run_joint"],
        "katakana_alone": katakana * alone,
        "katakana_subject": katakana * alone * subject,
        "katakana_at": katakana * at,
        "katakana_unlisted": katakana * column("unlisted"),
        "katakana_unlisted_subject": katakana
        * column("unlisted")
        * (subject + told["after_list"]),
        "katakana_life": katakana * told["mean_like_life"],
        "katakana_firm": katakana * told["mean_like_firm"],
        "katakana_site": katakana * told["mean_like_site"],
        "surname_alone": column("kanji") * alone * surname,
        "surname_subject": column("kanji") * alone * surname * subject,
        "place_alone": place * alone,
        "place_at": place * at,
        "place_of": place * told["after_of"],
        "place_surname": column("place") * surname,
        "one_named": column("one") * column("kanji") * told["run_named"],
        "unlisted_subject": column("unlisted") * subject,
        "surname_then_given": surname * _shifted(column("can_given"), 1),
        "given_behind_surname": column("can_given") * _shifted(surname, -1),
    }


def _shifted(column: Floats, by: int) -> Floats:
    """`column` of the word `by` words on; zero where there is none."""
    found = np.zeros_like(column)
    if by > 0:
        found[:-by] = column[by:]
    else:
        found[-by:] = column[:by]
    return found
