"""Classes of common English words, from the vectors of a packaged sentence model.

Words whose vectors lie together (first names, surnames, towns, months, verbs) are of one class.
Only the numbers of the classes are kept, by a hash of the word.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZES: Mapping[str, int] = {"fine": 192, "coarse": 32}
"""How many classes there are of each grain."""
SEED = 0
_WORD = re.compile(r"[a-z]{2,}")
_MATRIX = "embeddings.word_embeddings.weight"


def word_classes(model: Path, sizes: Mapping[str, int] = SIZES) -> dict[str, NDArray[Any]]:
    """``words`` (hashes, in order), and of each its ``fine`` and its ``coarse`` class."""
    from safetensors.numpy import load_file
    from sklearn.cluster import KMeans

    vocabulary = (model / "vocab.txt").read_text("utf-8").splitlines()
    kept = [place for place, word in enumerate(vocabulary) if _WORD.fullmatch(word)]
    vectors = load_file(model / "model.safetensors")[_MATRIX][kept].astype(np.float32)
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    hashes = np.array([crc32(vocabulary[place].encode()) for place in kept], np.uint32)
    order = np.argsort(hashes)
    found: dict[str, NDArray[Any]] = {"words": hashes[order]}
    for name, count in sizes.items():
        grouping = KMeans(min(count, len(kept)), random_state=SEED, n_init=1, max_iter=40).fit(
            vectors
        )
        found[name] = grouping.labels_.astype(np.uint8)[order]
    return found
