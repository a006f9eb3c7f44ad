"""The shape of a reading that a person writes: what a filing tells, ready to be a document."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from corpus.reading import Precision, Section, Stage, Why
from corpus.service import Service


class In(BaseModel):
    """A shape with these keys and no others, of just these types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class MomentIn(In):
    """A point in time, as exactly as it is told. `text`: as the carrier writes it."""

    at: AwareDatetime
    precision: Precision = Precision.MINUTE
    text: str = ""


class QuantityIn(In):
    """A number as reports write it, or bounds of it."""

    value: int | None = Field(default=None, ge=0)
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    approximate: bool = False
    text: str = ""


class IntervalIn(In):
    """One stretch of an outage."""

    start: MomentIn
    end: MomentIn | None = None


class ImpactIn(In):
    """How far one service was hit."""

    service: Service
    named: str = ""
    users: QuantityIn | None = None
    minutes: QuantityIn | None = None


class UnreadIn(In):
    """A field that was kept as text only."""

    label: str
    text: str
    why: Why
    where: str


class ReadingIn(In):
    """What ``kyokun export`` takes in the place of a report on record."""

    form: str = "written"
    stage: Stage = Stage.DETAILED
    where: str = "written"
    carrier_named: str | None = None
    reference: str | None = None
    regarding: tuple[str, ...] = ()
    subject: str | None = None
    reported: MomentIn | None = None
    known: MomentIn | None = None
    occurred: MomentIn | None = None
    recovered: MomentIn | None = None
    intervals: tuple[IntervalIn, ...] = ()
    services: tuple[ImpactIn, ...] = ()
    users: QuantityIn | None = None
    minutes: QuantityIn | None = None
    area: str | None = None
    sections: dict[Section, str] = Field(default_factory=dict)
    unread: tuple[UnreadIn, ...] = ()
