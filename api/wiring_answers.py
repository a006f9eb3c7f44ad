"""Where answers to lessons are asked, worded and counted, as objects."""

from sqlite_utils import Database

from api.wiring import wire_sharing
from sharing.answering.coverage import Coverage
from sharing.answering.questions import Questions
from sharing.sign_off.store import SignOffs


def wire_questions(db: Database) -> Questions:
    """What carriers are asked in `db`, in the words that were signed off."""
    return Questions(db=db, shares=wire_sharing(db).shares, signed=SignOffs(db))


def wire_coverage(db: Database) -> Coverage:
    """The counts of the answers in `db`."""
    return Coverage(db=db, shares=wire_sharing(db).shares)
