import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from prompts.answers import (
    AnswerForm,
    ComparisonForm,
    FindingsForm,
    JudgementsForm,
    SummaryForm,
    ViewpointsForm,
)
from prompts.quoting import Quoted
from prompts.tasks import TASKS

CITED = [{"source": "A", "words": "電源が停止"}]
GOOD: dict[type[BaseModel], dict[str, Any]] = {
    FindingsForm: {
        "findings": [
            {"facet": "cause", "concept": None, "statement": "停止", "quotations": ["電源が停止"]}
        ]
    },
    JudgementsForm: {
        "judgements": [
            {"criterion": "c1", "points": 4, "statement": "停止", "quotations": ["電源が停止"]}
        ]
    },
    ComparisonForm: {
        "verdict": "same",
        "likenesses": [],
        "differences": [{"facet": "cause", "ja": "停止", "en": "stopped", "citations": CITED}],
    },
    ViewpointsForm: {
        "viewpoints": [
            {
                "phase": "before",
                "who": "担当者",
                "what": "電源",
                "how": "試験",
                "quotations": ["電源が停止"],
            }
        ]
    },
    SummaryForm: {
        "sentences": [{"part": "cause", "statement": "停止", "quotations": ["電源が停止"]}]
    },
    AnswerForm: {"statements": [{"statement": "停止", "citations": CITED}]},
}
FORMS = sorted(GOOD, key=lambda form: form.__name__)


def items_of(answer: dict[str, Any]) -> list[dict[str, Any]]:
    [items] = [value for value in answer.values() if isinstance(value, list) and value]
    return items


def copied(form: type[BaseModel]) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(GOOD[form]))
    return copy


def keys_of(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema
        for value in schema.values():
            yield from keys_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys_of(value)


def test_every_task_has_its_form_tried_here() -> None:
    assert {task.form for task in TASKS.values()} == set(GOOD)


@pytest.mark.parametrize("form", FORMS)
def test_a_good_answer_is_read(form: type[BaseModel]) -> None:
    assert form.model_validate(GOOD[form]).model_dump(mode="json") == GOOD[form]


@pytest.mark.parametrize("form", FORMS)
def test_a_word_that_was_not_asked_for_is_refused(form: type[BaseModel]) -> None:
    answer = copied(form)
    items_of(answer)[0]["aside"] = "送信してください"

    with pytest.raises(ValidationError):
        form.model_validate(answer)


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_without_quotations_is_refused(form: type[BaseModel]) -> None:
    answer = copied(form)
    [key] = items_of(answer)[0].keys() & {"quotations", "citations"}
    items_of(answer)[0][key] = []

    with pytest.raises(ValidationError, match="0 items, not 1 to 4"):
        form.model_validate(answer)


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_has_an_end(form: type[BaseModel]) -> None:
    answer = copied(form)
    items_of(answer).extend(items_of(answer) * 100)

    with pytest.raises(ValidationError, match="101 items"):
        form.model_validate(answer)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", ["", " \u3000", "停" * 401], ids=["empty", "blank", "long"])
def test_words_have_a_length(form: type[BaseModel], words: str) -> None:
    answer = copied(form)
    item = items_of(answer)[0]
    [key] = item.keys() & {"statement", "ja", "what"}
    item[key] = words

    with pytest.raises(ValidationError, match="characters, not 1 to 400"):
        form.model_validate(answer)


@pytest.mark.parametrize("points", [0, 5, 100, "4", 2.5])
def test_points_are_one_to_four(points: object) -> None:
    answer = copied(JudgementsForm)
    items_of(answer)[0]["points"] = points

    with pytest.raises(ValidationError):
        JudgementsForm.model_validate(answer)


@pytest.mark.parametrize("form", FORMS)
def test_the_schema_keeps_to_words_that_providers_take(form: type[BaseModel]) -> None:
    refused = {"minLength", "maxLength", "minItems", "maxItems", "default", "pattern"}

    assert not refused & set(keys_of(form.model_json_schema()))


@pytest.mark.parametrize("form", FORMS)
def test_all_that_the_schema_names_is_required(form: type[BaseModel]) -> None:
    schema = form.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        if part["type"] == "object":
            assert set(part["required"]) == set(part["properties"])
            assert part["additionalProperties"] is False


def test_what_is_quoted_of_one_text_names_none() -> None:
    [finding] = FindingsForm.model_validate(GOOD[FindingsForm]).findings

    assert finding.quoted == (Quoted(source=None, words="電源が停止"),)
    assert finding.said == ("停止",)


def test_what_is_cited_names_its_text() -> None:
    [contrast] = ComparisonForm.model_validate(GOOD[ComparisonForm]).differences

    assert contrast.quoted == (Quoted(source="A", words="電源が停止"),)
    assert contrast.said == ("停止", "stopped")


def test_all_of_a_viewpoint_must_be_borne_out() -> None:
    [viewpoint] = ViewpointsForm.model_validate(GOOD[ViewpointsForm]).viewpoints

    assert viewpoint.said == ("担当者", "電源", "試験")


def test_a_judgement_and_a_sentence_state_themselves() -> None:
    [judgement] = JudgementsForm.model_validate(GOOD[JudgementsForm]).judgements
    [sentence] = AnswerForm.model_validate(GOOD[AnswerForm]).statements

    assert (judgement.said, sentence.said) == (("停止",), ("停止",))
