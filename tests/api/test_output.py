import io
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from api.output import Output
from api.words import Words
from tests.api.asking import Desk


class Terminal(io.StringIO):
    """Something a person watches."""

    def isatty(self) -> bool:
        return True


def test_long_work_is_shown_where_a_person_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    output, terminal = Output(as_json=True, words=Words.of("en")), Terminal()

    with redirect_stderr(terminal), output.progress("said.receiving") as progress:
        progress(1, 4)
        progress(4, 4)

    assert "reading filings" in terminal.getvalue()


def test_nothing_is_shown_where_nobody_watches(desk: Desk) -> None:
    assert desk.ask("index", "rebuild").err == ""


def test_a_progress_bar_does_not_touch_the_answer() -> None:
    out = io.StringIO()
    output = Output(as_json=True, words=Words.of("en"))

    with redirect_stdout(out), redirect_stderr(Terminal()):
        with output.progress("said.assessing") as progress:
            progress(1, 1)
        output.answer([1], ())

    assert out.getvalue() == "[\n  1\n]\n"


@pytest.mark.parametrize(
    ("items", "written"), [(0, "[]\n"), (1, "[\n0\n]\n"), (2, "[\n0,\n1\n]\n")]
)
def test_a_list_is_one_document(items: int, written: str) -> None:
    out = io.StringIO()
    output = Output(as_json=True, words=Words.of("en"))

    with redirect_stdout(out), output.stream() as give:
        for item in range(items):
            give(item, ())

    assert out.getvalue() == written


def test_a_list_in_words_is_its_lines() -> None:
    out = io.StringIO()
    output = Output(as_json=False, words=Words.of("en"))

    with redirect_stdout(out), output.stream() as give:
        give({}, ["one", "two"])

    assert out.getvalue() == "one\ntwo\n"


@pytest.mark.parametrize("as_json", [True, False])
def test_what_failed_before_the_first_item_is_told_once(as_json: bool) -> None:
    out, err = io.StringIO(), io.StringIO()
    output = Output(as_json=as_json, words=Words.of("en"))

    with redirect_stdout(out), redirect_stderr(err):
        with pytest.raises(KeyError), output.stream():
            raise KeyError
        output.refuse({"message": "no"})

    assert err.getvalue() == "no\n"
    assert out.getvalue() == ('{\n  "error": {\n    "message": "no"\n  }\n}\n' if as_json else "")


def test_a_stream_that_takes_no_japanese_gets_it_escaped() -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), "ascii", errors="strict")
    output = Output(as_json=True, words=Words.of("ja"))

    with redirect_stdout(narrow):
        output.answer({"a": "障害😀"}, ())
        sys.stdout.seek(0)

        assert "\\u969c\\u5bb3\\ud83d\\ude00" in sys.stdout.read()
