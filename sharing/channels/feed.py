"""A feed (Atom, RFC 4287) of the lessons that reach a viewer by one scope.

The door is asked for what the viewer sees, and nothing else is: a feed of a scope of which
recipients do not learn is empty, as is that of one that does not reach the viewer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from corpus.account import Language
from sharing.channels.columns import COLUMNS, USUAL
from sharing.door import SeenLesson
from sharing.preview import Preview, Renderings, preview
from sharing.scope import Scope
from sharing.tlp import label_of

ATOM = "http://www.w3.org/2005/Atom"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_WRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Makes feeds; `identity` names the database, so that ids are its own, and stay."""

    identity: str
    renderings: Renderings | None
    portal: str | None = None
    languages: Sequence[Language] = tuple(Language)

    def atom(self, scope: Scope, lessons: Sequence[SeenLesson]) -> bytes:
        """The feed of `scope`: of `lessons`, as a viewer sees them, those that it lays before it.

        The same lessons give the same bytes.
        """
        entries = [
            (since, preview(one, self.renderings, self.languages))
            for one in lessons
            for since in [_since(one, scope)]
            if since is not None
        ]
        feed = Xml.Element("feed", xmlns=ATOM)
        _add(feed, "id", self._id(f"feed/{scope.id}"))
        label = label_of(scope.id).written
        _add(feed, "title", f"[{label}] 教訓({scope.title.ja}) / Lessons ({scope.title.en})")
        _add(feed, "updated", _moment(max((at for at, _ in entries), default=_NEVER)))
        _add(_add(feed, "author"), "name", "Kyokun")
        _add(feed, "rights", label)
        for since, told in entries:
            self._entry(feed, scope, since, told)
        return Xml.tostring(feed, encoding="utf-8", xml_declaration=True)

    def _entry(self, feed: Xml.Element, scope: Scope, since: datetime, told: Preview) -> None:
        lesson = told.lesson
        entry = _add(feed, "entry")
        _add(entry, "id", self._id(f"feed/{scope.id}/{lesson.id}"))
        title = COLUMNS["title"].text(told)
        _add(entry, "title", f"{lesson.version_id} {title}".strip())
        _add(entry, "updated", _moment(since))
        _add(entry, "rights", label_of(scope.id).written)
        if self.portal is not None:
            href = f"{self.portal.rstrip('/')}/lessons/{lesson.id}"
            _add(entry, "link").set("href", href)
        content = _add(entry, "content", text_of(told))
        content.set("type", "text")

    def _id(self, path: str) -> str:
        return uuid5(NAMESPACE_URL, f"kyokun:{self.identity}/{path}").urn


def text_of(told: Preview) -> str:
    """A lesson as its reader reads it, a line a field."""
    skipped = {"lesson", "since", "scope", "grain"}
    lines = [
        f"{COLUMNS[each].title.ja} / {COLUMNS[each].title.en}: {said}"
        for each in (*USUAL, "statements")
        if each not in skipped
        for said in COLUMNS[each].text(told).splitlines()
    ]
    return "\n".join([*lines, *([told.text] if told.text else [])])


def _since(lesson: SeenLesson, scope: Scope) -> datetime | None:
    """Since when `scope` lays what the viewer sees of `lesson` before it; None: it does not.

    What it sees by a finer scope is for that scope's feed.
    """
    return next(
        (
            one.since
            for one in lesson.through
            if one.scope == scope.id and one.grain is lesson.grain
        ),
        None,
    )


def _add(parent: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    child = Xml.SubElement(parent, name)
    child.text = None if text is None else text.translate(_NOT_WRITABLE)
    return child


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
