"""How likely each word is part of the name of a person: by a small network over the sentence.

Each member reads a sentence in both directions (BiLSTM) and says of each word what it is part of;
what the members say is averaged. The weights (``people_network.npz``, whole numbers of 8 bits)
were learned by ``python -m eval.people_learning``; no words of what they were learned from are
in them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.identifiers.people_signs import Signs
from corpus.identifiers.senses import Floats, load_word_vectors

WEIGHTS = Path(__file__).parent / "people_network.npz"
LONGEST = 200
"""A longer sentence is read in pieces of so many words."""
BATCH = 32
"""How many sentences are read at once."""
CLIP = 4.0
"""How far a feature counts, in standard deviations."""
PERSON = slice(1, 3)
"""The first two of the labels after *nothing*: begin and inside of a person's name."""
_SCALE = ":scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """The weights of one network; `_b` is what is added."""

    letters: Floats = field(repr=False)
    shapes: Floats = field(repr=False)
    shapes_b: Floats = field(repr=False)
    parts: Floats = field(repr=False)
    vectors: Floats = field(repr=False)
    vectors_b: Floats = field(repr=False)
    told: Floats = field(repr=False)
    told_b: Floats = field(repr=False)
    ahead_in: Floats = field(repr=False)
    ahead: Floats = field(repr=False)
    ahead_b: Floats = field(repr=False)
    back_in: Floats = field(repr=False)
    back: Floats = field(repr=False)
    back_b: Floats = field(repr=False)
    out: Floats = field(repr=False)
    out_b: Floats = field(repr=False)

    def words(self, seen: Signs) -> Floats:
        """Each word by itself."""
        return np.concatenate(
            [
                np.maximum(
                    load_word_vectors().at(seen.vectors) @ self.vectors.T + self.vectors_b, 0
                ),
                np.maximum(seen.told @ self.told.T + self.told_b, 0),
                self._shapes(seen.letters),
                self.parts[seen.parts].reshape(len(seen), -1),
            ],
            axis=1,
        ).astype(np.float32)

    def labels(self, mind: Floats) -> Floats:
        """How likely each label is of each word, by what both readers have in mind there."""
        scores = mind @ self.out.T + self.out_b
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Floats = chances / chances.sum(axis=1, keepdims=True)
        return found

    def _shapes(self, letters: NDArray[np.int64]) -> Floats:
        """What three letters side by side say, and most of all in the word."""
        seen = np.pad(self.letters[letters], ((0, 0), (1, 1), (0, 0)))
        size = letters.shape[1]
        threes = np.concatenate([seen[:, at : at + size] for at in range(3)], axis=2)
        shown = np.maximum(threes @ self.shapes.T + self.shapes_b, 0)
        found: Floats = np.where(letters[:, :, None] > 0, shown, 0).max(axis=1)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleNetwork:
    """The members, and the mean and the spread of each feature where they learned."""

    members: tuple[Member, ...]
    middle: Floats = field(repr=False)
    spread: Floats = field(repr=False)

    def likely(self, sentences: Sequence[Signs]) -> list[Floats]:
        """How likely each word of each sentence is part of the name of a person."""
        pieces = [
            (place, start, seen.cut(start, start + LONGEST))
            for place, seen in enumerate(sentences)
            for start in range(0, len(seen), LONGEST)
        ]
        found = [np.zeros(len(seen), np.float32) for seen in sentences]
        pieces.sort(key=lambda piece: -len(piece[2]))
        for at in range(0, len(pieces), BATCH):
            batch = pieces[at : at + BATCH]
            ends = np.cumsum([len(seen) for *_, seen in batch])
            chances = np.split(self._chances([seen for *_, seen in batch]), ends[:-1])
            for (place, start, _), some in zip(batch, chances, strict=True):
                found[place][start : start + len(some)] = some
        return found

    def _chances(self, batch: Sequence[Signs]) -> Floats:
        told = np.concatenate([seen.told for seen in batch])
        row = Signs(
            vectors=np.concatenate([seen.vectors for seen in batch]),
            told=np.clip((told - self.middle) / self.spread, -CLIP, CLIP),
            letters=np.concatenate([seen.letters for seen in batch]),
            parts=np.concatenate([seen.parts for seen in batch]),
        )
        labels = self.labels(row, [len(seen) for seen in batch])
        found: Floats = np.mean([each[:, PERSON].sum(axis=1) for each in labels], axis=0)
        return found

    def labels(self, seen: Signs, sizes: Sequence[int]) -> list[Floats]:
        """What each member says of each word of the sentences that `seen` holds in a row.

        `sizes` says how many words each sentence has, the longest first. The features are scaled.
        """
        turned = _turned(sizes)
        words = [one.words(seen) for one in self.members]
        pairs = list(zip(self.members, words, strict=True))
        ahead = [each @ one.ahead_in.T + one.ahead_b for one, each in pairs]
        back = [(each @ one.back_in.T + one.back_b)[turned] for one, each in pairs]
        again = [one.ahead.T for one in self.members] + [one.back.T for one in self.members]
        mind = _read(np.stack([*ahead, *back]), np.stack(again), sizes)
        return [
            one.labels(np.concatenate([before, behind[turned]], axis=1))
            for one, before, behind in zip(
                self.members, mind[: len(ahead)], mind[len(ahead) :], strict=True
            )
        ]


def _read(told: Floats, again: Floats, sizes: Sequence[int]) -> Floats:
    """What each reader has in mind at each word, who reads every sentence from its start.

    `told` has, by reader, what the words say to the four gates; `again` what was in mind says.
    """
    readers, wide = again.shape[:2]
    starts = np.cumsum([0, *sizes[:-1]])
    left = (np.asarray(sizes)[:, None] > np.arange(sizes[0])).sum(axis=0)
    found = np.zeros((readers, told.shape[1], wide), np.float32)
    mind: Floats = np.zeros((readers, len(sizes), wide), np.float32)
    kept: Floats = mind
    for at, count in enumerate(left):
        rows = starts[:count] + at
        gates: Floats = told[:, rows] + mind[:, :count] @ again
        # 1 / (1 + exp(-gates)), which no gate is too large for
        opened: Floats = 0.5 + 0.5 * np.tanh(0.5 * gates)
        new: Floats = np.tanh(gates[:, :, 2 * wide : 3 * wide])
        kept = opened[:, :, wide : 2 * wide] * kept[:, :count] + opened[:, :, :wide] * new
        mind = opened[:, :, 3 * wide :] * np.tanh(kept)
        found[:, rows] = mind
    return found


def _turned(sizes: Sequence[int]) -> NDArray[np.intp]:
    """The places of the words with each sentence from its end."""
    ends = np.cumsum(sizes)
    return np.concatenate(
        [np.arange(end - 1, end - size - 1, -1) for end, size in zip(ends, sizes, strict=True)]
    )


def packed(network: PeopleNetwork) -> dict[str, NDArray[Any]]:
    """`network` as the arrays of a file, the weights in whole numbers of 8 bits."""
    told: dict[str, NDArray[Any]] = {
        "middle": network.middle.astype(np.float32),
        "spread": network.spread.astype(np.float32),
    }
    for place, member in enumerate(network.members):
        for name, weights in _weights_of(member):
            if weights.ndim == 1:
                told[f"{place}.{name}"] = weights.astype(np.float32)
                continue
            scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-8) / 127
            told[f"{place}.{name}"] = np.round(weights / scale).astype(np.int8)
            told[f"{place}.{name}{_SCALE}"] = scale.astype(np.float32)
    return told


def unpacked(told: Mapping[str, NDArray[Any]]) -> PeopleNetwork:
    """The network that `packed` made `told` of."""
    count = len({name.split(".")[0] for name in told if "." in name})
    names = [each.name for each in fields(Member)]
    return PeopleNetwork(
        members=tuple(
            Member(**{name: _unpacked(told, f"{place}.{name}") for name in names})
            for place in range(count)
        ),
        middle=told["middle"],
        spread=told["spread"],
    )


@cache
def load_network(path: Path = WEIGHTS) -> PeopleNetwork:
    """The network whose weights stand in `path`."""
    with np.load(path, allow_pickle=False) as told:
        return unpacked(dict(told))


def _weights_of(member: Member) -> Iterator[tuple[str, Floats]]:
    for each in fields(Member):
        yield each.name, getattr(member, each.name)


def _unpacked(told: Mapping[str, NDArray[Any]], name: str) -> Floats:
    weights: Floats = told[name].astype(np.float32)
    return weights * told[name + _SCALE] if name + _SCALE in told else weights
