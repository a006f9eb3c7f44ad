"""Which views are compared, and on which scales."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from embeddings.encoder import Encoder, unit_rows
from embeddings.fusion import Scales
from embeddings.reference import Reference
from embeddings.terms import Terms
from embeddings.views import (
    ConceptView,
    EncoderView,
    LatentView,
    TermView,
    Vector,
    View,
    is_empty,
)

Texts = Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """The views in use, first the encoder's; the mean taken off its vectors; the scales.

    `encoder` and `reference` name what takes part in every score.
    """

    encoder: str
    reference: str
    views: tuple[View, ...]
    centre: NDArray[np.float64] | None
    scales: Scales

    @property
    def key(self) -> str:
        """Names all that its scores depend on."""
        return " ".join(view.key for view in self.views)

    def placed(self, vectors: Sequence[Vector]) -> list[Vector]:
        """The `vectors` of one account as they are compared: those of the encoder centred."""
        first = vectors[0]
        if self.centre is None or isinstance(first, Terms) or is_empty(first):
            return list(vectors)
        return [unit_rows((first - self.centre)[None])[0], *vectors[1:]]


def plan_over(encoder: Encoder, reference: Reference) -> Plan:
    """A plan whose scales are not measured yet."""
    views = views_over(encoder, reference)
    return Plan(
        encoder=encoder.name,
        reference=reference.version,
        views=views,
        centre=None,
        scales=Scales({view.name: view.weight for view in views}, {}),
    )


def views_over(encoder: Encoder, reference: Reference) -> tuple[View, ...]:
    """The views, in the order in which they are added up."""
    return (
        EncoderView(encoder),
        TermView(Language.JA, reference),
        TermView(Language.EN, reference),
        ConceptView(reference),
        LatentView(reference),
    )
