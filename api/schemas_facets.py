"""The shapes of how a case is coded into facets, and of how rich in lessons it is."""

from api.schemas_lessons import QuotationOut
from api.shape import Out, ReasonOut


class CodeOut(Out):
    """A concept that a case tells of, with the words that say so.

    `weight` (0 to 1) is how much it tells of the accident; of the codes of a facet the `main` one
    is what happened. `levels` are the concept and those it is a kind of, the widest first;
    `layer` and `function` are where equipment stands in the network, and what it serves.
    """

    facet: str
    concept: str
    ja: str
    en: str
    weight: float
    main: bool
    levels: list[str]
    layer: str | None
    function: str | None
    quotations: list[QuotationOut]


class FacetsOut(Out):
    """The answer of ``kyokun facets``: the codes of one case, facet by facet.

    `version` names what coded it; `fault` says why a model that is set did not, and `dropped`
    counts what it said that did not stand.
    """

    account: str
    title: str
    version: str
    fault: str | None
    dropped: dict[str, int]
    codes: list[CodeOut]


class JudgedOut(Out):
    """The answer of ``kyokun lessons judge``: what makes a case rich in lessons.

    `reasons` are the model's where one is set and answers, `by_rules` what the queue adds up.
    """

    account: str
    reasons: list[ReasonOut]
    by_rules: list[ReasonOut]
    made_by: dict[str, str]
    dropped: dict[str, int]
