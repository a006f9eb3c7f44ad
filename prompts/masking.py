"""What identifies someone is taken out of a text before it leaves the machine, and put back after.

What is taken out, and found, is not decided here: see `Mask`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import BaseModel

from prompts.errors import NotMasked
from prompts.model import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """Texts with placeholders in them, and the words that each placeholder stands for."""

    texts: tuple[str, ...]
    originals: Mapping[str, str] = field(repr=False)


class Mask(Protocol):
    """Takes out of texts what must not leave the machine."""

    def mask(self, texts: Sequence[str]) -> Masked:
        """`texts` masked, in order: the same words by the same placeholder in all of them."""
        ...


def masked(texts: Sequence[str], mask: Mask | None) -> Masked:
    """`texts` as `mask` gives them, once it is sure that all of it can be put back.

    Raises:
        NotMasked: there is no mask, or one of its placeholders stands in a text already.
    """
    if mask is None:
        raise NotMasked("a model outside this machine is set, and no mask")
    done = mask.mask(texts)
    if len(done.texts) != len(texts):
        raise NotMasked(f"{len(texts)} texts in, {len(done.texts)} out")
    taken = sum(not name or any(name in text for text in texts) for name in done.originals)
    if taken:
        raise NotMasked(
            f"{taken} of {len(done.originals)} placeholders stand in the texts already"
        )
    return done


def put_back(answer: Answer, originals: Mapping[str, str]) -> Answer:
    """`answer` with the words that the placeholders in it stand for."""
    if not originals:
        return answer
    longest_first = sorted(originals, key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, longest_first)))

    def restored(value: Any) -> Any:
        if isinstance(value, BaseModel):
            told = {name: restored(getattr(value, name)) for name in type(value).model_fields}
            return value.model_copy(update=told)  # unchecked: the lengths were the model's
        if isinstance(value, list):
            return [restored(one) for one in value]
        if type(value) is str:  # not an enumeration's value
            return names.sub(lambda name: originals[name.group()], value)
        return value

    back: Answer = restored(answer)
    return back
