"""What can go wrong with embeddings.

* EmbeddingError
  - UnknownBackend      no encoder backend has that name
  - MissingModel        the encoder is known, but what it needs is not installed
  - MissingReference    the frozen statistics are not there, or are not what their name says
  - DamagedIndex        a saved index is torn, cut short, or not one of ours; it is made again

Messages name encoders, files and counts, never the text of a report.
"""


class EmbeddingError(Exception):
    """Base of every error this package raises."""


class UnknownBackend(EmbeddingError):
    """No encoder backend has that name."""


class MissingModel(EmbeddingError):
    """The encoder is known, but what it needs is not installed."""


class MissingReference(EmbeddingError):
    """The frozen statistics are not there, or are not what their name says."""


class DamagedIndex(EmbeddingError):
    """A saved index is torn, cut short, or not one of ours."""
