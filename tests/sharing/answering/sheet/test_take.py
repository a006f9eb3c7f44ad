"""Sheets that come back: what can be taken is, and the rest is refused with place and reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from corpus.errors import FileRefused, InputRefused
from corpus.intake.sandbox import Sandbox
from corpus.viewer import SECRETARIAT
from sharing.answering.answer import NOTHING_SAID, WHOLE, Said, State
from sharing.answering.sheet.form import Column
from sharing.answering.sheet.take import File, Outcome, take_answers
from tests.sharing.answering.examples import APPLIES, ASKED, CHECKING, NOT_APPLICABLE, an_author
from tests.sharing.answering.sheet.books import (
    COLUMNS,
    FIRST,
    Change,
    Post,
    changed,
    outcomes,
    writes,
)
from tests.sharing.examples import DOCOMO, IIJ

FULL = {"state": "該当", "evidence": "同じ構成", "planned": date(2030, 1, 31)}


@pytest.fixture(scope="module")
def _sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def post(_sandbox: Sandbox) -> Post:
    post = Post(_sandbox)
    post.desk.asked(IIJ, DOCOMO)
    return post


def said(post: Post, lesson: str = "L-1") -> list[Said]:
    answer = post.desk.answers.find(lesson, IIJ)
    return [answer.said(part) for part in answer.ask.parts]


def test_a_sheet_that_nobody_filled_in_changes_nothing(post: Post) -> None:
    taken = post.back(post.sheet())

    assert [one.outcome for one in taken] == [Outcome.UNCHANGED] * 3
    assert said(post) == [NOTHING_SAID] * 3


def test_what_was_filled_in_is_taken_exactly(post: Post) -> None:
    text = '"=1+1" x\n二行目 𠮷 か\u3099'
    content = changed(
        post.sheet(),
        writes(0, **FULL),
        writes(1, state="非該当 / not applicable", evidence=text),
        writes(2, state="確認中", planned=datetime(2030, 2, 1, 0, 0)),
    )

    taken = post.back(content)

    assert outcomes(taken) == [("H5", "taken"), ("H6", "taken"), ("H7", "taken")]
    whole, first, second = said(post)
    assert whole == APPLIES
    assert first == Said(state=State.NOT_APPLICABLE, evidence='"=1+1" x\n二行目 𠮷 が')
    assert second == replace(CHECKING, planned=date(2030, 2, 1))


def test_a_sheet_taken_twice_changes_nothing_the_second_time(post: Post) -> None:
    content = changed(post.sheet(), writes(0, **FULL), writes(1, **FULL))
    post.back(content)

    again = post.back(content)

    assert [one.outcome for one in again] == [Outcome.UNCHANGED] * 3
    answer = post.desk.answers.find("L-1", IIJ)
    assert len(answer.changes) == 2
    [kept] = post.desk.db.query("SELECT sha256, content FROM answer_files")
    assert kept["content"] == content
    assert {change.file for change in answer.changes} == {kept["sha256"]}


def moves_rows(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=FIRST)]
    for number, values in enumerate([[None] * len(COLUMNS), *rows[::-1]], FIRST):
        for column, value in enumerate(values, 1):
            page.cell(number, column).value = value


def reorders_columns(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    for number, values in enumerate(rows, 1):
        for column, value in enumerate(values[::-1], 1):
            page.cell(number, column).value = value


def renames_headings(page: Any) -> None:
    for column, heading in (
        ("state", "該当の有無"),
        ("evidence", "備考"),
        ("planned", "Target date"),
    ):
        page.cell(FIRST - 1, COLUMNS[Column(column)]).value = heading


def rewords_everything(page: Any) -> None:
    for number in COLUMNS.values():
        page.cell(FIRST - 1, number).value = f"好きな名前{number}"


def drops_names(page: Any) -> None:
    page.delete_rows(FIRST - 2)


def drops_what_is_shown(page: Any) -> None:
    page.delete_cols(2, 6)


def puts_rows_above_the_headings(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    for number, values in enumerate(rows[FIRST - 1 :] + rows[: FIRST - 1], 1):
        for column, value in enumerate(values, 1):
            page.cell(number, column).value = value


def widens_keys(page: Any) -> None:
    for row in range(FIRST, FIRST + 3):
        page.cell(row, 1).value = f"　ｑ－{page.cell(row, 1).value[2:]} "


@pytest.mark.parametrize(
    "changes",
    [
        [moves_rows],
        [reorders_columns],
        [renames_headings],
        [rewords_everything],
        [drops_names],
        [renames_headings, drops_names],
        [drops_what_is_shown],
        [moves_rows, reorders_columns, renames_headings],
        [puts_rows_above_the_headings],
        [widens_keys],
    ],
    ids=lambda changes: "-".join(each.__name__ for each in changes),
)
def test_rows_and_columns_are_known_wherever_they_stand(post: Post, changes: list[Change]) -> None:
    content = changed(post.sheet(), writes(0, **FULL), writes(2, state="確認中"), *changes)

    taken = post.back(content)

    assert sorted(one.outcome for one in taken) == ["taken", "taken", "unchanged"]
    assert said(post) == [APPLIES, NOTHING_SAID, CHECKING]


def test_the_column_of_answers_is_known_by_its_words_alone(post: Post) -> None:
    def renames(page: Any) -> None:
        page.cell(FIRST - 1, COLUMNS[Column.STATE]).value = "こたえ"

    content = changed(post.sheet(), writes(0, state="確認中"), renames, drops_names)

    post.back(content)

    assert said(post)[WHOLE] == CHECKING


@pytest.mark.parametrize(
    ("cells", "where", "code"),
    [
        ({"state": "たぶん該当"}, "H5", "unknown_word"),
        ({"state": "非該当"}, "H5", "no_evidence"),
        ({"state": "該当", "evidence": "同じ"}, "H5", "no_plan"),
        ({"state": "該当", "planned": "来月ごろ"}, "J5", "no_day"),
        ({"state": "該当", "planned": "2030年5月"}, "J5", "no_day"),
        ({"state": "該当", "done": "済"}, "K5", "no_day"),
        ({"state": "=B5"}, "H5", "formula"),
        ({"state": "該当", "planned": "=TODAY()"}, "J5", "formula"),
        ({"state": None, "evidence": "見た"}, "H5", "no_answer"),
        ({"evidence": "見た"}, "H5", "no_answer"),
        ({"key": None, **FULL}, "H5", "no_key"),
        ({"key": "L-1", **FULL}, "H5", "no_key"),
        ({"key": "Q-1.7:0", **FULL}, "H5", "unknown_part"),
        ({"key": "Q-1.0:9", **FULL}, "H5", "unknown_revision"),
        ({"key": "Q-2.0:0", **FULL}, "H5", "unknown_ask"),
        ({"key": "Q-999.0:0", **FULL}, "H5", "unknown_ask"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_the_others_are_taken(
    post: Post, cells: dict[str, Any], where: str, code: str
) -> None:
    content = changed(
        post.sheet(), writes(0, **cells), writes(1, **FULL), writes(2, state="確認中")
    )

    taken = post.back(content)

    assert outcomes(taken) == sorted([(where, code), ("H6", "taken"), ("H7", "taken")])
    assert said(post) == [NOTHING_SAID, APPLIES, CHECKING]
    assert post.desk.answers.find("L-1", DOCOMO).changes == ()


@pytest.mark.parametrize(
    "day", ["2030-01-31", "2030/1/31", "令和12年1月31日", "２０３０年１月３１日"]
)
def test_a_day_is_read_as_people_write_it(post: Post, day: str) -> None:
    post.back(changed(post.sheet(), writes(0, **{**FULL, "planned": day})))

    assert said(post)[WHOLE] == APPLIES


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("該当", State.APPLIES),
        ("applies", State.APPLIES),
        ("該当あり", State.APPLIES),
        (" 該 当 ", State.APPLIES),
        ("APPLIES / 該当", None),
        ("該当なし", State.NOT_APPLICABLE),
        ("N/A", State.NOT_APPLICABLE),
        ("調査中", State.CHECKING),
        ("未回答 / not answered", State.UNANSWERED),
    ],
)
def test_answers_are_known_by_many_words(post: Post, text: str, state: State | None) -> None:
    full = {} if state in {State.UNANSWERED, State.CHECKING} else {"evidence": "同じ構成"}
    planned = {"planned": date(2030, 1, 31)} if state is State.APPLIES else {}

    post.back(changed(post.sheet(), writes(0, state=text, **full, **planned)))

    assert said(post)[WHOLE].state is (state or State.UNANSWERED)


def test_an_old_sheet_does_not_undo_what_was_said_since(post: Post) -> None:
    old = post.sheet()
    ask = post.desk.answers.find("L-1", IIJ).ask.id
    post.desk.give(ask, APPLIES, IIJ)
    post.desk.give(ask, CHECKING, IIJ, 1)

    taken = post.back(changed(old, writes(1, state="非該当", evidence="ない"), writes(2, **FULL)))

    assert outcomes(taken) == [("H6", "changed_since"), ("H7", "taken")]
    assert said(post) == [APPLIES, CHECKING, APPLIES]


def test_an_answer_is_not_erased(post: Post) -> None:
    post.desk.give(post.desk.answers.find("L-1", IIJ).ask.id, APPLIES, IIJ)

    blank = {"state": None, "evidence": None, "planned": None}
    taken = post.back(changed(post.sheet(), writes(0, **blank)))

    assert outcomes(taken) == [("H5", "erased")]
    assert said(post)[WHOLE] == APPLIES


def test_what_fits_together_is_taken_whatever_its_order(post: Post) -> None:
    applies = changed(post.sheet(), *(writes(row, **FULL) for row in (0, 1, 2)))
    post.back(applies)
    none = {"state": "非該当", "evidence": "この装置はない", "planned": None}

    taken = post.back(changed(post.sheet(), *(writes(row, **none) for row in (0, 1, 2))))

    assert len(outcomes(taken)) == 3
    assert said(post) == [NOT_APPLICABLE] * 3
    back = post.back(changed(post.sheet(), *(writes(row, **FULL) for row in (2, 1, 0))))
    assert {one.outcome for one in back} == {Outcome.TAKEN}


def test_a_part_that_is_said_twice_in_two_ways_is_refused_twice(post: Post) -> None:
    content = changed(
        post.sheet(),
        writes(0, **FULL),
        writes(1, key="Q-1.0:0", state="確認中"),
        writes(2, key="Q-1.2:0", **FULL),
        writes(3, key="Q-1.2:0", **FULL),
    )

    taken = post.back(content)

    twice = [("H5", "twice_in_file"), ("H6", "twice_in_file")]
    assert outcomes(taken) == [*twice, ("H7", "taken")]
    assert said(post) == [NOTHING_SAID, NOTHING_SAID, APPLIES]


def test_a_sheet_about_a_version_that_was_superseded_says_so(post: Post) -> None:
    content = changed(post.sheet(), writes(0, **FULL))
    post.desk.ask(post.desk.lesson(title="新しい題").version_id, IIJ)

    taken = post.back(content)

    assert outcomes(taken) == [("H5", "ask_closed")]
    assert said(post) == [NOTHING_SAID] * 3


def test_a_column_of_somebody_elses_is_named_and_the_rest_taken(post: Post) -> None:
    def adds(page: Any) -> None:
        page.cell(FIRST - 1, 12).value = "社内メモ"
        page.cell(FIRST + 1, 12).value = "秘"
        page.cell(FIRST - 1, 13).value = "空の列"

    taken = post.back(changed(post.sheet(), writes(0, **FULL), adds))

    assert outcomes(taken) == [("H5", "taken"), ("L4", "unknown_column")]


def test_cells_that_are_merged_are_refused(post: Post) -> None:
    content = changed(post.sheet(), writes(0, **FULL), lambda page: page.merge_cells("H5:H6"))

    taken = post.back(content)

    assert ("H6", "merged_cell") in outcomes(taken)
    assert said(post)[WHOLE] == APPLIES


def test_two_columns_of_one_heading_are_refused(post: Post) -> None:
    def doubles(page: Any) -> None:
        page.cell(FIRST - 2, 5).value = "kyokun:evidence"

    taken = post.back(changed(post.sheet(), writes(0, **FULL), doubles))

    assert outcomes(taken) == [("I4", "column_twice")]
    assert said(post)[WHOLE] == NOTHING_SAID


def test_a_sheet_without_a_column_of_answers_is_refused(post: Post) -> None:
    def drops(page: Any) -> None:
        page.delete_cols(COLUMNS[Column.STATE])

    [one] = post.back(changed(post.sheet(), drops))

    assert one.fault is not None
    assert (one.fault.code, one.where) == ("no_answer_column", "sheet 回答 Answers")


def test_a_sheet_without_keys_and_what_is_no_sheet_are_refused(post: Post) -> None:
    with pytest.raises(InputRefused, match="no_keys"):
        post.back(changed(post.sheet(), lambda page: page.delete_cols(1)))
    with pytest.raises(InputRefused, match="not_a_sheet"):
        post.back("Q-1.0:0 該当".encode(), name="answers.txt")
    with pytest.raises(InputRefused, match="no_person"):
        post_nobody(post)
    assert list(post.desk.db.query("SELECT * FROM answer_files")) == []


def post_nobody(post: Post) -> None:
    content = post.sheet()
    document = post.sandbox.read_bytes("a.xlsx", content)
    file = File(name="a.xlsx", content=content, document=document)
    take_answers(post.desk.db, file, an_author(IIJ, person=" "))


def test_a_list_with_commas_is_taken_too(post: Post) -> None:
    told = "kyokun:key,回答,根拠,措置予定日\nQ-1.0:0,該当,同じ構成,2030-01-31\n"

    post.back(told.encode(), name="answers.csv")

    assert said(post)[WHOLE] == APPLIES


def test_a_sheet_with_macros_is_refused_by_the_reader(post: Post) -> None:
    content = BytesIO(post.sheet())
    with ZipFile(content, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/vbaProject.bin", b"macro")

    with pytest.raises(FileRefused, match="macros"):
        post.back(content.getvalue(), name="answers.xlsm")


def test_the_secretariat_enters_what_a_carrier_sent(post: Post) -> None:
    taken = post.back(changed(post.sheet(), writes(0, **FULL)), SECRETARIAT)

    assert outcomes(taken) == [("H5", "taken")]
    [change] = post.desk.answers.find("L-1", IIJ).changes
    assert change.by == SECRETARIAT


def test_the_sheet_of_another_carrier_is_refused_row_by_row(post: Post) -> None:
    theirs = changed(post.sheet(DOCOMO), writes(0, **FULL))

    taken = post.back(theirs)

    assert {one.fault.code for one in taken if one.fault} == {"unknown_ask"}
    assert len(taken) == 3
    assert post.desk.answers.list(DOCOMO, ASKED)[0].changes == ()
