from datetime import timedelta
from typing import Any

import pytest

from corpus.viewer import PUBLIC, SECRETARIAT, Audience, Viewer
from sharing.door import OnRecord, Share, read_at, seen, sees_whole
from sharing.fields import cut
from sharing.grain import Grain
from sharing.scope import ScopeId
from tests.sharing.examples import AUDITOR, COMMITTEE, DOCOMO, EVERYONE, IIJ, KDDI, SHARED
from tests.triage.lessons.examples import a_lesson
from triage.lessons.lesson import LessonId

MINISTRY = frozenset({Audience("secretariat"), Audience("committee")})


def on_record(*laid: str, source: str = "public", versions: int = 1) -> OnRecord:
    return OnRecord(
        id=LessonId("L-1"),
        versions={n: a_lesson(title=f"題{n}") for n in range(1, versions + 1)},
        laid=MINISTRY | frozenset(map(Audience, laid)),
        source_laid=frozenset({Audience(source)}),
    )


def a_share(*recipients: str, **fields: Any) -> Share:
    told: dict[str, Any] = {
        "scope": ScopeId("named"),
        "group": None,
        "version": 1,
        "grain": Grain.CARRIERS,
        "k": 2,
        "release": SHARED,
        "recipients": frozenset(map(Audience, recipients)),
    }
    return Share(**{**told, **fields})


@pytest.mark.parametrize("viewer", [SECRETARIAT, COMMITTEE])
def test_those_before_whom_it_was_laid_see_it_whole(viewer: Viewer) -> None:
    told = seen(on_record(versions=2), [], viewer, SHARED)

    assert told is not None
    assert (told.grain, told.version_id, told.through) == (Grain.FULL, "L-1.2", ())
    assert told.fields["title"] == "題2"


@pytest.mark.parametrize("viewer", [KDDI, EVERYONE, AUDITOR])
def test_others_see_nothing_of_a_lesson_that_is_not_shared(viewer: Viewer) -> None:
    assert seen(on_record(), [], viewer, SHARED) is None


def test_whoever_does_not_see_the_source_does_not_see_the_lesson_whole() -> None:
    lesson = on_record("carrier:kddi", source="carrier:kddi")

    assert sees_whole(lesson, KDDI)
    assert not sees_whole(lesson, SECRETARIAT)
    assert seen(lesson, [], SECRETARIAT, SHARED) is None


def test_a_recipient_sees_the_fields_of_its_grain() -> None:
    told = seen(on_record(), [a_share("carrier:kddi")], KDDI, SHARED)

    assert told is not None
    assert (told.grain, told.k) == (Grain.CARRIERS, 2)
    assert told.fields == cut(a_lesson(title="題1"), Grain.CARRIERS)
    assert [(each.scope, each.grain, each.since) for each in told.through] == [
        ("named", Grain.CARRIERS, SHARED)
    ]
    assert seen(on_record(), [a_share("carrier:kddi")], DOCOMO, SHARED) is None


@pytest.mark.parametrize("viewer", [KDDI, EVERYONE, AUDITOR])
def test_what_is_public_is_seen_by_everybody(viewer: Viewer) -> None:
    shares = [a_share(PUBLIC, grain=Grain.PUBLIC, scope=ScopeId("public"))]

    told = seen(on_record(), shares, viewer, SHARED)

    assert told is not None
    assert told.grain is Grain.PUBLIC


def test_nothing_is_seen_before_its_release() -> None:
    shares = [a_share("carrier:kddi")]

    assert seen(on_record(), shares, KDDI, SHARED - timedelta(microseconds=1)) is None
    assert seen(on_record(), shares, KDDI, SHARED) is not None


def test_of_several_shares_the_finest_that_was_released_counts() -> None:
    shares = [
        a_share(PUBLIC, grain=Grain.PUBLIC, k=4),
        a_share("carrier:kddi", grain=Grain.CARRIERS, k=3),
        a_share("carrier:kddi", grain=Grain.DESIGNATED, release=SHARED + timedelta(days=1)),
        a_share("carrier:iij", grain=Grain.COMMITTEE),
    ]

    told = [
        seen(on_record(), shares, viewer, SHARED + timedelta(days=days))
        for viewer, days in ((KDDI, 0), (KDDI, 1), (IIJ, 0), (EVERYONE, 1))
    ]

    assert [one.grain.value for one in told if one] == [
        "carriers",
        "designated",
        "committee",
        "public",
    ]


def test_of_versions_in_one_grain_the_later_counts_and_the_strictest_k() -> None:
    shares = [
        a_share("carrier:kddi", version=1, k=9),
        a_share("carrier:kddi", version=2, k=2),
        a_share("carrier:kddi", version=2, k=3),
        a_share("carrier:kddi", version=2, k=5, grain=Grain.PUBLIC),
    ]

    told = seen(on_record(versions=3), shares, KDDI, SHARED)

    assert told is not None
    assert (told.version, told.k) == (2, 3)


def test_who_sees_it_whole_is_told_through_which_scopes_it_reaches_it() -> None:
    told = seen(
        on_record("carrier:kddi"), [a_share(PUBLIC, scope=ScopeId("public"))], KDDI, SHARED
    )

    assert told is not None
    assert told.grain is Grain.FULL
    assert [each.scope for each in told.through] == ["public"]


def test_scopes_that_would_tell_of_the_originator_are_told_as_one() -> None:
    shares = [
        a_share("carrier:kddi", scope=ScopeId("peers"), disclosed=False, grain=Grain.PUBLIC),
        a_share("carrier:kddi", disclosed=False, release=SHARED - timedelta(days=1)),
        a_share("carrier:kddi", scope=ScopeId("designated")),
    ]

    told = seen(on_record(), shares, KDDI, SHARED)

    assert told is not None
    assert [(one.scope, one.grain.value, one.since) for one in told.through] == [
        (None, "carriers", SHARED - timedelta(days=1)),
        ("designated", "carriers", SHARED),
    ]


def test_a_maker_is_no_viewer() -> None:
    shares = [a_share("maker:kddi")]

    assert seen(on_record(), shares, Viewer.parse("carrier:maker:kddi"), SHARED) is None
    assert not shares[0].reaches(KDDI, SHARED)


def test_what_a_grain_would_see_is_of_the_latest_version() -> None:
    told = read_at(on_record(versions=2), Grain.WHOLESALE)

    assert (told.version, told.grain, told.through) == (2, Grain.WHOLESALE, ())
    assert told.fields["viewpoints"][0]["what"] is None
