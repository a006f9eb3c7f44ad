"""Spreadsheets as a carrier hands them back: exported, changed in some way, and read again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from corpus.errors import InputRefused
from corpus.intake.sandbox import Sandbox
from corpus.viewer import Viewer
from sharing.answering.questions import Item, Question
from sharing.answering.sheet.form import Column
from sharing.answering.sheet.take import File, Outcome, Taken, take_answers
from sharing.answering.sheet.write import answers_sheet
from tests.sharing.answering.examples import ASKED, Desk, an_author
from tests.sharing.examples import IIJ

FIRST = 5
"""The row of the first answer: of the first lesson as a whole."""
COLUMNS = {column: number for number, column in enumerate(Column, 1)}
Change = Callable[[Any], None]


@dataclass
class Post:
    """What is sent to carriers and comes back from them."""

    sandbox: Sandbox
    desk: Desk = field(default_factory=Desk)

    def sheet(self, carrier: Viewer = IIJ) -> bytes:
        """The sheet of `carrier`, as it is exported."""
        return answers_sheet(
            Question(answer=one, title="題", items=(Item(who="誰", what="何", how="法"),) * 2)
            for one in self.desk.answers.list(carrier, ASKED)
        )

    def back(
        self, content: bytes, carrier: Viewer = IIJ, name: str = "answers.xlsx"
    ) -> tuple[Taken, ...]:
        """What becomes of the rows of a sheet that `carrier` hands back."""
        document = self.sandbox.read_bytes(name, content)
        file = File(name=name, content=content, document=document)
        return take_answers(self.desk.db, file, an_author(carrier))


def changed(content: bytes, *changes: Change) -> bytes:
    """The workbook after `changes` of its first sheet."""
    book = load_workbook(BytesIO(content))
    for change in changes:
        change(book.worksheets[0])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def writes(row: int, **cells: Any) -> Change:
    """Writes into the row of that number (0: the first answer), by the names of columns."""

    def change(page: Any) -> None:
        for name, value in cells.items():
            page.cell(FIRST + row, COLUMNS[Column(name)]).value = value

    return change


def outcomes(taken: tuple[Taken, ...]) -> list[tuple[str, str]]:
    """What became of the rows that are not as they were: where, and how or why."""
    return [
        (one.where.rpartition("!")[2], one.fault.code if one.fault else one.outcome)
        for one in sorted(taken, key=lambda one: one.where)
        if one.outcome is not Outcome.UNCHANGED
    ]


def codes(faults: tuple[InputRefused, ...]) -> list[str]:
    """The codes of refusals."""
    return [fault.code for fault in faults]
