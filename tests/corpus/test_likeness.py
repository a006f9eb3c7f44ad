import pytest

from corpus.ids import CarrierId
from corpus.likeness import ENOUGH, Trait, laid, likeness
from corpus.service import Service
from corpus.traits import Traits
from tests.examples import a_moment


def traits(
    at: str,
    area: str | None = "東京都",
    service: Service | None = Service.VOICE,
    users: int | None = None,
    minutes: int | None = None,
) -> Traits:
    moment = a_moment(at)
    return Traits(
        named="KDDI",
        carriers=frozenset({CarrierId("kddi")}),
        day=moment.at.date(),
        started=moment,
        area=area,
        services=frozenset({service} if service else ()),
        users=users,
        minutes=minutes,
    )


HERE = traits("2022-07-02T01:35", users=1000, minutes=60)


@pytest.mark.parametrize(
    "other",
    [
        traits("2022-07-02T01:35"),
        traits("2022-07-02T06:00"),
        traits("2022-07-02"),
        traits("2022-07-03T01:00"),
        traits("2022-07-02T02:00", area=None, service=None),
        traits("2022-07-02T01:40", service=Service.EMAIL),
        traits("2022-07-02T01:40", service=Service.EMERGENCY_VOICE, area="全国"),
        traits("2022-07-02T01:40", service=Service.OTHER, area=None),
        traits("2022-07-05T01:00", users=1010),
        traits("2022-07-03", minutes=61),
    ],
    ids=[
        "same",
        "hours apart",
        "the day alone",
        "a day apart",
        "nothing else told",
        "another service",
        "kin service everywhere",
        "a service that says nothing",
        "days apart, same users",
        "next day, same minutes",
    ],
)
def test_what_may_be_one_accident_is_asked_about(other: Traits) -> None:
    reasons = likeness(laid(HERE), laid(other))  # type: ignore[arg-type]

    assert reasons is not None
    assert [reason.trait for reason in reasons] == [
        Trait.START,
        Trait.AREA,
        Trait.SERVICES,
        Trait.SIZE,
    ]
    assert sum(reason.points for reason in reasons) >= ENOUGH


@pytest.mark.parametrize(
    "other",
    [
        traits("2022-07-05T01:35", area="沖縄県", service=Service.EMAIL),
        traits("2022-07-05T01:00"),
        traits("2022-07-06T01:35", users=1000, minutes=60),
        traits("2022-07-02T01:35", area="沖縄県"),
        traits("2022-07-02T06:00", area=None, service=Service.EMAIL),
        traits("2022-07-03T00:00", area=None),
        traits("2022-07-04", users=0),
    ],
    ids=[
        "another accident",
        "days apart",
        "too many days apart",
        "elsewhere",
        "hours apart, another service",
        "a day apart, area not told",
        "days apart, users zero",
    ],
)
def test_what_is_another_accident_is_not_asked_about(other: Traits) -> None:
    assert likeness(laid(HERE), laid(other)) is None  # type: ignore[arg-type]


def test_without_a_day_nothing_can_be_compared() -> None:
    from dataclasses import replace

    assert laid(replace(HERE, day=None)) is None
