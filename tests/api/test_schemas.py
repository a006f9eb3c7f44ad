import json

import pytest
from pydantic import ValidationError

from api.schemas import SCHEMAS
from tests.api.asking import Desk, ask


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_shape_is_told_and_explained(name: str) -> None:
    said = ask("schema", name)

    schema = json.loads(said.out)
    assert said.code == 0
    assert schema["description"]
    assert ask("schema", name, "--json").json == schema
    shapes = [schema, *schema.get("$defs", {}).values()]
    assert all(each.get("description") for each in shapes)


def test_an_error_has_the_shape_it_says(desk: Desk) -> None:
    for wrong in (["queue", "--n", "x"], ["search", " "], ["triage", "--report", "F-0"]):
        SCHEMAS["error"].model_validate(desk.ask(*wrong, "--json").json)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("init", ["init"]),
        ("intake", ["intake", "none.txt"]),
        ("refusals", ["intake", "--refused"]),
        ("queue", ["queue"]),
        ("triage", ["triage", "--all"]),
        ("search", ["search", "停電"]),
        ("corpus-export", ["corpus", "export"]),
        ("corpus-offers", ["corpus", "offers"]),
        ("corpus-import", ["corpus", "import", "/dev/null"]),
        ("index", ["index", "verify"]),
        ("backup", ["backup", "copy.db"]),
    ],
)
def test_every_answer_has_the_shape_it_says(name: str, arguments: list[str], filed: Desk) -> None:
    said = filed.ask(*arguments, "--json")

    SCHEMAS[name].model_validate(said.json)


def test_a_key_that_is_not_in_the_shape_is_seen(filed: Desk) -> None:
    [first, *_] = filed.json("queue")

    with pytest.raises(ValidationError, match="surplus"):
        SCHEMAS["triage"].model_validate({**first, "surplus": 1})
