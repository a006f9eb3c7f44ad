"""What of the docket may leave as a document: nothing that the committee keeps to itself."""

import argparse
from collections.abc import Iterable

from sqlite_utils import Database

from api.command import viewer_of
from api.settings import Settings
from api.wiring import opened
from corpus.viewer import Role, Viewer
from sharing.members_only import check_open, label_of


def check_leaves(about: Iterable[str], chosen: argparse.Namespace, settings: Settings) -> None:
    """Pass where a document that tells of these cases may be written for who asks.

    Raises:
        InputRefused: one of them is for members only, and not the words of who asks.
    """
    if about and viewer_of(chosen).role is not Role.CARRIER:
        with opened(settings) as db:
            for each in about:
                check_open(db, each)


def kept_back(db: Database, about: Iterable[str], viewer: Viewer) -> bool:
    """Whether a case is for members only, and so stands in no list that leaves.

    A carrier's own words stay its own.
    """
    return viewer.role is not Role.CARRIER and any(
        label_of(db, each) is not None for each in about
    )
