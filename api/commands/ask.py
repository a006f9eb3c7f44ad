"""``kyokun ask`` and ``compare-cases``: what past cases hold, each sentence with its source."""

import argparse
from collections.abc import Iterable, Iterator

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import spoken
from api.exits import ANSWERED
from api.output import Output
from api.schemas_lessons import AnswerOut, CompareCasesOut
from api.settings import Settings
from api.wiring import opened, wire_asking, wire_comparing
from api.words import Words
from corpus.ids import AccountId
from triage.answers import Answer, Citation, Comparison, Contrast
from triage.written import as_json

VERDICTS = {
    "same": "review.same",
    "different": "review.different",
    "undecided": "review.undecided",
}
"""What is said of a verdict."""


def declare_ask(declared: Declared) -> None:
    """What is asked."""
    declared.add("text", type=spoken, metavar="TEXT", said="question")


def run_ask(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Answer from the past cases that the viewer may see."""
    with opened(settings) as db:
        found = wire_asking(db, settings).answer(chosen.text, viewer_of(chosen))
    shown = AnswerOut.model_validate(as_json(found))
    lines = list(_answer_lines(found)) or [output.words.say("review.no_answer")]
    output.answer(shown.model_dump(), lines)
    return ANSWERED


def declare_compare(declared: Declared) -> None:
    """Which two cases."""
    declared.add("one", type=spoken, metavar="CASE", said="case")
    declared.add("other", type=spoken, metavar="OTHER", said="other_case")


def run_compare(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Set two cases side by side."""
    one, other = AccountId(chosen.one), AccountId(chosen.other)
    with opened(settings) as db:
        found = wire_comparing(db, settings).compare(one, other, viewer_of(chosen))
    shown = CompareCasesOut.model_validate(as_json(found))
    output.answer(shown.model_dump(), _comparison_lines(found, output.words))
    return ANSWERED


def _answer_lines(found: Answer) -> Iterator[str]:
    for sentence in found.sentences:
        yield f"- {sentence.statement}"
        yield from _citation_lines(sentence.citations)


def _comparison_lines(found: Comparison, words: Words) -> Iterator[str]:
    decision = f" (review {found.decision})" if found.decision else ""
    yield f"{words.say(VERDICTS[found.verdict])}{decision}"
    for mark, contrasts in (("=", found.likenesses), ("≠", found.differences)):
        for each in contrasts:
            yield f"{mark} {_told(each, words)}"
            yield from _citation_lines(each.citations)


def _told(contrast: Contrast, words: Words) -> str:
    return words.join({"ja": contrast.ja, "en": contrast.en})


def _citation_lines(citations: Iterable[Citation]) -> Iterator[str]:
    for citation in citations:
        yield f"    {citation.incident}: 「{citation.words.words}」"


ASK = Command(declare_ask, run_ask)
COMPARE_CASES = Command(declare_compare, run_compare)
