"""Write the frozen statistics: ``python -m embeddings.freeze``.

They are counted over the narratives of the starter corpus, and over nothing else of it. The same
corpus, vocabulary and program give the same files, and a new version only where something changed.
"""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version as version_of_package
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from corpus.vocabulary import load_vocabulary
from embeddings.backends import DEFAULT_ENCODER
from embeddings.calibration import measure
from embeddings.latent import raw_place
from embeddings.plan import Texts, plan_over
from embeddings.reference import (
    CURRENT,
    FOLDER,
    Reference,
    read_reference,
    reference_texts,
    version_of,
)
from embeddings.terms import Rarity
from embeddings.told import Told
from embeddings.word_vectors import WordTable, WordVectorEncoder

AXES = 50
"""Dimensions of the latent space."""


def freeze(texts: Sequence[Texts], into: Path) -> str:
    """Write the statistics of `texts` below `into`, in a folder named by its digest; the name."""
    with tempfile.TemporaryDirectory(dir=into) as made:
        folder = Path(made) / "reference"
        folder.mkdir()
        _write_counts(texts, folder)
        _write_means(texts, folder)
        _write_scales(texts, folder)
        version = version_of(folder)
        if not (into / version).is_dir():
            shutil.move(folder, into / version)
    return version


def _write_counts(texts: Sequence[Texts], folder: Path) -> None:
    told = [Told(one) for one in texts]
    for language in Language:
        _write_table(folder / f"{language}.tsv", (one.terms(language) for one in told))
    _write_table(folder / "concepts.tsv", (one.concepts for one in told))
    packages = ("sudachipy", "sudachidict-core", "ja-ginza")
    made_of = {
        "texts": len(texts),
        "vocabulary": load_vocabulary().version,
        **{package: version_of_package(package) for package in packages},
    }
    (folder / "made_of.json").write_text(json.dumps(made_of, indent=1) + "\n", "utf-8")
    counts = {language: _matrix(told, language, folder) for language in Language}
    _write_axes(counts, folder)


def _write_table(path: Path, texts: Iterable[Iterable[str]]) -> None:
    holding = Counter(word for words in texts for word in set(words))
    lines = (f"{word}\t{count}\n" for word, count in sorted(holding.items()))
    path.write_text("".join(lines), "utf-8")


def _matrix(told: Sequence[Told], language: Language, folder: Path) -> NDArray[np.float64]:
    """A row a text, a column a term: the weighted terms at unit length."""
    lines = (folder / f"{language}.tsv").read_text("utf-8").splitlines()
    holding = {word: int(count) for word, count in (line.rsplit("\t", 1) for line in lines)}
    column = {word: place for place, word in enumerate(holding)}
    rarity = Rarity(len(told), holding)
    rows = np.zeros((len(told), len(column)))
    for row, one in zip(rows, told, strict=True):
        for word, times in Counter(one.terms(language)).items():
            row[column[word]] = (1 + log(times)) * rarity.of(word)
    lengths = np.sqrt(np.square(rows).sum(axis=1, keepdims=True))
    np.divide(rows, lengths, out=rows, where=lengths > 0)
    return rows


def _write_axes(counts: dict[Language, NDArray[np.float64]], folder: Path) -> None:
    """The first axes of the space that both tellings of each text span together."""
    both = np.hstack([counts[language] for language in Language])
    _, _, axes = np.linalg.svd(both, full_matrices=False)
    axes = axes[:AXES]
    # An axis may point either way; the one in which its largest entry is positive is taken.
    largest = np.abs(axes).argmax(axis=1)
    axes = axes * np.sign(axes[np.arange(len(axes)), largest])[:, None]
    border = counts[Language.JA].shape[1]
    for language, part in zip(Language, (axes[:, :border], axes[:, border:]), strict=True):
        np.save(folder / f"latent_{language}.npy", part.T.astype(np.float16))


def _write_means(texts: Sequence[Texts], folder: Path) -> None:
    for name, shape in (("mean", (1,)), ("latent_means", (len(Language), 1))):
        np.save(folder / f"{name}.npy", np.zeros(shape))
    reference = read_reference(folder, "unnamed")
    told = [Told(one) for one in texts]
    encoder = _encoder(reference)
    np.save(folder / "mean.npy", _mean(encoder.means([one.words for one in told])))
    places = (
        _mean([raw_place(one.terms(language), language, reference) for one in told])
        for language in Language
    )
    np.save(folder / "latent_means.npy", np.array(list(places)))


def _write_scales(texts: Sequence[Texts], folder: Path) -> None:
    reference = read_reference(folder, "unnamed")
    plan = measure(plan_over(_encoder(reference), reference), texts, centred=True)
    scales = {DEFAULT_ENCODER: plan.scales.conditions}
    (folder / "scales.json").write_text(json.dumps(scales, indent=1) + "\n", "utf-8")


def _encoder(reference: Reference) -> WordVectorEncoder:
    """The default encoder, over statistics that are only just being made."""
    _, _, version = DEFAULT_ENCODER.rpartition("-")
    return WordVectorEncoder(DEFAULT_ENCODER, WordTable.installed(version), reference)


def _mean(
    rows: NDArray[np.float32] | Sequence[NDArray[np.float64]],
) -> NDArray[np.float64]:
    mean: NDArray[np.float64] = np.mean(np.array(rows, np.float64), axis=0)
    return mean.round(9)


if __name__ == "__main__":  # pragma: no cover - run by hand at a release
    FOLDER.mkdir(exist_ok=True)
    CURRENT.write_text(freeze(reference_texts(), FOLDER) + "\n", "utf-8")
