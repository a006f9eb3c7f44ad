import re
import sqlite3
from collections.abc import Iterator
from string import Formatter

import pytest

import corpus.errors
import embeddings.errors
import eval.errors
import sharing.errors
import triage.errors
from api.cli import make_parser
from api.exits import exit_code_of, fault_of
from api.words import LANGUAGES, Words, load_words
from corpus.errors import InputRefused
from corpus.intake.fault import Fault
from tests.api.asking import ROOT
from tests.api.sources import Raised, raised, texts
from triage.criteria import load_criteria
from triage.lessons.criteria import load_lesson_criteria
from triage.reasons import NOVELTY

RAISED = list(raised({fault.name: fault.value for fault in Fault}))
KEY = re.compile(r"(said|refused|error|docket|review|carriers|sharing|leak)\.\w+")
ERRORS = [
    kind
    for module in (corpus.errors, embeddings.errors, eval.errors, sharing.errors, triage.errors)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Exception) and not kind.__subclasses__()
]


def _filled(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_all_languages_have_the_same_words_to_fill_in_the_same_way() -> None:
    japanese, english = (load_words(language) for language in LANGUAGES)

    assert list(japanese) == list(english)
    for key, text in japanese.items():
        assert _filled(text) == _filled(english[key]), key


def test_japanese_is_japanese_and_english_is_english() -> None:
    kana = re.compile("[ぁ-ん]")
    for key, text in load_words("en").items():
        assert not kana.search(text), key
    spoken = {
        key for key, text in load_words("ja").items() if not re.search("[ぁ-んァ-ヶ一-龥]", text)
    }
    assert spoken <= {"wrong_use.arguments", "error.other"}


def test_the_source_refuses_in_many_places() -> None:
    assert len(RAISED) > 50
    assert {"missing_field", "out_of_range", "zip_bomb", "in_use", "missing"} <= {
        one.code for one in RAISED
    }


@pytest.mark.parametrize("one", RAISED, ids=lambda one: f"{one.place}-{one.code}")
def test_every_refusal_has_words_that_its_details_fill(one: Raised) -> None:
    text = load_words("en").get(f"refused.{one.code}")

    assert text is not None
    assert _filled(text) <= one.details


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_of_a_file_has_words(fault: Fault) -> None:
    assert Words.of("both").knows(f"refused.{fault}")


def test_a_code_that_nobody_foresaw_is_told_all_the_same() -> None:
    fault = fault_of(InputRefused("sunspots", "row 3"), Words.of("en"))

    assert fault == {
        "code": "sunspots",
        "where": "row 3",
        "message": "refused: row 3: it cannot be taken",
    }


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_has_an_exit_code_and_words(kind: type[Exception]) -> None:
    if issubclass(kind, InputRefused):
        assert exit_code_of(kind.__new__(kind)) == 3
        return
    assert exit_code_of(kind.__new__(kind)) in {1, 2}
    assert Words.of("both").knows(f"error.{kind.__name__}")
    fault = fault_of(kind.__new__(kind, "B-7"), Words.of("both"))
    assert fault["code"] == kind.__name__
    assert "B-7" in fault["message"]


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (
            FileNotFoundError(2, "none", "x"),
            "OSError",
            "cannot be read or written: [Errno 2] none: 'x'",
        ),
        (sqlite3.OperationalError("full"), "DatabaseError", "the database cannot be used: full"),
        (LookupError("lost"), "other", "LookupError: lost"),
    ],
)
def test_an_error_of_another_kind_is_told_as_what_it_is_most_like(
    error: Exception, code: str, message: str
) -> None:
    assert fault_of(error, Words.of("en")) == {"code": code, "message": message}


def test_no_word_is_missing_and_none_is_left_over() -> None:
    assert set(load_words("en")) == set(_needed())


def _needed() -> Iterator[str]:
    yield from _help()
    for path in (ROOT / "api").rglob("*.py"):
        yield from (text for text in texts(path) if KEY.fullmatch(text))
    yield from (f"refused.{one.code}" for one in RAISED)
    yield from (f"refused.{fault}" for fault in Fault)
    yield from (f"wrong_use.{code}" for code in _wrong_uses())
    yield from (f"error.{kind.__name__}" for kind in ERRORS if not issubclass(kind, InputRefused))
    yield from ("error.UnknownProvider", "error.DamagedPrices", "error.UnpricedModel")
    yield from ("error.NotAWorkspace", "error.KeyboardInterrupt")
    yield from ("error.DatabaseError", "error.OSError", "error.other")
    yield from (f"criterion.{one.id}" for one in load_criteria().asked)
    yield from (f"criterion.{one.id}" for one in load_lesson_criteria().asked)
    yield f"criterion.{NOVELTY}"


def _help() -> Iterator[str]:
    """The keys of all that the parser says of itself, found by saying the key in its place."""

    class Keys(Words):
        def say(self, key: str, /, **values: object) -> str:
            asked.append(key)
            return key

    asked: list[str] = []
    make_parser(Keys(("en",)))
    return iter(asked)


def _wrong_uses() -> Iterator[str]:
    wrong = re.compile(r'WrongUse\(\s*"(\w+)"')
    for path in (ROOT / "api").rglob("*.py"):
        yield from wrong.findall(path.read_text("utf-8"))
