"""The columns that a list of lessons may hold; each recipient chooses its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.regime import Wording
from sharing.preview import Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, and what stands in it for a lesson as its reader reads it."""

    title: Wording
    text: Callable[[Preview], str]


def _field(*path: str) -> Callable[[Preview], str]:
    """The texts at `path` of the fields, a line each; nothing where the grain tells none."""
    return lambda preview: "\n".join(_texts(preview.fields, path))


def _texts(told: Any, path: tuple[str, ...]) -> list[str]:
    if isinstance(told, list):
        return [text for each in told for text in _texts(each, path)]
    if told is None:
        return []
    if not path:
        return [str(told)]
    return _texts(told.get(path[0]), path[1:])


def _scopes(preview: Preview) -> str:
    return ", ".join(one.scope or "-" for one in preview.lesson.through)


def _since(preview: Preview) -> str:
    return min((one.since.date().isoformat() for one in preview.lesson.through), default="")


COLUMNS: Mapping[str, Column] = {
    "lesson": Column(
        title=Wording(ja="教訓番号", en="lesson"), text=lambda one: one.lesson.version_id
    ),
    "since": Column(title=Wording(ja="共有日", en="shared since"), text=_since),
    "scope": Column(title=Wording(ja="共有範囲", en="scope"), text=_scopes),
    "grain": Column(title=Wording(ja="粒度", en="grain"), text=lambda one: one.lesson.grain),
    "title": Column(title=Wording(ja="件名", en="title"), text=_field("title")),
    "phase": Column(title=Wording(ja="段階", en="phase"), text=_field("phase")),
    "tag": Column(title=Wording(ja="管理規程の項目", en="management rule"), text=_field("tag")),
    "depth": Column(title=Wording(ja="濃淡", en="depth"), text=_field("depth")),
    "cause": Column(title=Wording(ja="原因", en="cause"), text=_field("cause", "id")),
    "function": Column(title=Wording(ja="機能", en="function"), text=_field("function", "id")),
    "trigger": Column(title=Wording(ja="契機", en="trigger"), text=_field("trigger", "id")),
    "shared_base": Column(
        title=Wording(ja="共通の技術基盤", en="shared base"), text=_field("shared_base", "id")
    ),
    "why_not_serious": Column(
        title=Wording(ja="重大とならなかった理由", en="why it did not become serious"),
        text=_field("why_not_serious", "said"),
    ),
    "statements": Column(
        title=Wording(ja="内容", en="statements"), text=_field("statements", "said")
    ),
    "who": Column(
        title=Wording(ja="点検: 誰が", en="check: who"), text=_field("viewpoints", "who")
    ),
    "what": Column(
        title=Wording(ja="点検: 何を", en="check: what"), text=_field("viewpoints", "what")
    ),
    "how": Column(
        title=Wording(ja="点検: どのように", en="check: how"), text=_field("viewpoints", "how")
    ),
    "text": Column(title=Wording(ja="本文", en="text"), text=lambda one: one.text or ""),
}
"""Every column by its id."""
USUAL = ("lesson", "since", "scope", "grain", "title", "phase", "cause", "who", "what", "how")
"""What a list holds where its reader never chose."""
