"""The forms a language model's answers must take, one per prompt.

Lengths and counts are checked when an answer is read; they are not part of the schema that is
sent, because providers refuse schemas with such words in them. What the descriptions say is sent.
"""

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from corpus.vocabulary import Facet
from prompts.quoting import Quoted

_LONGEST_ID = 80
_LONGEST_STATEMENT = 400
_LONGEST_QUOTATION = 400
_MOST_QUOTATIONS = 4
_MOST_FINDINGS = 60
_MOST_JUDGEMENTS = 30
_MOST_DIFFERENCES = 8
_MOST_VIEWPOINTS = 10
_MOST_STATEMENTS = 20

Item = TypeVar("Item")


def _short(longest: int) -> AfterValidator:
    def check(text: str) -> str:
        if not 0 < len(text.strip()) <= longest:
            raise ValueError(f"{len(text)} characters, not 1 to {longest}")
        return text

    return AfterValidator(check)


def _few(most: int, least: int = 0) -> AfterValidator:
    def check(items: list[Item]) -> list[Item]:
        if not least <= len(items) <= most:
            raise ValueError(f"{len(items)} items, not {least} to {most}")
        return items

    return AfterValidator(check)


Id = Annotated[str, _short(_LONGEST_ID)]
Statement = Annotated[str, _short(_LONGEST_STATEMENT)]
Quotation = Annotated[
    str, _short(_LONGEST_QUOTATION), Field(description="資料からの引用。一字一句そのまま。")
]
Quotations = Annotated[list[Quotation], _few(_MOST_QUOTATIONS, least=1)]


class _Form(BaseModel):
    """What all forms have in common: nothing more than what was asked, and no change after."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationForm(_Form):
    """Words of one of several texts."""

    source: Annotated[Id, Field(description="引用した資料の名(見出しの「資料」の次の語)。")]
    words: Quotation


Citations = Annotated[list[CitationForm], _few(_MOST_QUOTATIONS, least=1)]


class _Quoting(_Form):
    """A statement supported by words of the one text that was given."""

    quotations: Quotations

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The quotations, of whichever text was given."""
        return tuple(Quoted(source=None, words=words) for words in self.quotations)


class _Citing(_Form):
    """A statement supported by words of some of the texts that were given."""

    citations: Citations

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The quotations, each of the text it names."""
        return tuple(Quoted(source=one.source, words=one.words) for one in self.citations)


class FindingForm(_Quoting):
    """One concept of the vocabulary that a report tells of; None: none of the list fits."""

    facet: Facet
    concept: Annotated[
        Id | None, Field(description="一覧の識別子。当てはまるものがなければ null。")
    ]
    statement: Annotated[Statement, Field(description="報告に書かれたことを一文で。")]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be borne out."""
        return (self.statement,)


class FindingsForm(_Form):
    """Answer to ``code_facets.md``."""

    findings: Annotated[list[FindingForm], _few(_MOST_FINDINGS)]


class JudgementForm(_Quoting):
    """One criterion that is met, and how far."""

    criterion: Annotated[Id, Field(description="観点の識別子。")]
    points: Literal[1, 2, 3, 4]
    statement: Annotated[Statement, Field(description="そう評価した理由を一文で。")]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be borne out."""
        return (self.statement,)


class JudgementsForm(_Form):
    """Answer to ``judge_criteria.md``; a criterion that is left out is not met."""

    judgements: Annotated[list[JudgementForm], _few(_MOST_JUDGEMENTS)]


class ContrastForm(_Citing):
    """One thing in which two cases are alike, or differ."""

    facet: Facet
    ja: Annotated[Statement, Field(description="日本語で一文。")]
    en: Annotated[Statement, Field(description="英語で一文。")]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be borne out, in both languages."""
        return (self.ja, self.en)


class ComparisonForm(_Form):
    """Answer to ``compare_cases.md``."""

    verdict: Annotated[
        Literal["same", "different", "undecided"],
        Field(description="事故に至った仕組みが同じか。決められなければ undecided。"),
    ]
    likenesses: Annotated[list[ContrastForm], _few(_MOST_DIFFERENCES)]
    differences: Annotated[list[ContrastForm], _few(_MOST_DIFFERENCES)]


class ViewpointForm(_Quoting):
    """One viewpoint to check one's own equipment and operation by (点検観点)."""

    phase: Annotated[
        Literal["before", "during", "after"],
        Field(description="事前防止は before、発生時は during、収束後は after。"),
    ]
    who: Annotated[Statement, Field(description="誰が点検するか。")]
    what: Annotated[Statement, Field(description="何を点検するか。")]
    how: Annotated[Statement, Field(description="どのように確かめるか。")]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be borne out."""
        return (self.who, self.what, self.how)


class ViewpointsForm(_Form):
    """Answer to ``write_viewpoints.md``."""

    viewpoints: Annotated[list[ViewpointForm], _few(_MOST_VIEWPOINTS)]


class StatementForm(_Citing):
    """One sentence of an answer."""

    statement: Annotated[Statement, Field(description="答えの一文。")]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be borne out."""
        return (self.statement,)


class SummarySentenceForm(_Quoting):
    """One sentence of a summary, and the part it belongs to."""

    part: Annotated[
        Literal["cause", "course", "lessons", "viewpoints"],
        Field(description="原因は cause、経過は course、教訓は lessons、点検観点は viewpoints。"),
    ]
    statement: Annotated[Statement, Field(description="要約の一文。")]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be borne out."""
        return (self.statement,)


class SummaryForm(_Form):
    """Answer to ``write_summary.md``."""

    sentences: Annotated[list[SummarySentenceForm], _few(_MOST_STATEMENTS)]


class AnswerForm(_Form):
    """Answer to ``answer_question.md``; empty where the cases do not hold one."""

    statements: Annotated[list[StatementForm], _few(_MOST_STATEMENTS)]
