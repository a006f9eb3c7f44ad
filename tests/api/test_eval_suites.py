"""``kyokun eval`` on benchmark sets, with the page and the recorded figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from api.schemas import SCHEMAS
from api.words import Words
from corpus.record import read_labelled
from eval.cases import STARTER
from eval.recorded import Standing
from tests.eval.small_sets import all_sets


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    (tmp_path / "sets").mkdir()
    return all_sets(tmp_path / "sets")


@pytest.fixture
def few(tmp_path: Path) -> Path:
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(STARTER.read_text("utf-8").splitlines()[:60]), "utf-8")
    assert len(list(read_labelled(path.read_text("utf-8").splitlines()))) == 60
    return path


class Told:
    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.code = run(["eval", *map(str, arguments)])
        self.out, self.err = capsys.readouterr()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.mark.parametrize("suite", ["stream", "graded", "pairs", "simja"])
def test_a_folder_given_is_where_sets_are_read(
    suite: str, sets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, suite, "--data", sets, "--json")
    assert (told.code, told.err) == (0, "")
    SCHEMAS["eval"].model_validate(told.json)
    assert told.json["all"]["figures"]


def test_a_set_that_is_not_there_is_skipped_and_the_command_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, "pairs", "--data", tmp_path, "--json")
    assert told.code == 0
    assert told.json == {"suite": "pairs", "skipped": f"ecbplus*.jsonl: not in {tmp_path}"}
    assert "pairs" in told.err


def test_all_gives_every_suite_and_the_page_beside(
    sets: Path, few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    fewer = tmp_path / "fewer.jsonl"  # each is anonymised, in both languages
    fewer.write_text("\n".join(few.read_text("utf-8").splitlines()[:24]), "utf-8")
    told = Told(
        capsys, "all", "--data", sets, "--data", fewer, "--alone", "--html", page, "--json"
    )
    assert told.code == 0
    SCHEMAS["eval"].model_validate(told.json)
    assert [one["suite"] for one in told.json["suites"]][:2] == ["novelty", "stream"]
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert str(page) in told.err


def test_a_page_that_cannot_be_written_is_refused_before_anything_is_measured(
    sets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, "pairs", "--data", sets, "--html", tmp_path / "no" / "p.html", "--json")
    assert told.code == 3
    assert told.json["error"]["where"] == str(tmp_path / "no" / "p.html")


def test_the_figures_of_the_starter_corpus_stand_as_recorded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = Told(capsys, "similar", "--check", "--json")
    assert told.code == 0
    assert {one["standing"] for one in told.json["check"]} <= {"same", "changed"}
    assert "similar recall_at_1" in told.err


def test_a_check_on_other_rows_fails(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "similar", "--data", few, "--alone", "--check", "--json")
    assert told.code == 1
    assert [one["standing"] for one in told.json["check"]] == ["other_rows"]


def test_a_check_of_what_was_never_recorded_is_said_to_be_none(
    sets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, "pairs", "--data", sets, "--check", "--json")
    assert (told.code, told.json["check"]) == (0, [])


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("value", [0.5, None])
def test_every_standing_is_told_in_words(standing: Standing, value: float | None) -> None:
    if value is None and standing in {Standing.SAME, Standing.CHANGED}:
        return  # there is a figure, or it would not stand so
    told = Words.of("both").say(
        f"said.eval_{standing}", suite="pairs", figure="auroc", value=value, recorded=0.25
    )
    assert "pairs" in told
