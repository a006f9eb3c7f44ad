"""A text that tells a case by its codes alone (`sharing.coded`), line by line in its part."""

from collections.abc import Iterator, Mapping
from functools import cache

from corpus.account import Language
from corpus.language import language_of
from corpus.vocabulary import Facet, load_vocabulary
from sharing.coded import coded_words, name_of, told_by_codes
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


def codes_told_in(text: str, language: Language) -> str:
    """`text` in `language` where it is codes alone, which both languages have; else as it is."""
    source = SummarySource(text=text, language=language_of(text))
    if source.language is language or summary_of_codes(source) is None:
        return text
    codes = [
        code for start, end in _lines(text) for code in _codes_of(text[start:end], source.language)
    ]
    return text if None in codes else told_by_codes(filter(None, codes), language)


def _codes_of(line: str, language: Language) -> list[str | None]:
    """The concepts that `line` names; None for what is no name of one."""
    facet = _facet_of(line, language)
    assert facet is not None  # it was found to be a line of codes
    words, names = coded_words(language), _names(facet, language)
    before, after = words.line.format(facet=words.facets[facet], codes="\n").split("\n")
    told = line.removeprefix(before).removesuffix(after).split(words.between)
    return [names.get(name) for name in told]


@cache
def _names(facet: Facet, language: Language) -> Mapping[str, str]:
    """The concepts of `facet` by what they are called."""
    concepts = load_vocabulary().of_facet(facet)
    return {name_of(concept.id, language): concept.id for concept in concepts}


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
