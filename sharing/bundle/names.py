"""What the codes of a bundled lesson are called, in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.regime import Wording
from corpus.vocabulary import load_vocabulary
from triage.lessons.kinds import load_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of a lesson: of which field, its id, and what it is called."""

    field: str
    id: str
    title: Wording


def codes_of(fields: Mapping[str, Any]) -> Iterator[Code]:
    """The codes in `fields`; one that this release does not know is called by its id."""
    for name in ("phase", "tag", "depth"):
        if fields.get(name):
            yield _code(name, fields[name])
    for name in ("cause", "function", "trigger"):
        if fields.get(name):
            yield _code(name, fields[name]["id"])
    for base in fields.get("shared_base") or ():
        yield _code("shared_base", base["id"])


def _code(field: str, told: str) -> Code:
    title = _titles().get((field, told), Wording(ja=told, en=told))
    return Code(field=field, id=told, title=title)


@cache
def _titles() -> Mapping[tuple[str, str], Wording]:
    kinds = load_kinds()
    by_field = {
        "phase": kinds.phases,
        "tag": kinds.tags,
        "trigger": kinds.triggers,
        "shared_base": kinds.bases,
    }
    told = {(field, one.id): one.title for field, many in by_field.items() for one in many}
    for concept in load_vocabulary().concepts.values():
        wording = Wording(ja=concept.ja, en=concept.en)
        told |= {(field, concept.id): wording for field in ("cause", "function")}
    told["depth", "thick"] = Wording(ja="濃(詳しく)", en="thick")
    told["depth", "thin"] = Wording(ja="薄(簡潔に)", en="thin")
    return told
