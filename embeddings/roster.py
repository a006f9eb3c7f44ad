"""Which accounts an index holds: labels, what each was made of, and the languages told in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from embeddings.index import Arrays, Labels, places_of

_DIGEST = 32


class Entry(NamedTuple):
    """One account as the index knows it: its content hash and the bits of its languages."""

    content_hash: str
    languages: int


@dataclass(slots=True, eq=False)
class Roster:
    """Entries by label, labels ascending."""

    labels: Labels
    digests: NDArray[np.uint8]
    languages: NDArray[np.uint8]

    @classmethod
    def empty(cls) -> Self:
        """A roster of nothing."""
        none = np.zeros((0, _DIGEST), np.uint8)
        return cls(np.zeros(0, np.int64), none, np.zeros(0, np.uint8))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The roster saved as `arrays`."""
        return cls(*(np.asarray(arrays[name]) for name in ("labels", "digests", "languages")))

    def arrays(self) -> Arrays:
        """What the roster is saved as."""
        return {"labels": self.labels, "digests": self.digests, "languages": self.languages}

    def entry(self, label: int) -> Entry | None:
        """What is known of `label`."""
        place = int(places_of(np.array([label]), self.labels)[0])
        if place < 0:
            return None
        return Entry(self.digests[place].tobytes().hex(), int(self.languages[place]))

    def change(self, changed: Mapping[int, Entry | None]) -> None:
        """Put the entries given, in place of what their labels had; None takes a label out."""
        touched = np.array(sorted(changed), np.int64)
        stays = places_of(self.labels, touched) < 0
        new = [(label, entry) for label in touched.tolist() if (entry := changed[label])]
        digests = b"".join(bytes.fromhex(entry.content_hash) for _, entry in new)
        labels = np.append(self.labels[stays], np.array([label for label, _ in new], np.int64))
        order = np.argsort(labels, kind="stable")
        self.labels = labels[order]
        self.digests = np.concatenate(
            [self.digests[stays], np.frombuffer(digests, np.uint8).reshape(-1, _DIGEST)]
        )[order]
        told = np.array([entry.languages for _, entry in new], np.uint8)
        self.languages = np.append(self.languages[stays], told)[order]

    def ranked(self, labels: Labels, scores: NDArray[np.float64]) -> NDArray[np.int64]:
        """The order of `labels` by score, highest first.

        Equal scores are ordered by what the accounts were made of, so that no other account has
        a say in it; the same texts, by label.
        """
        heads = self.digests[places_of(labels, self.labels), :8]
        return np.lexsort((labels, np.ascontiguousarray(heads).view(">u8").ravel(), -scores))
