"""What the shapes of all answers have in common."""

from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    """A shape with these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OpenOut(BaseModel):
    """A shape beside whose keys more may stand."""

    model_config = ConfigDict(extra="allow", frozen=True)


class BilingualOut(Out):
    """One line in each language."""

    ja: str
    en: str


class ReasonOut(Out):
    """A criterion that a case meets, its points, and what they rest on."""

    source: str
    points: float
    evidence: str
