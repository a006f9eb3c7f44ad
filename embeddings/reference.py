"""The frozen statistics that scores use (decision 0003), from ``embeddings/reference/<version>/``.

``python -m embeddings.freeze`` writes them, from the narratives of the starter corpus alone; the
version is the digest of what it wrote.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from embeddings.errors import MissingReference
from embeddings.terms import Rarity

FOLDER = Path(__file__).parent / "reference"
CURRENT = FOLDER / "CURRENT"
STARTER = Path(__file__).parents[1] / "corpus" / "starter" / "incidents.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """What was counted over the reference texts.

    `mean` is the mean word-vector of a Japanese text; `axes` gives each term its place in the
    bilingual latent space, `latent_means` the mean place of a text of each language.
    """

    version: str
    japanese: Rarity
    english: Rarity
    concepts: Rarity
    mean: NDArray[np.float64]
    places: Mapping[Language, Mapping[str, int]]
    axes: Mapping[Language, NDArray[np.float16]]
    latent_means: Mapping[Language, NDArray[np.float64]]

    def rarity(self, language: Language) -> Rarity:
        """How rare the terms of `language` are."""
        return self.japanese if language is Language.JA else self.english


@cache
def load_reference(version: str | None = None) -> Reference:
    """The reference called `version`, or the one this release uses.

    Raises:
        MissingReference: it is not there, or its files are not what its name says.
    """
    version = version or CURRENT.read_text("utf-8").strip()
    folder = FOLDER / version
    if not folder.is_dir() or version_of(folder) != version:
        raise MissingReference(version)
    return read_reference(folder, version)


def read_reference(folder: Path, version: str) -> Reference:
    """The reference written in `folder`."""
    texts = int(json.loads((folder / "made_of.json").read_text("utf-8"))["texts"])
    counts = {name: _counts(folder / f"{name}.tsv") for name in ("ja", "en", "concepts")}
    means = np.load(folder / "latent_means.npy")
    return Reference(
        version=version,
        japanese=Rarity(texts, counts["ja"]),
        english=Rarity(texts, counts["en"]),
        concepts=Rarity(texts, counts["concepts"]),
        mean=np.load(folder / "mean.npy"),
        places={
            language: {word: place for place, word in enumerate(counts[language])}
            for language in Language
        },
        axes={language: np.load(folder / f"latent_{language}.npy") for language in Language},
        latent_means=dict(zip(Language, means, strict=True)),
    )


def version_of(folder: Path) -> str:
    """The digest of the files in `folder`: the name it must have."""
    digest = sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def scales_of(version: str) -> Mapping[str, Any]:
    """The frozen score scales, by encoder name."""
    loaded: Mapping[str, Any] = json.loads((FOLDER / version / "scales.json").read_text("utf-8"))
    return loaded


def reference_texts() -> list[dict[Language, str]]:
    """The narratives of the starter corpus, in the order of its file, and nothing else of it."""
    with STARTER.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [{language: row[f"narrative_{language}"] for language in Language} for row in rows]


def _counts(path: Path) -> dict[str, int]:
    pairs = (line.rsplit("\t", 1) for line in path.read_text("utf-8").splitlines())
    return {word: int(count) for word, count in pairs}
