import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.belonging import BelongingStore
from corpus.ids import AccountId, FilingId, IncidentId
from corpus.viewer import SECRETARIAT, Viewer
from corpus.vocabulary import Facet, Mention
from embeddings.search import Neighbour
from tests.corpus.steps import filed, on_record, say
from tests.triage.examples import EVERYONE, KDDI, ROUTER, VOICE, put, telling
from triage.precedents import Found, differences, incidents_in

AT = "2022-07-02T01:35"
RECORD = "2022-07-02-zzz"  # its id is after those of filings


def found(db: Database, *accounts: str, by: Viewer = SECRETARIAT) -> list[Found]:
    """What `accounts` come to, each a tenth less near than the one before."""
    labels = [AccountStore(db).label_of(AccountId(account)) for account in accounts]
    nearest = [
        Neighbour(label=label, score=1.0 - place / 10) for place, label in enumerate(labels)
    ]
    return list(incidents_in(db, nearest, by))


def shown(db: Database, *accounts: str, by: Viewer = SECRETARIAT) -> list[tuple[str, float]]:
    return [(one.incident, one.score) for one in found(db, *accounts, by=by)]


@pytest.fixture
def tied(db: Database) -> tuple[IncidentId, FilingId]:
    """A record and a filing that is offered to it."""
    known = on_record(
        db, RECORD, started_at=f"{AT}+09:00", service_kinds=["voice"], affected_area="全国"
    )
    receipt = filed(db, telling(ROUTER, AT, services=VOICE, area="全国"))
    [offer] = BelongingStore(db).open_offers(SECRETARIAT)
    assert (offer.filing, offer.incident) == (receipt.filing, known)
    return known, receipt.filing


def test_incidents_come_in_the_order_of_their_accounts(db: Database) -> None:
    one, other = put(db, "2001-01-01-b", "障害"), put(db, "2001-01-01-a", "停電")

    assert shown(db, one, other) == [(one, 1.0), (other, 0.9)]
    assert [each.head.title for each in found(db, one, other)] == [f"題 {one}", f"題 {other}"]


def test_nothing_near_is_no_incident(db: Database) -> None:
    assert found(db) == []


def test_the_record_stands_for_a_filing_that_is_tied_to_it(
    db: Database, tied: tuple[IncidentId, FilingId]
) -> None:
    record, filing = tied

    [one] = found(db, filing, record)

    assert (one.incident, one.score, one.head.title) == (record, 1.0, "KDDI: 障害が起きた。")
    assert shown(db, record, filing) == [(record, 1.0)]


def test_once_a_person_says_apart_they_are_two_incidents(
    db: Database, tied: tuple[IncidentId, FilingId]
) -> None:
    record, filing = tied
    say(db, filing, record, "apart")
    [own] = AccountStore(db).get(AccountId(filing), SECRETARIAT).incidents

    assert shown(db, filing, record) == [(own, 1.0), (record, 0.9)]


def test_filings_that_no_record_joins_are_shown_by_the_nearest(db: Database) -> None:
    first = filed(db, telling(ROUTER, AT, services=VOICE, area="全国"))
    later = filed(db, telling("別の原因", AT, services=VOICE, area="全国"))

    for nearest, other in ((first, later), (later, first)):
        [one] = found(db, nearest.filing, other.filing)
        assert one.incident == nearest.incidents[0]
        assert one.head.id == AccountId(nearest.filing)


def test_a_tie_through_a_filing_that_the_viewer_may_not_see_is_none(db: Database) -> None:
    on_record(db, "2022-07-01-a", operator="KDDI", started_at="2022-07-01T23:00:00+09:00",
              service_kinds=["voice"], affected_area="全国")  # fmt: skip
    on_record(db, "2022-07-02-b", operator="KDDI", started_at="2022-07-02T03:00:00+09:00",
              service_kinds=["voice"], affected_area="全国")  # fmt: skip
    filed(db, telling(ROUTER, AT, services=VOICE, area="全国"))

    assert shown(db, "2022-07-01-a", "2022-07-02-b", by=EVERYONE) == [
        ("2022-07-01-a", 1.0),
        ("2022-07-02-b", 0.9),
    ]
    assert shown(db, "2022-07-01-a", "2022-07-02-b", by=KDDI) == [("2022-07-01-a", 1.0)]


def test_an_account_of_two_incidents_shows_both(db: Database) -> None:
    filing = filed(db, telling(ROUTER))
    other = put(db, "2001-01-01-a", "停電")
    say(db, filing.filing, other, "also")

    assert sorted(shown(db, filing.filing, other)) == sorted(
        [(other, 1.0), (filing.incidents[0], 1.0)]
    )


def naming(concept: str, facet: Facet) -> Mention:
    return Mention(concept=concept, facet=facet, start=0, end=1, text="字")


WIDER = {
    concept: frozenset(above)
    for concept, above in {
        "bug": ["software"],
        "software": [],
        "quake": ["disaster"],
        "flood": ["disaster"],
        "disaster": [],
    }.items()
}
CAUSE, TRIGGER, EFFECT = Facet.CAUSE, Facet.TRIGGER, Facet.EFFECT


@pytest.mark.parametrize(
    ("here", "there", "differing"),
    [
        ([("bug", CAUSE)], [("quake", CAUSE)], ["cause"]),
        ([("bug", CAUSE)], [("bug", CAUSE), ("quake", CAUSE)], []),
        ([("bug", CAUSE)], [], []),
        ([], [("bug", CAUSE)], []),
        ([("bug", CAUSE)], [("software", CAUSE)], []),
        ([("software", CAUSE)], [("bug", CAUSE)], []),
        ([("quake", CAUSE)], [("flood", CAUSE)], ["cause"]),
        ([("bug", CAUSE)], [("quake", TRIGGER)], []),
        ([("bug", EFFECT)], [("quake", EFFECT)], []),
        (
            [("bug", CAUSE), ("quake", TRIGGER)],
            [("flood", CAUSE), ("bug", TRIGGER)],
            ["trigger", "cause"],
        ),
    ],
    ids=[
        "nothing in common",
        "one in common",
        "not told there",
        "not told here",
        "a kind of the other",
        "the other a kind of it",
        "two kinds of one",
        "other facets",
        "a facet that is not compared",
        "two facets, in order",
    ],
)
def test_cases_differ_where_both_tell_and_nothing_is_common(
    here: list[tuple[str, Facet]], there: list[tuple[str, Facet]], differing: list[str]
) -> None:
    mine, theirs = ([naming(*one) for one in told] for told in (here, there))

    assert [one.facet for one in differences(mine, theirs, WIDER)] == differing


def test_a_difference_names_each_concept_once_in_order() -> None:
    here = [naming("quake", CAUSE), naming("flood", CAUSE), naming("quake", CAUSE)]

    [difference] = differences(here, [naming("bug", CAUSE)], WIDER)

    assert (difference.here, difference.there) == (("quake", "flood"), ("bug",))
