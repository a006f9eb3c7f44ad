"""What takes identifiers out of texts that go to a language model outside the machine."""

from collections.abc import Sequence
from functools import cache

from corpus.identifiers.detect import Detector
from corpus.identifiers.mask import IdentifierMask
from prompts.masking import Masked


class DetectorMask:
    """Masks what the detector finds; the detector is read when a text first has to leave."""

    def mask(self, texts: Sequence[str]) -> Masked:
        """`texts` masked, in order: the same words by the same placeholder in all of them."""
        done = _mask().mask(texts)
        return Masked(texts=done.texts, originals=done.originals)


@cache
def _mask() -> IdentifierMask:
    return IdentifierMask(find=Detector.load().find)
