import json
from pathlib import Path

import pytest

from api.schemas import SCHEMAS
from tests.api.asking import STARTER, ask

ROWS = STARTER.read_text("utf-8").splitlines()


@pytest.fixture
def data() -> Path:
    """Eighty rows, small enough to be quick."""
    path = Path("data.jsonl")
    path.write_text("\n".join(ROWS[:80]), "utf-8")
    return path


@pytest.mark.parametrize("suite", ["novelty", "similar"])
def test_a_suite_gives_figures_with_baselines_beside_them(suite: str, data: Path) -> None:
    focus = Path("focus.jsonl")
    focus.write_text("\n".join(json.dumps({"id": json.loads(row)["id"]}) for row in ROWS[40:80]))

    said = ask("eval", suite, "--data", data, "--focus", focus, "--alone", "--json")

    assert (said.code, said.err) == (0, "")
    answer = said.json
    SCHEMAS["eval"].model_validate(answer)
    assert (answer["suite"], answer["rows"] + answer["undated"]) == (suite, 80)
    assert answer["all"]["n"] >= answer["focus"]["n"] > 0
    for figures in answer["all"]["baselines"].values():
        assert figures.keys() == answer["all"]["figures"].keys()


def test_without_being_alone_the_starter_corpus_counts_too(data: Path) -> None:
    Path("one.jsonl").write_text(ROWS[0].replace("2022", "2022"), "utf-8")

    said = ask("eval", "novelty", "--data", "one.jsonl")

    assert said.code == 0
    assert said.out.startswith("新規性 / novelty\n")
    assert "char" in said.out


def test_too_few_rows_give_no_figure_and_no_fault() -> None:
    Path("one.jsonl").write_text(ROWS[0], "utf-8")

    said = ask("eval", "novelty", "--data", "one.jsonl", "--alone", "--json")

    assert said.code == 0
    assert said.json["all"]["n"] == 0
    SCHEMAS["eval"].model_validate(said.json)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "not_json"),
        (b'{"id": "2025-01-01-a", "started_at": "2025-01-01"}', "missing_field"),
        ("題".encode("cp932"), "bad_encoding"),
        (None, "unreadable"),
    ],
)
@pytest.mark.parametrize("option", ["--data", "--focus"])
def test_rows_that_cannot_be_judged_are_refused(
    option: str, content: bytes | None, code: str
) -> None:
    path = Path("bad.jsonl")
    if content is not None:
        path.write_bytes(content)

    said = ask("eval", "similar", option, path, "--json")

    assert (said.code, said.error["code"]) == (3, code)
    assert said.error["where"].startswith("bad.jsonl")
