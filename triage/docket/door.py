"""Who reads the docket, as SQL, and who writes in it.

An entry is laid before the audiences of a filing of its carrier. What it is about is shown only
where the accounts of that are seen too: both are the one rule of `corpus.viewer`.
"""

from corpus.door import seen
from corpus.viewer import Role, Viewer
from triage.errors import MayNotEnter

WRITERS = frozenset({Role.SECRETARIAT, Role.CARRIER})


def entry_seen(entry: str) -> str:
    """SQL that holds where the entry whose id is `entry` is laid before :audiences."""
    return (
        f"EXISTS (SELECT 1 FROM entry_audiences laid WHERE laid.entry = {entry} "
        "AND laid.audience IN (SELECT value FROM json_each(:audiences)))"
    )


def filing_seen(filing: str) -> str:
    """SQL that holds where the filing whose id is `filing` is laid before :audiences."""
    return f"EXISTS (SELECT 1 FROM accounts t WHERE t.id = {filing} AND {seen('t.label')})"


def incident_seen(incident: str) -> str:
    """SQL that holds where some account of the incident is laid before :audiences."""
    return (
        f"EXISTS (SELECT 1 FROM account_incidents about WHERE about.incident = {incident} "
        f"AND {seen('about.label')})"
    )


def writer(viewer: Viewer) -> Viewer:
    """`viewer`, who may write in the docket.

    Raises:
        MayNotEnter: it reads only.
    """
    if viewer.role not in WRITERS:
        raise MayNotEnter(str(viewer))
    return viewer


def ministry(viewer: Viewer) -> Viewer:
    """`viewer`, who writes what only the secretariat writes.

    Raises:
        MayNotEnter: it is another.
    """
    if viewer.role is not Role.SECRETARIAT:
        raise MayNotEnter(str(viewer))
    return viewer
