"""The one door for lessons: what a viewer may see of one, field by field.

It is the rule of `corpus.viewer` and no other: a viewer sees what is laid before an audience that
it belongs to. A lesson is laid before audiences by being drafted, and then it is seen whole by
those who also see the account that it was drawn from; and by shares, each with its grain, from its
release on. Of several the finest counts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.viewer import Audience, Viewer, audiences_of
from sharing.fields import Told, cut
from sharing.grain import Grain
from sharing.grain_file import k_of
from sharing.group import GroupId
from sharing.members_only import MEMBERS
from sharing.scope import ScopeId
from triage.lessons.lesson import Lesson, LessonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """A lesson as the database has it: every version by number, and before whom it is laid.

    `source_laid` are the audiences of the account that it was drawn from. `members_only`: the
    committee keeps it to itself, and nothing of it reaches anybody else.
    """

    id: LessonId
    versions: Mapping[int, Lesson]
    laid: frozenset[Audience]
    source_laid: frozenset[Audience]
    members_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One version of a lesson, laid before `recipients` in `grain`, from `release` on.

    `disclosed`: recipients learn by which scope.
    """

    scope: ScopeId
    group: GroupId | None
    version: int
    grain: Grain
    k: int
    release: datetime
    recipients: frozenset[Audience]
    disclosed: bool = True

    def reaches(self, viewer: Viewer, now: datetime) -> bool:
        """Whether `viewer` is reached by it at `now`."""
        return self.release <= now and bool(audiences_of(viewer) & self.recipients)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A scope through which a viewer is reached, in which grain, and since when.

    None stands for all scopes together that are not disclosed to it.
    """

    scope: ScopeId | None
    group: GroupId | None
    grain: Grain
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLesson:
    """What one viewer sees of a lesson: the fields of one version that its grain tells.

    Below the full grain None stands in place of each text. `through` are the scopes that reach the
    viewer; `k` is the strictest of those that give it what it sees.
    """

    id: LessonId
    version: int
    grain: Grain
    k: int
    fields: Told
    through: tuple[Reached, ...]

    @property
    def version_id(self) -> LessonId:
        """The id of this version: ``L-12.3``."""
        return LessonId(f"{self.id}.{self.version}")


def seen(
    lesson: OnRecord, shares: Iterable[Share], viewer: Viewer, now: datetime
) -> SeenLesson | None:
    """What `viewer` may see of `lesson` at `now`; None: nothing, as if there were no such lesson.

    This decides, and nothing else in the program does.
    """
    if lesson.members_only and viewer.role not in MEMBERS:
        return None
    reached = [share for share in shares if share.reaches(viewer, now)]
    if sees_whole(lesson, viewer):
        return _shown(lesson, (Grain.FULL, max(lesson.versions)), reached)
    if not reached:
        return None
    grains = list(Grain)
    best = min(reached, key=lambda share: (grains.index(share.grain), -share.version))
    return _shown(lesson, (best.grain, best.version), reached)


def read_at(lesson: OnRecord, grain: Grain) -> SeenLesson:
    """What a reader of `grain` would see of the latest version of `lesson`, by its own `k`."""
    told = _shown(lesson, (grain, max(lesson.versions)), ())
    return replace(told, k=k_of(grain))


def sees_whole(lesson: OnRecord, viewer: Viewer) -> bool:
    """Whether `lesson` was laid before `viewer` when it was drafted, and its source is too."""
    mine = audiences_of(viewer)
    return bool(mine & lesson.laid and mine & lesson.source_laid)


def _shown(lesson: OnRecord, what: tuple[Grain, int], reached: Collection[Share]) -> SeenLesson:
    grain, version = what
    return SeenLesson(
        id=lesson.id,
        version=version,
        grain=grain,
        k=max((share.k for share in reached if (share.grain, share.version) == what), default=1),
        fields=cut(lesson.versions[version], grain),
        through=tuple(
            sorted(
                _through(reached), key=lambda one: (one.since, one.scope or "", one.group or "")
            )
        ),
    )


def _through(reached: Collection[Share]) -> Iterator[Reached]:
    """The scopes of `reached`; those that are not disclosed are told as one."""
    for share in reached:
        if share.disclosed:
            yield Reached(
                scope=share.scope, group=share.group, grain=share.grain, since=share.release
            )
    if closed := [share for share in reached if not share.disclosed]:
        yield Reached(
            scope=None,
            group=None,
            grain=min((share.grain for share in closed), key=list(Grain).index),
            since=min(share.release for share in closed),
        )
