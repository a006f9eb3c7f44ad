from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from api.shown_answers import question_lines
from api.wiring import wire_sharing
from api.words import Words
from corpus.account import Language
from corpus.database import connect
from corpus.ids import CarrierId
from corpus.japan import JST
from corpus.viewer import SECRETARIAT, Viewer, carrier_audience
from sharing.answering.asking import Answering
from sharing.answering.questions import Item, Question
from sharing.answering.store import AnswerStore
from sharing.grain import Grain
from sharing.release import Release, content_hash_of
from sharing.scope import ScopeId
from sharing.share import Decider, Wanted
from tests.api.asking import Desk, Said
from tests.api.docket.facts import KDDI, PUBLIC, RECORD, shaped
from tests.api.test_recurrence import alarmed
from triage.lessons.lesson import LessonId

IIJ = ("--as", "carrier:iij")
SOFTBANK = ("--as", "carrier:softbank")
BY = ("--by", "田中")
APPLIES = ("--state", "applies", "--planned", "2031-01-31", "--evidence", "同じ構成")
CARRIERS = ("iij", "softbank", "ntt-docomo")


def asked(
    desk: Desk,
    carriers: Iterable[str] = ("iij", "softbank"),
    days: int = 30,
    ago: int = 0,
    case: str = RECORD,
) -> str:
    """The lesson that carriers were asked about, so many days ago and due in so many."""
    lesson, now = desk.json("lessons", "draft", case)[0]["id"], datetime.now(UTC)
    release = Release(
        lesson=LessonId(f"{lesson}.1"),
        scope=ScopeId("all-carriers"),
        grain=Grain.CARRIERS,
        language=Language.JA,
        content_hash=content_hash_of("文"),
    )
    with connect(desk.database) as db:
        for one in carriers:
            who = carrier_audience(CarrierId(one))
            at = now - timedelta(days=ago)
            assert Answering(db).ask(release, who, now + timedelta(days=days), at)
    return str(lesson)


def answers(desk: Desk, action: str, *arguments: object, shape: str | None = None) -> Any:
    name = {"show": "answers", "give": "answers", "allow": "answers-burden"}.get(action)
    told = desk.json("answers", action, *arguments)
    return shaped(shape or name or f"answers-{action}", told)


def refused(said: Said, code: str, exit_code: int = 3) -> None:
    assert (said.code, said.error["code"]) == (exit_code, code)


def test_a_carrier_answers_and_the_secretariat_reads_it(desk: Desk) -> None:
    lesson = asked(desk)
    [mine] = answers(desk, "list", *IIJ)
    assert (mine["lesson"], mine["state"], mine["closed"]) == (f"{lesson}.1", "unanswered", None)

    told = answers(desk, "give", lesson, *APPLIES, *BY, *IIJ)
    assert told["answer"]["state"] == "applies"
    answers(desk, "give", mine["ask"], "--state", "checking", "--item", "1", *BY, *IIJ)

    states = {one["recipient"]: one["state"] for one in answers(desk, "list", lesson)}
    assert states == {"carrier:iij": "applies", "carrier:softbank": "unanswered"}
    whole = answers(desk, "show", lesson, "--carrier", "iij")
    assert [one["person"] for one in whole["history"]] == ["田中", "田中"]
    assert whole["items"][0]["state"] == "checking"
    said = desk.ask("answers", "show", mine["ask"], "--lang", "en").out
    assert "planned for 2031-01-31" in said
    assert "viewpoint 1: being checked" in said
    assert "田中 (carrier:iij)" in said
    assert "not answered (due" in desk.ask("answers", "list", *SOFTBANK, "--lang", "en").out


def test_what_was_done_is_told(desk: Desk) -> None:
    lesson = asked(desk)

    answers(desk, "give", lesson, "--state", "applies", "--done", "2025-01-31", *BY, *IIJ)

    assert "done on 2025-01-31" in desk.ask("answers", "show", lesson, *IIJ, "--lang", "en").out


