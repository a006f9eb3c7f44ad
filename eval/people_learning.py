"""Learns the network that finds people: ``python -m eval.people_learning DIR``.

DIR has the set ``ner_wikipedia_ja``, and may have ``ud_ja_gsd_ne``. What is kept of them are
numbers; what is learned from, and what is not, `eval.people_examples` says.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus.identifiers.people_network import CLIP, WEIGHTS, PeopleNetwork, packed
from eval.people_examples import Example, all_examples
from eval.sets import Sets

MEMBERS = 3
ROUNDS = 8
_LEAST_SPREAD = 1e-3
"""A feature that is nearly always the same is left as it is."""


def learn(
    examples: Sequence[Example], members: int = MEMBERS, rounds: int = ROUNDS
) -> PeopleNetwork:
    """A network that tells the words of people in `examples`; the same one each time."""
    from eval.people_training import trained

    told = np.concatenate([one.signs.told for one in examples])
    middle, spread = told.mean(axis=0), told.std(axis=0)
    spread[spread < _LEAST_SPREAD] = 1
    network = PeopleNetwork(members=(), middle=middle, spread=spread)
    scaled = [_scaled(one, network) for one in examples]
    return replace(
        network, members=tuple(trained(scaled, rounds, seed) for seed in range(members))
    )


def _scaled(example: Example, network: PeopleNetwork) -> Example:
    told = (example.signs.told - network.middle) / network.spread
    return Example(replace(example.signs, told=np.clip(told, -CLIP, CLIP)), example.labels)


def main(given: Sequence[str] | None = None) -> None:
    """Learn as the command line, or `given`, asks, and write the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    asked.add_argument("--members", type=int, default=MEMBERS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    told = asked.parse_args(given)
    network = learn(all_examples(Sets(told.folder)), told.members, told.rounds)
    arrays: dict[str, Any] = packed(network)
    np.savez_compressed(told.out, **arrays)


if __name__ == "__main__":
    main()
