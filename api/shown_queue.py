"""The queue, in the shape that is shown: to programs and, line by line, to people."""

from collections.abc import Iterator, Sequence

from api.schemas import QueueLineOut
from api.shown import assessment_lines, assessment_out
from api.shown_docket import said
from api.words import Words
from corpus.vocabulary import Vocabulary
from triage.reading_order import Line
from triage.review.words import wording


def queue_line_out(line: Line, vocabulary: Vocabulary) -> QueueLineOut:
    """One line of the queue."""
    return QueueLineOut(
        **dict(assessment_out(line.assessment, vocabulary)),
        state=line.state.said if line.state else None,
        state_newer=line.newer,
        expected_found=line.found,
        expected_share=line.share,
    )


def queue_lines(shown: Sequence[QueueLineOut], whole: int, words: Words) -> Iterator[str]:
    """What is `shown` of a queue of `whole` filings, as a numbered list, and what it finds."""
    for place, one in enumerate(shown, start=1):
        first, *rest = assessment_lines(one, words)
        yield f"{place:>4}. {first}"
        if one.state is not None:
            newer = f" ({words.say('review.newer')})" if one.state_newer else ""
            yield f"        ■ {said(wording('words', one.state), words)}{newer}"
        yield from (f"      {line}" for line in rest)
    if shown:
        yield words.say(
            "said.budget", read=len(shown), whole=whole, share=shown[-1].expected_share
        )
