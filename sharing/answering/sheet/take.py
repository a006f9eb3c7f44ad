"""Take a filled-in spreadsheet: each row that can be is, the rest is refused with its place.

A row that was not touched changes nothing, however old the file is: each row says at which
revision it was written, and what it says is compared with what stood there then.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.intake.document import Document
from sharing.answering.answer import NOTHING_SAID, WHOLE, Answer, Author, State
from sharing.answering.sheet.form import Key
from sharing.answering.sheet.read import Row, read_answers
from sharing.answering.store import AnswerStore
from sharing.errors import UnknownAsk
from sharing.moments import written
from sharing.persons import person_named


class Outcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken"  # 受領
    UNCHANGED = "unchanged"  # 変更なし
    REFUSED = "refused"  # 受け取れない


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one row; `fault` says why it was refused, `key` what it is about."""

    where: str
    outcome: Outcome
    key: Key | None = None
    fault: InputRefused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that came in, as it was parsed."""

    name: str
    content: bytes
    document: Document

    @property
    def sha256(self) -> str:
        """The SHA-256 (hexadecimal) of its bytes."""
        return sha256(self.content).hexdigest()


def take_answers(db: Database, file: File, author: Author) -> tuple[Taken, ...]:
    """What became of each row of `file`, which is kept; all that is taken is taken at once.

    Raises:
        InputRefused: it is no spreadsheet of answers, or nobody answers.
    """
    author = replace(author, person=person_named(author.person))
    filled = read_answers(file.document, file.name)
    with transaction(db):
        _keep(db, file, author)
        given = _Giving(AnswerStore(db), author, file.sha256)
        told = [given.take(row) for row in _in_turn(filled.rows)]
    refused = [
        Taken(where=fault.where, outcome=Outcome.REFUSED, fault=fault) for fault in filled.refused
    ]
    return (*told, *refused)


@dataclass(frozen=True, slots=True)
class _Giving:
    """What rows say, given as answers of one author."""

    store: AnswerStore
    author: Author
    file: str

    def take(self, row: Row | InputRefused) -> Taken:
        if isinstance(row, InputRefused):
            return Taken(where=row.where, outcome=Outcome.REFUSED, fault=row)
        try:
            outcome = self._outcome(row)
        except InputRefused as fault:
            told = InputRefused(fault.code, row.where, **fault.details)
            return Taken(where=row.where, outcome=Outcome.REFUSED, key=row.key, fault=told)
        return Taken(where=row.where, outcome=outcome, key=row.key)

    def _outcome(self, row: Row) -> Outcome:
        answer, key = self._answer(row), row.key
        if row.said in {answer.said(key.part, key.revision), answer.said(key.part)}:
            return Outcome.UNCHANGED
        if key.revision != answer.revision(key.part):
            raise InputRefused("changed_since", row.where)
        if row.said == NOTHING_SAID:
            raise InputRefused("erased", row.where)
        self.store.give(key.ask, key.part, row.said, self.author, self.file)
        return Outcome.TAKEN

    def _answer(self, row: Row) -> Answer:
        """The answer that the row is about, which the author must be able to see."""
        key = row.key
        try:
            answer = self.store.get(key.ask, self.author.by)
        except UnknownAsk:
            raise InputRefused("unknown_ask", row.where) from None
        if key.part not in answer.ask.parts:
            raise InputRefused("unknown_part", row.where, parts=answer.ask.items)
        if key.revision > answer.revision(key.part):
            raise InputRefused("unknown_revision", row.where)
        return answer


def _in_turn(rows: Iterable[Row]) -> list[Row | InputRefused]:
    """The rows in an order in which what fits together can be said.

    A lesson is called not applicable after its viewpoints, and anything else before them. Rows
    that say different things of one part are all refused.
    """
    by_part: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        by_part[row.key.ask, row.key.part].append(row)
    told: list[Row | InputRefused] = []
    for some in by_part.values():
        if any(replace(row, where="") != replace(some[0], where="") for row in some):
            told += [InputRefused("twice_in_file", row.where) for row in some]
        else:
            told += some
    return sorted(told, key=_turn)


def _turn(row: Row | InputRefused) -> int:
    if isinstance(row, InputRefused) or row.key.part != WHOLE:
        return 1
    return 2 if row.said.state is State.NOT_APPLICABLE else 0


def _keep(db: Database, file: File, author: Author) -> None:
    db.conn.execute(
        "INSERT OR IGNORE INTO answer_files(sha256, content, told_by, person, at) "
        "VALUES (?, ?, ?, ?, ?)",
        (file.sha256, file.content, str(author.by), author.person, written(author.now)),
    )