def test_the_answer_of_another_is_as_if_it_were_not_there(desk: Desk) -> None:
    lesson = asked(desk, ["iij"])
    ask = answers(desk, "list")[0]["ask"]

    for viewer in (SOFTBANK, KDDI, PUBLIC):
        assert answers(desk, "list", *viewer) == []
        for name in (ask, lesson):
            refused(desk.ask("answers", "show", name, *viewer, "--json"), "UnknownAsk", 2)
            said = desk.ask("answers", "give", name, *APPLIES, *BY, *viewer, "--json")
            refused(said, "UnknownAsk", 2)
    assert "nothing was asked" in desk.ask("answers", "list", *PUBLIC, "--lang", "en").out


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["--state", "not_applicable"], "no_evidence"),
        (["--state", "applies"], "no_plan"),
        (["--state", "checking", "--item", "99"], "unknown_part"),
        (["--state", "applies", "--done", "2199-01-01"], "done_ahead"),
    ],
)
def test_half_an_answer_is_refused_with_the_reason(
    desk: Desk, given: list[str], code: str
) -> None:
    lesson = asked(desk)

    refused(desk.ask("answers", "give", lesson, *given, *BY, *IIJ, "--json"), code)

    assert answers(desk, "list", *IIJ)[0]["state"] == "unanswered"


def test_silence_is_no_answer_that_can_be_given(desk: Desk) -> None:
    given = ("--state", "unanswered", *BY, *IIJ)
    refused(desk.ask("answers", "give", asked(desk), *given, "--json"), "arguments", 2)


def test_a_sheet_goes_out_and_comes_back(desk: Desk) -> None:
    lesson = asked(desk)
    out = answers(desk, "export", "--to", "out.xlsx", *IIJ)
    assert (out["answers"], out["bytes"]) == (1, Path("out.xlsx").stat().st_size)
    book = load_workbook("out.xlsx")
    page = book.worksheets[0]
    page["H5"], page["I5"] = "非該当", "この装置はない"
    page["H6"] = "わからない"
    book.save("back.xlsx")

    said = desk.ask("answers", "import", "back.xlsx", *BY, *IIJ, "--json")

    assert said.code == 3
    told = shaped("answers-import", said.json)
    assert (told["taken"], told["refused"]) == (1, 1)
    [fault] = [one["refused"] for one in told["rows"] if one["refused"]]
    assert (fault["code"], fault["where"]) == ("unknown_word", "sheet 回答 Answers!H6")
    assert "わからない" not in said.out + said.err
    assert "H6" in said.err
    assert answers(desk, "list", lesson, *IIJ)[0]["state"] == "not_applicable"
    page["H6"] = "未回答"
    book.save("back.xlsx")
    again = answers(desk, "import", "back.xlsx", *BY, *IIJ)
    assert (again["taken"], again["refused"]) == (0, 0)
    lines = desk.ask("answers", "import", "back.xlsx", *BY, *IIJ, "--lang", "en").out
    assert lines.startswith("0 taken, ")


def test_the_sheet_of_one_carrier_alone_is_written(desk: Desk) -> None:
    lesson = asked(desk)

    refused(desk.ask("answers", "export", "--to", "x.xlsx", "--json"), "whose_answers", 2)
    refused(desk.ask("answers", "export", "--to", "x.xlsx", *KDDI, "--json"), "nothing_asked")
    told = desk.ask("answers", "export", lesson, "--carrier", "iij", "--to", "x.xlsx")

    assert "x.xlsx" in told.out
    keys = [row[0] for row in load_workbook("x.xlsx").worksheets[0].iter_rows(values_only=True)]
    mine = answers(desk, "list", *IIJ)[0]["ask"]
    assert {str(key).split(".")[0] for key in keys[4:]} == {mine}


def test_a_sheet_of_another_carrier_is_refused(desk: Desk) -> None:
    asked(desk)
    desk.ask("answers", "export", "--to", "out.xlsx", *IIJ)

    said = desk.ask("answers", "import", "out.xlsx", *BY, *SOFTBANK, "--json")

    assert said.code == 3
    assert {one["refused"]["code"] for one in said.json["rows"]} == {"unknown_ask"}


