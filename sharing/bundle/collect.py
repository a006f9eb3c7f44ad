"""Collect what the recipients of a scope may read: through the door, the gate and the sign-off."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from sqlite_utils import Database

from corpus.account import SECTION, Language
from corpus.errors import InputRefused, UnknownViewer
from corpus.regime import Wording
from corpus.viewer import Audience, Viewer
from sharing.bundle.content import Bundle, BundledLesson, Collected, LeftOut
from sharing.door import SeenLesson
from sharing.fields import filled
from sharing.group import GroupId
from sharing.ledger.entry import MAIN, Json, Kind
from sharing.ledger.store import Ledger
from sharing.moments import written
from sharing.numbers import numbers_of
from sharing.preview import Renderings
from sharing.release import Release, content_hash_of
from sharing.scope import ScopeId
from sharing.scope_file import find_scope, load_scopes
from sharing.share import KeptShare
from sharing.store import ShareStore
from triage.lessons.lesson import LessonId

CLOSED = Wording(ja="限られた範囲", en="a limited circle")
"""Stands for a scope that would tell of the originators."""


class SigningOff(Protocol):
    """What was signed off."""

    def complete(self, release: Release) -> bool:
        """Whether everybody who has to has signed `release` off."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where a bundle is collected from; `members_only`: whether a lesson may not leave at all."""

    shares: ShareStore
    renderings: Renderings
    sign_offs: SigningOff
    members_only: Callable[[LessonId], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """For whom: a scope, its `group` where it asks for one, and of its recipients one or all."""

    scope: ScopeId
    group: GroupId | None = None
    recipient: Audience | None = None


def collect(sources: Sources, wanted: Wanted, by: Viewer, now: datetime) -> Collected:
    """The lessons of a scope that `by` oversees, as far as each of its recipients may read them.

    What reaches only some of the recipients is left out, unless the bundle is for one of them.

    Raises:
        UnknownScope: there is no such scope.
        InputRefused: nothing of it is there for `by` to hand out, or not to that recipient.
    """
    scope = find_scope(load_scopes(), wanted.scope)
    entries = _entries(sources.shares, wanted, by, now)
    viewers = [_viewer(one, wanted) for one in _readers(entries, wanted)]
    lessons: list[BundledLesson] = []
    left_out: dict[LessonId, LeftOut] = {}
    for entry in sorted(entries, key=lambda one: numbers_of(one.lesson)):
        told = _told(sources, entry, viewers, now)
        if isinstance(told, LeftOut):
            left_out[entry.lesson] = told
        else:
            lessons.append(told)
    if not lessons:
        raise InputRefused("nothing_to_bundle", scope.id, left_out=len(left_out))
    bundle = Bundle(
        scope=scope.id if scope.disclosed else None,
        title=scope.title if scope.disclosed else CLOSED,
        group=wanted.group,
        recipient=wanted.recipient,
        lessons=tuple(lessons),
    )
    return Collected(bundle=bundle, left_out=left_out)


def enter(
    db: Database,
    collected: Collected,
    wanted: Wanted,
    content: bytes,
    told: tuple[Viewer, datetime],
) -> None:
    """Enter in the ledger what leaves in the bundle with that `content`, made by whom and when."""
    by, now = told
    scope = find_scope(load_scopes(), wanted.scope)
    book = MAIN if scope.ministry else Audience(str(by))
    body: dict[str, Json] = {
        "scope": wanted.scope,
        "group": wanted.group,
        "recipient": wanted.recipient,
        "lessons": [one.lesson for one in collected.bundle.lessons],
        "hashes": [one.content_hash for one in collected.bundle.lessons],
        "sha256": sha256(content).hexdigest(),
        "by": str(by),
    }
    Ledger(db, book).append(Kind.BUNDLE, body, now)


def _entries(
    shares: ShareStore, wanted: Wanted, by: Viewer, now: datetime
) -> tuple[KeptShare, ...]:
    found = tuple(
        entry
        for entry in shares.entries(by, now)
        if entry.stands
        and entry.key == (wanted.scope, wanted.group)
        and entry.share.release <= now
    )
    if not found:
        raise InputRefused("nothing_shared", wanted.scope)
    if any(entry.recipients is None for entry in found):
        raise InputRefused("members_hidden", wanted.scope)
    return found


def _readers(entries: Iterable[KeptShare], wanted: Wanted) -> tuple[Audience, ...]:
    everybody = {one for entry in entries for one in entry.recipients or ()}
    if wanted.recipient is None:
        return tuple(sorted(everybody))
    if wanted.recipient not in everybody:
        raise InputRefused("not_recipient", wanted.scope, recipient=wanted.recipient)
    return (wanted.recipient,)


def _viewer(audience: Audience, wanted: Wanted) -> Viewer:
    try:
        return Viewer.parse(audience)
    except UnknownViewer as fault:
        raise InputRefused("no_viewer", wanted.scope, recipient=audience) from fault


def _told(
    sources: Sources, entry: KeptShare, viewers: Iterable[Viewer], now: datetime
) -> BundledLesson | LeftOut:
    if sources.members_only(entry.lesson):
        return LeftOut.MEMBERS_ONLY
    seen = [sources.shares.through(entry, viewer, now) for viewer in viewers]
    first = seen[0] if seen else None
    if first is None or any(one != first for one in seen):
        return LeftOut.NOT_FOR_ALL
    return _rendered(sources, entry, first)


def _rendered(sources: Sources, entry: KeptShare, seen: SeenLesson) -> BundledLesson | LeftOut:
    for language in Language:
        found = sources.renderings.rendering(seen.version_id, seen.grain, language, seen.k)
        if found is not None:
            break
    else:
        return LeftOut.NO_TEXT
    release = Release(
        lesson=seen.version_id,
        scope=entry.share.scope,
        group=entry.share.group,
        grain=seen.grain,
        language=language,
        content_hash=content_hash_of(found.text),
    )
    if not sources.sign_offs.complete(release):
        return LeftOut.NOT_SIGNED_OFF
    fields = filled(seen.fields, found.text)
    return BundledLesson(
        lesson=seen.version_id,
        grain=seen.grain,
        language=language,
        since=written(entry.share.release),
        fields=seen.fields if fields is None else fields,
        text=found.text.replace(SECTION, "\n") if fields is None else None,
        content_hash=release.content_hash,
    )
