"""A text that tells a case by its codes alone (`sharing.coded`), line by line in its part."""

from collections.abc import Iterator

from corpus.account import Language
from corpus.vocabulary import Facet
from sharing.coded import coded_words
from sharing.summary.source import SummarySource
from sharing.summary.summary import Part, Place, Summary, SummarySentence
from sharing.summary.width import cut_to

METHOD = "codes.1"
LONGEST = 200
"""Places that one line takes at most."""
PARTS: dict[Facet, Part] = {
    Facet.TRIGGER: Part.CAUSE,
    Facet.CAUSE: Part.CAUSE,
    Facet.EQUIPMENT: Part.CAUSE,
    Facet.FUNCTION: Part.CAUSE,
    Facet.ACTIVITY: Part.CAUSE,
    Facet.BARRIER: Part.LESSONS,
}
"""The part that a line of a facet belongs to; of the others it is the course."""


def summary_of_codes(source: SummarySource) -> Summary | None:
    """The lines of `source`, each in its part; None where they are not codes alone."""
    lines = list(_lines(source.text))
    facets = [_facet_of(source.text[start:end], source.language) for start, end in lines]
    if not lines or None in facets:
        return None
    sentences = [
        SummarySentence(
            part=PARTS.get(facet, Part.COURSE),
            said=cut_to(source.text[start:end], LONGEST),
            places=(Place(start=start, end=end),),
        )
        for (start, end), facet in zip(lines, facets, strict=True)
        if facet is not None
    ]
    order = list(Part)
    return Summary(
        language=source.language,
        sentences=tuple(sorted(sentences, key=lambda one: order.index(one.part))),
        left_out={},
        made_by={"method": METHOD},
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def _facet_of(line: str, language: Language) -> Facet | None:
    words = coded_words(language)
    before = words.line.partition("{codes}")[0]
    openings = {facet: before.format(facet=name) for facet, name in words.facets.items()}
    return next((facet for facet, told in openings.items() if line.startswith(told)), None)
