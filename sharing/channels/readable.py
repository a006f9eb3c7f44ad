"""Whether a viewer may still read what was sent to it: asked of the one door, every time."""

from datetime import datetime

from corpus.viewer import Viewer
from sharing.release import Release
from sharing.scope import finer
from sharing.store import ShareStore
from triage.errors import UnknownLesson


def still_reads(shares: ShareStore, release: Release, viewer: Viewer, now: datetime) -> bool:
    """Whether `viewer` sees that version of the lesson at `now`, in that grain or a finer one."""
    try:
        seen = shares.seen(release.lesson, viewer, now)
    except UnknownLesson:
        return False
    return not finer(release.grain, seen.grain)
