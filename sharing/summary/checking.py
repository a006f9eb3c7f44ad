"""What a model's sentence may name: only what the text that it summarises names too."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from corpus.identifiers.identifier import Identifier
from prompts.answers import SummarySentenceForm
from prompts.grounding import Supported
from sharing.summary.addressing import speaks_to_reader
from triage.lessons.source import Role

Find = Callable[[str], Sequence[Identifier]]
"""The identifiers of a text (`corpus.identifiers.detect`)."""
_PLACEHOLDER = re.compile(r"〔[^〕]*〕|\[[^\]]*\]")


class Unfit(StrEnum):
    """Why a sentence that its quotations bear out was dropped all the same."""

    IDENTIFIER = "identifier"  # 資料にない名や数を示す
    PLACEHOLDER = "placeholder"  # 資料にない伏せ字を使う
    SPEAKS_TO_READER = "speaks_to_reader"  # 読み手に求める


def fitting(
    items: Iterable[Supported[SummarySentenceForm]], text: str, find: Find
) -> tuple[tuple[Supported[SummarySentenceForm], ...], Mapping[str, int]]:
    """Those of `items` that name nothing `text` does not, and how many of the rest by why."""
    known = frozenset(one.key for one in find(text))
    kept: list[Supported[SummarySentenceForm]] = []
    dropped: Counter[str] = Counter()
    for one in items:
        why = _unfit(one.item.statement, text, known, find)
        if why is None:
            kept.append(one)
        else:
            dropped[str(why)] += 1
    return tuple(kept), dict(dropped)


def _unfit(said: str, text: str, known: frozenset[str], find: Find) -> Unfit | None:
    if speaks_to_reader(said, Role.LESSON):
        return Unfit.SPEAKS_TO_READER
    if any(placeholder not in text for placeholder in _PLACEHOLDER.findall(said)):
        return Unfit.PLACEHOLDER
    plain = _PLACEHOLDER.sub("", said)
    names = {one.key for one in find(plain) if not _stands(one, plain, text)}
    return None if names <= known else Unfit.IDENTIFIER


def _stands(one: Identifier, said: str, text: str) -> bool:
    return said[one.start : one.end] in text
