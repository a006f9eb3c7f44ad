"""The shapes of lessons, of their recurrence, and of answers from past cases."""

from pydantic import RootModel

from api.shape import BilingualOut, Out


class QuotationOut(Out):
    """`words` of an account's text in `language`, which stand at `start` to `end`."""

    language: str
    start: int
    end: int
    words: str


class CodedOut(Out):
    """A concept or kind that the source tells of, and the words that say so."""

    id: str
    quotations: list[QuotationOut]


class StatementOut(Out):
    """One thing said in a part of the source, and the words it rests on."""

    role: str
    said: str
    quotations: list[QuotationOut]


class ViewpointOut(Out):
    """One viewpoint to check by: who checks what, and how it is verified."""

    who: str
    what: str
    how: str
    quotations: list[QuotationOut]


class LessonOut(Out):
    """One lesson; null where the source does not tell it.

    `dropped` counts statements of a model that did not stand.
    """

    account: str
    title: str
    phase: str
    tag: str
    cause: CodedOut | None
    function: CodedOut | None
    trigger: CodedOut | None
    depth: str | None
    shared_base: list[CodedOut]
    why_not_serious: StatementOut | None
    statements: list[StatementOut]
    viewpoints: list[ViewpointOut]
    made_by: dict[str, str]
    dropped: dict[str, int]


class KeptLessonOut(Out):
    """A lesson on record: its id, which version this is, who wrote it and when."""

    id: str
    version: int
    told_by: str
    at: str
    lesson: LessonOut


class LessonsOut(RootModel[list[KeptLessonOut]]):
    """The answer of ``kyokun lessons``: drafts, all lessons, or every version of one."""


class KnownLessonOut(Out):
    """A lesson that others could have learnt from since `shared_on`.

    `applicable` is how many carriers answered that it applies; null: nobody was asked.
    """

    id: str
    shared_on: str
    account: str
    incidents: list[str]
    concepts: list[str]
    statements: list[str]
    applicable: int | None


class YearOut(Out):
    """One year counted from the day a lesson was shared; `observed` is the share on record."""

    year: int
    count: int
    observed: float


class EffectOut(Out):
    """Accidents of a lesson's kind a year, before and after it was shared, and the ratio."""

    years: list[YearOut]
    before: float | None
    after: float | None
    ratio: float | None
    low: float | None
    high: float | None


class AlarmOut(Out):
    """A lesson that appears to have recurred, `days` after it was shared.

    `likely` is the probability (0..1) that both accidents share the mechanism; `effect` is null
    where it was not asked for.
    """

    lesson: KnownLessonOut
    days: int
    likely: float
    shared: list[str]
    said: BilingualOut
    effect: EffectOut | None


class RecurrenceOut(RootModel[list[AlarmOut]]):
    """The answer of ``kyokun recurrence``, likeliest first."""


class MemberOut(Out):
    """An accident that shares a pattern; `concepts` are those that make it one of them."""

    account: str
    incidents: list[str]
    day: str | None
    carriers: list[str]
    concepts: list[str]


class TrendCellOut(Out):
    """How many accidents of a pattern fell in a year, in one kind of business.

    `count` is null where too few carriers stand behind it to be told.
    """

    year: int
    business: str
    name: BilingualOut
    count: int | None


class PatternOut(Out):
    """Repeats of one human error or flaw of work procedure, across carriers."""

    pattern: str
    title: BilingualOut
    carriers: list[str]
    members: list[MemberOut]
    trend: list[TrendCellOut]


class PatternsOut(RootModel[list[PatternOut]]):
    """The answer of ``kyokun lessons patterns``, those of most carriers first."""


class CitationOut(Out):
    """Words of an account of an incident."""

    incident: str
    account: str
    words: QuotationOut


class CitedOut(Out):
    """One sentence of an answer, and the words that bear it out."""

    statement: str
    citations: list[CitationOut]


class AnswerOut(Out):
    """The answer of ``kyokun ask``; `looked_at` are the incidents it was sought in."""

    sentences: list[CitedOut]
    looked_at: list[str]
    made_by: dict[str, str]
    dropped: dict[str, int]


class ContrastOut(Out):
    """One thing in which two cases are alike, or differ."""

    facet: str
    ja: str
    en: str
    citations: list[CitationOut]


class CompareCasesOut(Out):
    """The answer of ``kyokun compare-cases``: two cases side by side.

    `verdict` is ``same``, ``different`` or ``undecided``; `decision` is the one of a person.
    """

    verdict: str
    decision: int | None
    likenesses: list[ContrastOut]
    differences: list[ContrastOut]
    made_by: dict[str, str]
    dropped: dict[str, int]
