"""Readings as intake may give them, to be written and read again."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from corpus.documents.layout import Guidance, Layout
from corpus.documents.told import plain_service
from corpus.documents.wording import lasting, plain_moment, printable
from corpus.intake.forms import load_forms
from corpus.japan import JST
from corpus.parse.words import is_elsewhere, is_empty, is_pending
from corpus.reading import (
    Interval,
    Moment,
    Precision,
    Quantity,
    Reading,
    Section,
    ServiceImpact,
    Stage,
)
from corpus.service import Service
from corpus.shape import flat
from tests.examples import a_reading

START = datetime(2022, 7, 2, 1, 35, tzinfo=JST)
BUG = Layout(
    because="未知のソフトウェアバグ",
    guidance=(
        Guidance(section=Section.PREVENTION, thick=True, matter="早期に検知する方策"),
        Guidance(section=Section.RULES, thick=False, matter="基準の見直しに係る方策"),
    ),
)
"""Prevention is thick, rules are thin."""


def at(hours: float = 0, precision: Precision = Precision.MINUTE) -> Moment:
    """A moment some hours after the start, told in plain words."""
    told = START + timedelta(hours=hours)
    if precision is not Precision.MINUTE:
        told = told.replace(hour=0, minute=0)
    moment = Moment(at=told, precision=precision, text="")
    return Moment(at=told, precision=precision, text=plain_moment(moment))


def count(users: int, text: str | None = None) -> Quantity:
    written = f"{users:,}人" if text is None else text
    return Quantity(value=users, low=None, high=None, approximate=False, text=written)


def minutes(value: int) -> Quantity:
    return Quantity(value=value, low=None, high=None, approximate=False, text=lasting(value))


def an_outage(**fields: object) -> Reading:
    """A detailed report with something in most items."""
    told: dict[str, object] = {
        "stage": Stage.DETAILED,
        "carrier_named": "例示通信株式会社",
        "reference": "EX-0702",
        "subject": "音声の輻輳",
        "reported": at(24 * 20, Precision.DAY),
        "known": at(0.25),
        "occurred": at(),
        "recovered": at(10),
        "services": (
            ServiceImpact(service=Service.VOICE, named="音声通話", users=count(50_000)),
            ServiceImpact(service=Service.MOBILE_DATA, named="データ通信", users=count(30_000)),
        ),
        "users": count(60_000),
        "area": "関東地方",
        "sections": {
            Section.OVERVIEW: "経路を誤った。\n信号が集中した。",
            Section.COURSE: "1時35分 経路を変更\n2時10分 輻輳を確認",
            Section.CAUSE: "手順書の版が古かった。",
            Section.PREVENTION: "版を管理する。",
            Section.RULES: "管理規程\n作業要領",
            Section.WHY_NOT_SERIOUS: "予備系へ切り替わった。",
            Section.OTHER: "天候: 雨\n発生場所: 多摩市",
        },
    }
    return a_reading(**{**told, **fields})


_LETTERS = "事故原因対応 音声:：=+-@<>&\"'\t\n①→()【】。、,/AaZz019％－#*[]{}\\_x000D_"
_TEXTS = st.text(_LETTERS, min_size=1, max_size=60).map(str.strip).map(printable)


def _is_told(text: str) -> bool:
    plain = flat(text)
    silent = is_empty(plain) or is_elsewhere(plain)
    vocabulary = load_forms()[-1].vocabulary
    label = vocabulary.whole(text) or vocabulary.whole("原因" + text)
    return bool(text) and not silent and not is_pending(plain) and label is None


TEXTS = _TEXTS.filter(_is_told)
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(_is_told)
MOMENTS = st.builds(
    at,
    st.integers(0, 5_000).map(lambda minutes: minutes / 60),
    st.sampled_from([Precision.MINUTE, Precision.DAY]),
)
QUANTITIES = st.sampled_from(
    [
        Quantity(value=22_780_000, low=None, high=None, approximate=True, text="約2,278万人"),
        Quantity(value=None, low=7_650_000, high=None, approximate=False, text="765万人以上"),
        Quantity(value=None, low=110_000, high=199_999, approximate=True, text="十数万人"),
        Quantity(value=50_246, low=None, high=None, approximate=False, text="50,246人"),
        Quantity(value=22_780_000, low=None, high=None, approximate=False, text="22,780"),
    ]
)
SERVICES = st.lists(
    st.builds(
        lambda service, users: ServiceImpact(
            service=service, named=flat(plain_service(service)), users=users
        ),
        st.sampled_from(Service),
        st.none() | QUANTITIES,
    ),
    unique_by=lambda impact: impact.service,
    max_size=4,
).map(tuple)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings with any items, whose moments are in order."""
    stretches = draw(st.lists(st.integers(1, 300), max_size=3))
    intervals, hour = [], 0.0
    for length in stretches:
        intervals.append(Interval(start=at(hour), end=at(hour + length / 60)))
        hour += length / 60 + 1
    occurred = intervals[0].start if intervals else draw(st.none() | MOMENTS)
    recovered = intervals[-1].end if intervals else None
    sections = draw(st.dictionaries(st.sampled_from(Section), TEXTS, max_size=6))
    return a_reading(
        stage=draw(st.sampled_from([Stage.FIRST, Stage.DETAILED, Stage.CORRECTION])),
        carrier_named=draw(st.none() | LINES),
        subject=draw(st.none() | LINES),
        reported=draw(st.none() | MOMENTS),
        known=draw(st.none() | MOMENTS),
        occurred=occurred,
        recovered=recovered,
        intervals=tuple(intervals),
        services=draw(SERVICES),
        users=draw(st.none() | QUANTITIES),
        minutes=None if intervals else draw(st.none() | st.integers(0, 9_000).map(minutes)),
        area=draw(st.none() | LINES),
        sections={section: sections[section] for section in Section if section in sections},
    )
