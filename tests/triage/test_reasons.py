from typing import Any

import pytest

from corpus.account import Language
from corpus.reading import Reading, ServiceImpact
from corpus.service import Service
from corpus.vocabulary import Facet, Mention
from tests.examples import a_quantity, a_reading
from triage.criteria import Criteria, Criterion
from triage.reasons import NOVELTY, Reason, Told, reasons_of, substance_of

NEW = Reason(NOVELTY, 30.0, "2021-10-14-a 0.500")


def asking(**criterion: Any) -> Criteria:
    return Criteria(
        version="test",
        novelty_points=60.0,
        characters_to_judge={Language.JA: 10, Language.EN: 20},
        asked=(Criterion(id="one", ja="一", en="one", **criterion),),
    )


def found(criteria: Criteria, reading: Reading, *mentions: Mention) -> list[tuple[float, str]]:
    reasons = reasons_of(Told(reading=reading, mentions=mentions), NEW, criteria)
    assert reasons[0] == NEW
    return [(reason.points, reason.evidence) for reason in reasons[1:]]


def naming(facet: Facet, text: str) -> Mention:
    return Mention(concept=text, facet=facet, start=0, end=len(text), text=text)


def impacts(*told: tuple[Service, str], **size: Any) -> Reading:
    return a_reading(
        services=tuple(ServiceImpact(service=one, named=name, **size) for one, name in told)
    )


CALLS = asking(services=frozenset({Service.EMERGENCY_VOICE}), points=10.0)
USERS = asking(users=((100, 4.0), (1_000, 9.0)))
MINUTES = asking(minutes=((60, 3.0), (120, 5.0)))
PROLONGED = asking(facet="prolonging", points=8.0)


def test_a_service_that_was_hit_is_named_in_the_words_of_the_filing() -> None:
    reading = impacts(
        (Service.EMERGENCY_VOICE, "110番"),
        (Service.VOICE, "音声"),
        (Service.EMERGENCY_VOICE, "119番"),
        (Service.EMERGENCY_VOICE, "110番"),
    )

    assert found(CALLS, reading) == [(10.0, "110番、119番")]


def test_a_service_that_was_not_hit_gives_no_reason() -> None:
    assert found(CALLS, impacts((Service.VOICE, "音声"))) == []


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (a_reading(users=a_quantity(999)), [(4.0, "999")]),
        (a_reading(users=a_quantity(1_000, text="約千人")), [(9.0, "約千人")]),
        (a_reading(users=a_quantity(99)), []),
        (a_reading(users=a_quantity(None, low=500, text="五百人以上")), [(4.0, "五百人以上")]),
        (a_reading(users=a_quantity(None, high=5_000)), []),
        (a_reading(), []),
        (impacts((Service.VOICE, "音声"), users=a_quantity(2_000)), [(9.0, "2000")]),
    ],
    ids=["below", "at a step", "below all", "lower bound", "upper bound", "untold", "a service's"],
)
def test_users_count_by_the_highest_step_they_reach(
    reading: Reading, expected: list[tuple[float, str]]
) -> None:
    assert found(USERS, reading) == expected


def test_the_largest_of_several_figures_counts() -> None:
    reading = a_reading(
        minutes=a_quantity(61),
        services=(
            ServiceImpact(service=Service.VOICE, named="音声", minutes=a_quantity(130)),
            ServiceImpact(service=Service.SMS, named="SMS", minutes=a_quantity(5)),
            ServiceImpact(service=Service.EMAIL, named="メール"),
        ),
    )

    assert found(MINUTES, reading) == [(5.0, "130")]


def test_a_facet_that_is_named_is_told_in_the_words_of_the_filing_each_once() -> None:
    mentions = [
        naming(Facet.PROLONGING, "輻輳"),
        naming(Facet.CAUSE, "誤り"),
        naming(Facet.PROLONGING, "停電"),
        naming(Facet.PROLONGING, "輻輳"),
    ]

    assert found(PROLONGED, a_reading(), *mentions) == [(8.0, "輻輳、停電")]
    assert found(PROLONGED, a_reading(), mentions[1]) == []


def test_novelty_without_points_is_no_reason() -> None:
    told = Told(reading=a_reading(), mentions=())

    assert reasons_of(told, Reason(NOVELTY, 0.0, "a 1.000"), CALLS) == ()


@pytest.mark.parametrize(
    ("texts", "substance"),
    [
        ({}, 0.0),
        ({Language.JA: "障害 \n が"}, 0.3),
        ({Language.JA: "障" * 10}, 1.0),
        ({Language.JA: "障" * 99}, 1.0),
        ({Language.EN: "ten letter"}, 0.45),
        ({Language.JA: "障", Language.EN: "an outage, an outage."}, 0.9),
    ],
    ids=["nothing", "blanks do not count", "enough", "more", "English", "the fuller language"],
)
def test_substance_is_how_much_of_enough_is_told(
    texts: dict[Language, str], substance: float
) -> None:
    assert substance_of(texts, CALLS) == substance
