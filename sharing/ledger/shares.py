"""Who was given which lesson: an entry for each decision, in the book of those who oversee it."""

from sqlite_utils import Database

from corpus.viewer import Audience
from sharing.ledger.entry import LONGEST, MAIN, Json, Kind
from sharing.ledger.store import Ledger
from sharing.share import Act, Edit, KeptShare


def enter_share(db: Database, kept: KeptShare, overseers: frozenset[Audience]) -> None:
    """Enter that a lesson was given a scope, or that one was withdrawn."""
    kind = Kind.WITHDRAWN if kept.act is Act.WITHDRAW else Kind.SHARE
    book = book_of(overseers)
    reached = [_short(one) for one in sorted(kept.recipients or {})]
    # Whoever shares in a group without the ministry need not know who belongs to it.
    hidden = book != MAIN and kept.share.group is not None
    body: dict[str, Json] = {**_about(kept), "act": kept.act, "by": str(kept.told_by)}
    body |= {"recipients": None if hidden else reached, "k": kept.share.k}
    Ledger(db, book).append(kind, body, kept.at)


def enter_edit(db: Database, kept: KeptShare, edit: Edit) -> None:
    """Enter that a person added or took away a recipient."""
    body: dict[str, Json] = {**_about(kept), "act": edit.act, "by": str(edit.told_by)}
    body |= {"recipients": [_short(edit.audience)], "k": kept.share.k}
    Ledger(db, book_of(kept.overseers)).append(Kind.SHARE, body, edit.at)


def book_of(overseers: frozenset[Audience]) -> Audience:
    """The book of what `overseers` see: the secretariat's, or of whoever keeps it from there."""
    return MAIN if MAIN in overseers else min(overseers)


def _about(kept: KeptShare) -> dict[str, Json]:
    share = kept.share
    return {
        "lesson": kept.lesson,
        "scope": share.scope,
        "group": share.group,
        "grain": share.grain,
        "release": share.release.isoformat(),
    }


def _short(audience: Audience) -> str:
    # A maker's name is what a person wrote.
    return "".join(each for each in audience if each.isprintable())[:LONGEST]