def test_what_is_late_is_listed_and_told_in_a_digest(desk: Desk) -> None:
    lesson = asked(desk, days=-10, ago=40)
    assert answers(desk, "overdue", *KDDI) == []

    found = answers(desk, "overdue")

    assert [(one["late"], one["days"]) for one in found] == [("no_answer", 10)] * 2
    assert [one["recipient"] for one in answers(desk, "overdue", *IIJ)] == ["carrier:iij"]
    letters = answers(desk, "overdue", "--digest", shape="answers-letters")
    assert [one["recipient"] for one in letters] == ["carrier:iij", "carrier:softbank"]
    assert "未回答" in letters[0]["text"]["ja"]
    lines = desk.ask("answers", "overdue", "--lang", "en").out
    assert f"carrier:iij: {letters[0]['asks'][0]} lesson {lesson}.1 as a whole" in lines
    assert "carrier:softbank:" in desk.ask("answers", "overdue", "--digest").out
    assert "nothing is late" in desk.ask("answers", "overdue", *KDDI, "--lang", "en").out


def test_reminders_are_due_once_and_count_as_a_burden(desk: Desk) -> None:
    asked(desk, days=-2, ago=40)
    refused(desk.ask("answers", "reminders", *IIJ, "--json"), "MayNotShare", 2)

    due = answers(desk, "reminders", "--sent", shape="answers-letters")

    assert [(one["recipient"], one["held"]) for one in due] == [
        ("carrier:iij", None),
        ("carrier:softbank", None),
    ]
    assert answers(desk, "reminders", shape="answers-letters") == []
    assert sum(one["reminders"] for one in answers(desk, "burden")) >= 2


def test_the_secretariat_sees_coverage_and_others_counts(desk: Desk) -> None:
    lesson = asked(desk, CARRIERS)
    answers(desk, "give", lesson, *APPLIES, *BY, *IIJ)

    told = answers(desk, "coverage", "--matrix", "--svg", "coverage.svg")

    [line] = told["lessons"]
    assert (line["asked"], line["planned"], line["unanswered"]) == (3, 1, 2)
    assert len(told["answers"]) == 3
    assert Path("coverage.svg").read_bytes().startswith(b"<?xml")
    assert answers(desk, "coverage", lesson)["answers"] is None
    desk.json("share", "set", lesson, "all-carriers", "--why", "理由")
    [count] = answers(desk, "coverage", *SOFTBANK)["counts"]
    assert (count["few"], count["asked"], count["applies"]) == (3, 3, 0)
    assert answers(desk, "coverage", "L-1", *SOFTBANK)["counts"] == []
    assert answers(desk, "coverage", *PUBLIC)["counts"] == []
    refused(desk.ask("answers", "coverage", "--matrix", *IIJ, "--json"), "MayNotShare", 2)
    said = desk.ask("answers", "coverage", "--matrix", "--svg", "c.svg", "--lang", "en").out
    assert "not answered 2" in said
    assert "carrier:iij: applies" in said
    assert "c.svg" in said
    assert "applies to fewer than 3" in desk.ask("answers", "coverage", *IIJ, "--lang", "en").out
    assert "nothing was asked" in desk.ask("answers", "coverage", *PUBLIC, "--lang", "en").out


def test_an_originator_learns_at_least_how_many_it_helped(desk: Desk) -> None:
    lesson = asked(desk, CARRIERS)
    for one in CARRIERS:
        answers(desk, "give", lesson, *APPLIES, *BY, "--as", f"carrier:{one}")

    [told] = answers(desk, "helped", *KDDI)

    assert (told["lesson"], told["applies"], told["acted"]) == (lesson, 3, 0)
    assert "iij" not in desk.ask("answers", "helped", lesson, *KDDI).out
    assert "applies to at least 3" in desk.ask("answers", "helped", *KDDI, "--lang", "en").out
    assert answers(desk, "helped", *IIJ) == []
    refused(desk.ask("answers", "helped", lesson, *IIJ, "--json"), "UnknownLesson", 2)
    assert "nothing was asked" in desk.ask("answers", "helped", *IIJ, "--lang", "en").out


