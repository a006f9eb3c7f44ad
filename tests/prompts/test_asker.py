from dataclasses import replace
from pathlib import Path

import pytest

from corpus.database import connect
from prompts.answers import FindingsForm
from prompts.asker import Asked, Request
from prompts.budget import Spent
from prompts.errors import (
    MissingValue,
    ModelFault,
    ModelRefused,
    ModelUnavailable,
    PromptTooLong,
    UnusableAnswer,
)
from tests.prompts.asker_cases import GOOD, outcomes, rows
from tests.prompts.fakes import NOON, REPORT, ScriptedModel, a_fault, a_request, an_asker, findings


def test_an_answer_comes_with_what_made_it(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, ScriptedModel([GOOD]))

    asked = asker.ask(a_request())

    expected = Asked(
        answer=GOOD, prompt="code_facets.1", model="scripted:test", call=1, cached=False
    )
    assert asked == expected


def test_the_same_is_never_asked_twice(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD, findings()]))

    first, second = asker.ask(a_request()), asker.ask(a_request())

    assert len(model.asked) == 1
    assert (second.answer, second.cached) == (first.answer, True)
    assert outcomes(asker) == ["answered", "cached"]
    assert asker.record.spent(NOON) == Spent(tokens=120, micros=0)


@pytest.mark.parametrize(
    "other",
    [
        a_request(REPORT + "。"),
        replace(a_request(), values={"vocabulary": "- cause: other"}),
    ],
    ids=["text", "value"],
)
def test_another_text_is_asked_anew(tmp_path: Path, other: Request[FindingsForm]) -> None:
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD]))

    asker.ask(a_request())
    assert not asker.ask(other).cached
    assert len(model.asked) == 2


def test_another_model_is_asked_anew(tmp_path: Path) -> None:
    an_asker(tmp_path, ScriptedModel([GOOD])).ask(a_request())
    other = ScriptedModel([GOOD], name="scripted:other")

    assert not an_asker(tmp_path, other).ask(a_request()).cached


def test_a_kept_answer_that_no_longer_fits_is_asked_anew(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD]))
    asker.ask(a_request())
    with connect(asker.record.path) as db:
        db.execute("UPDATE model_answers SET answer = '{}'")

    assert not asker.ask(a_request()).cached
    assert len(model.asked) == 2


def test_an_answer_that_could_not_be_used_is_not_kept(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, ScriptedModel([a_fault(UnusableAnswer), GOOD]))

    with pytest.raises(UnusableAnswer):
        asker.ask(a_request())
    assert not asker.ask(a_request()).cached
    assert outcomes(asker) == ["unusable", "answered"]


def test_a_prompt_that_is_too_long_is_not_sent(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD]))

    with pytest.raises(PromptTooLong):
        asker.ask(a_request("停" * 100_000))
    assert (model.asked, rows(asker)) == ([], [])


def test_a_prompt_without_its_values_is_not_sent(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, ScriptedModel([GOOD]))

    with pytest.raises(MissingValue, match="needs vocabulary"):
        asker.ask(replace(a_request(), values={}))
    assert rows(asker) == []


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (UnusableAnswer, "unusable"),
        (ModelUnavailable, "unavailable"),
        (ModelRefused, "refused"),
    ],
)
def test_what_became_of_a_call_is_on_record(
    tmp_path: Path, kind: type[ModelFault], outcome: str
) -> None:
    asker = an_asker(tmp_path, ScriptedModel([a_fault(kind)]))

    with pytest.raises(kind):
        asker.ask(a_request())
    assert outcomes(asker) == [outcome]
