"""Trains a member of the network that finds people; needs torch, which only learning does."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from corpus.identifiers.people_network import Member
from corpus.identifiers.people_signs import LETTER_SORTS, LETTERS, PART_SORTS
from corpus.identifiers.senses import LENGTH, load_word_vectors
from eval.people_examples import LABELS, Example

BATCH = 32
RATE = 2e-3
DECAY = 1e-2
SMOOTHING = 0.02
"""The share of each label's truth that is spread over all: so nothing is learned too surely."""
WARM = 0.1
"""The share of the steps in which the rate rises."""
DROPPED = 0.4
"""The share of what is passed on that is left out while it learns."""
UNKNOWN = 0.3
"""The share of the words whose vectors are left out: so none is learned by heart."""
MOST = 1.0
"""How long the gradient may be."""
STRETCH = 5.0
"""By how much the vectors are stretched: their numbers are small."""
AT_ONCE = 8
"""So many batches are sorted by length together."""
_LETTER, _SHAPES, _PART, _SENSE, _TOLD, _MIND = 16, 32, 12, 80, 64, 100

Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


class Learner(nn.Module):
    """What `corpus.identifiers.people_network.Member` reckons, while it learns."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.letters = nn.Embedding(LETTER_SORTS, _LETTER, padding_idx=0)
        self.shapes = nn.Conv1d(_LETTER, _SHAPES, 3, padding=1)
        self.parts = nn.Embedding(PART_SORTS, _PART)
        self.vectors = nn.Linear(LENGTH, _SENSE)
        self.told = nn.Linear(features, _TOLD)
        self.drop = nn.Dropout(DROPPED)
        wide = _SENSE + _TOLD + _SHAPES + 2 * _PART
        self.read = nn.LSTM(wide, _MIND, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * _MIND, LABELS)

    def forward(self, vectors: Tensor, told: Tensor, letters: Tensor, parts: Tensor) -> Tensor:
        """The scores of the labels, of each word of each sentence (filled up to one length)."""
        count, size = letters.shape[:2]
        each = letters.view(count * size, LETTERS)
        shown = torch.relu(self.shapes(self.drop(self.letters(each).transpose(1, 2))))
        shapes = shown.masked_fill(each[:, None] == 0, 0).amax(2).view(count, size, -1)
        sense, signs = torch.relu(self.vectors(vectors)), torch.relu(self.told(told))
        words = torch.cat([sense, signs, shapes, self.parts(parts).flatten(2)], -1)
        sizes = (letters[:, :, 0] > 0).sum(1)
        rows = nn.utils.rnn.pack_padded_sequence(
            self.drop(words), sizes, batch_first=True, enforce_sorted=False
        )
        mind, _ = nn.utils.rnn.pad_packed_sequence(
            self.read(rows)[0], batch_first=True, total_length=size
        )
        scores: Tensor = self.out(self.drop(mind))
        return scores


def trained(examples: Sequence[Example], rounds: int, seed: int) -> Member:
    """What is learned of `examples` in so many `rounds`; their features are scaled already."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = np.random.default_rng(seed)
    learner = Learner(examples[0].signs.told.shape[1])
    steps = torch.optim.AdamW(learner.parameters(), lr=RATE, weight_decay=DECAY)
    batches = -(-len(examples) // BATCH)
    rate = torch.optim.lr_scheduler.OneCycleLR(
        steps, RATE, total_steps=rounds * (batches + 1), pct_start=WARM
    )
    for _ in range(rounds):
        for batch in _batches(examples, chance):
            loss: Any = _loss(learner, batch)
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learner.parameters(), MOST)
            steps.step()
            rate.step()
    return member_of(learner)


def _loss(learner: Learner, batch: Batch) -> Tensor:
    *seen, labels = batch
    scores = learner(*seen)
    return nn.functional.cross_entropy(
        scores.flatten(0, 1), labels.flatten(), ignore_index=-1, label_smoothing=SMOOTHING
    )


def _batches(examples: Sequence[Example], chance: np.random.Generator) -> list[Batch]:
    """The examples in an order of chance, those of like length together."""
    order = [examples[place] for place in chance.permutation(len(examples))]
    rows: list[list[Example]] = []
    for first in range(0, len(order), BATCH * AT_ONCE):
        some = sorted(order[first : first + BATCH * AT_ONCE], key=lambda one: len(one.labels))
        rows += [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    return [_batch(row, chance) for row in rows]


def _batch(examples: Sequence[Example], chance: np.random.Generator) -> Batch:
    """The examples filled up to one length; the vectors of some words are left out."""
    vectors = [torch.from_numpy(_vectors(one.signs.vectors, chance)) for one in examples]
    told = [torch.from_numpy(one.signs.told) for one in examples]
    letters = [torch.from_numpy(one.signs.letters) for one in examples]
    parts = [torch.from_numpy(one.signs.parts) for one in examples]
    labels = [torch.tensor(one.labels) for one in examples]
    fill = nn.utils.rnn.pad_sequence
    return (
        fill(vectors, batch_first=True),
        fill(told, batch_first=True),
        fill(letters, batch_first=True),
        fill(parts, batch_first=True),
        fill(labels, batch_first=True, padding_value=-1),
    )


def _vectors(rows: NDArray[np.int64], chance: np.random.Generator) -> NDArray[np.float32]:
    left = np.where(chance.random(len(rows)) < UNKNOWN, -1, rows)
    return (load_word_vectors().at(left) * STRETCH).astype(np.float32)


def member_of(learner: Learner) -> Member:
    """The weights of `learner`, as they are used without torch."""
    told = {name: weights.numpy() for name, weights in learner.state_dict().items()}
    ahead, back = "read.{}_l0", "read.{}_l0_reverse"
    shapes = told["shapes.weight"].transpose(0, 2, 1)
    return Member(
        letters=told["letters.weight"],
        shapes=shapes.reshape(len(shapes), -1),
        shapes_b=told["shapes.bias"],
        parts=told["parts.weight"],
        vectors=told["vectors.weight"] * STRETCH,
        vectors_b=told["vectors.bias"],
        told=told["told.weight"],
        told_b=told["told.bias"],
        ahead_in=told[ahead.format("weight_ih")],
        ahead=told[ahead.format("weight_hh")],
        ahead_b=told[ahead.format("bias_ih")] + told[ahead.format("bias_hh")],
        back_in=told[back.format("weight_ih")],
        back=told[back.format("weight_hh")],
        back_b=told[back.format("bias_ih")] + told[back.format("bias_hh")],
        out=told["out.weight"],
        out_b=told["out.bias"],
    )
