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
from corpus.viewer import PUBLIC, Role, Viewer
from sharing.channels.columns import COLUMNS, USUAL
from sharing.door import Reached, SeenLesson
from sharing.grain import Grain
from sharing.preview import Preview, Renderings, Words, preview
from sharing.scope import Scope
from sharing.store import ShareStore
from sharing.tlp import label_of

ATOM = "http://www.w3.org/2005/Atom"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_WRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A lesson in a feed, and since when its scope lays it before people."""

    lesson: SeenLesson
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Makes feeds; `identity` names the database, so that ids are its own, and stay.

    Lessons of which `renderings` has no words are left out: nobody signed any off.
    """

    identity: str
    renderings: Renderings
    portal: str | None = None
    languages: Sequence[Language] = tuple(Language)

    def atom(self, scope: Scope, lessons: Sequence[Listed]) -> bytes:
        """The feed of `scope`, of `lessons`: the same lessons give the same bytes."""
        told = [
            (one.since, preview(one.lesson, self.renderings, self.languages)) for one in lessons
        ]
        entries = [(since, each) for since, each in told if each.words is Words.REWRITTEN]
        feed = Xml.Element("feed", xmlns=ATOM)
        _add(feed, "id", self._id(f"feed/{scope.id}"))
        label = label_of(scope.id).written
        _add(feed, "title", f"[{label}] 教訓({scope.title.ja}) / Lessons ({scope.title.en})")
        _add(feed, "updated", _moment(max((at for at, _ in entries), default=_NEVER)))
        _add(_add(feed, "author"), "name", "Kyokun")
        _add(feed, "rights", label)
        for since, each in entries:
            self._entry(feed, scope, since, each)
        return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))

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


def listed(shares: ShareStore, scope: Scope, viewer: Viewer, now: datetime) -> tuple[Listed, ...]:
    """The lessons that `scope` lays before `viewer` at `now`, newest first, in its grain.

    What is public is told to everybody as the public sees it. What a viewer sees by a finer scope
    is in the feed of that one.
    """
    asking = Viewer(Role.PUBLIC) if PUBLIC in scope.audiences else viewer
    found = [
        Listed(lesson=in_grain, since=reached.since)
        for one in shares.list(asking, now)
        for reached in one.through
        if reached.scope == scope.id
        for in_grain in [_in_grain(shares, one, reached, asking)]
        if in_grain is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.lesson.id), reverse=True))


def _in_grain(
    shares: ShareStore, lesson: SeenLesson, reached: Reached, viewer: Viewer
) -> SeenLesson | None:
    if lesson.grain is reached.grain:
        return lesson
    if lesson.grain is Grain.FULL:
        return shares.read_at(lesson.version_id, reached.grain, viewer, reached.since)
    return None


def _add(parent: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    child = Xml.SubElement(parent, name)
    child.text = None if text is None else text.translate(_NOT_WRITABLE)
    return child


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