def test_a_burden_is_metered_and_its_cap_lifted_by_a_person(desk: Desk) -> None:
    asked(desk)
    [mine] = answers(desk, "burden", *IIJ)
    assert (mine["lessons"], mine["more"], mine["at_cap"]) == (1, 0, False)

    why = ("--why", "緊急", *BY)
    quarter = ("--quarter", mine["quarter"])
    [told] = answers(desk, "allow", "iij", "--lessons", "2", *quarter, *why)

    assert (told["more"], told["cap"]["lessons"]) == (2, mine["cap"]["lessons"] + 2)
    assert len(answers(desk, "burden", *quarter)) == 2
    assert answers(desk, "burden", "--quarter", "2020-Q1") == []
    said = desk.ask("answers", "burden", "--lang", "en").out
    assert "carrier:iij" in said
    assert "(allowed beyond the cap: 2)" in said
    refused(
        desk.ask("answers", "allow", "iij", "--lessons", "1", *why, *IIJ, "--json"),
        "MayNotShare",
        2,
    )
    refused(desk.ask("answers", "burden", "--quarter", "2020", "--json"), "arguments", 2)
    assert "nothing was asked" in desk.ask("answers", "burden", *KDDI, "--lang", "en").out


def test_a_lesson_that_carriers_said_applies_is_named_when_it_recurs(filed: Desk) -> None:
    filing, [first, *_] = alarmed(filed)
    happened = date.fromisoformat(first["lesson"]["shared_on"]) + timedelta(days=first["days"])
    days = min(214, first["days"] - 1)
    lesson = asked(filed, CARRIERS, case=first["lesson"]["account"])
    for one in CARRIERS:
        answers(filed, "give", lesson, *APPLIES, *BY, "--as", f"carrier:{one}")
    then = datetime.combine(happened - timedelta(days=days), time(12), JST)
    with connect(filed.database) as db:
        decider = Decider(by=SECRETARIAT, now=then, why="理由")
        wanted = Wanted(scope=ScopeId("all-carriers"))
        wire_sharing(db).set(LessonId(lesson), wanted, decider)

    told = [one for one in filed.json("recurrence", filing) if one["lesson"]["id"] == lesson]

    assert [one["said"]["en"] for one in told] == [
        f'lesson {lesson}, shared {days} days before and answered "applies" by 3 carriers, '
        "appears to have recurred"
    ]
    assert lesson not in filed.ask("recurrence", filing, *PUBLIC, "--json").out


def test_the_words_that_were_signed_off_are_shown(desk: Desk) -> None:
    lesson = asked(desk)
    with connect(desk.database) as db:
        answer = AnswerStore(db).find(lesson, Viewer.parse("carrier:iij"))
    items = (Item(who="誰", what="何", how="法"),) * answer.ask.items
    question = Question(answer=answer, title="題", items=items)

    lines = list(question_lines(question, Words.of("en")))

    assert lines[1:3] == ["  題", "  viewpoint 1: not answered"]
    assert lines[3:6] == ["    誰", "    何", "    法"]


def test_a_closed_answer_says_why(desk: Desk) -> None:
    lesson = asked(desk)
    number = lesson.removeprefix("L-")
    with connect(desk.database) as db:
        row = {"lesson": int(number), "version": 1, "keeper": "secretariat", "due": "x"}
        told = {"why": "x", "person": "x", "told_by": "secretariat", "at": "x"}
        db.table("recalls").insert({**row, **told})

    assert "(recalled)" in desk.ask("answers", "list", "--lang", "en").out
    assert [one["closed"] for one in answers(desk, "list", *IIJ)] == ["recalled"]
