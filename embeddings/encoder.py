"""What an encoder is: texts in, unit vectors out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language

Vectors = NDArray[np.float32]
"""One row a text: of unit length (inner product is cosine), or zero where nothing is known."""


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """``kind:name``. Stored beside every vector and every result."""
        ...

    @property
    def version(self) -> str:
        """Changes when the same text would be encoded otherwise under the same name."""
        ...

    @property
    def dimension(self) -> int:
        """How long each vector is."""
        ...

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it reads, the one it is given first where an account has several."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode `texts`, one row each, in order."""
        ...


def unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """`rows` at unit length; a row of zeros stays one."""
    lengths = np.sqrt(np.square(rows, dtype=np.float64).sum(axis=1, keepdims=True))
    units = np.zeros(rows.shape)
    np.divide(rows, lengths, out=units, where=lengths > 0)
    return units.astype(np.float32)
