import pytest
from sqlite_utils import Database

from corpus.figures import FigureStore, Name, conflicts_of, disagree
from corpus.ids import IncidentId
from corpus.incidents import IncidentStore
from corpus.intake.receive import receive
from corpus.reading import Moment, Quantity, ServiceImpact, Stage
from corpus.record import read_record
from corpus.service import Service
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.names import Names
from tests.corpus.steps import import_starter, say
from tests.examples import a_moment, a_parcel, a_quantity, a_reading, a_record_line

ANYONE = Viewer.parse("public")
NTT_EAST = IncidentId("2023-04-03-ntt-east-subscriber-edge-multicast")
NTT_WEST = IncidentId("2022-08-25-ntt-west-transmission-dual-failure")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (a_quantity(103), a_quantity(178), True),
        (a_quantity(103), a_quantity(103), False),
        (a_quantity(22_780_000, approximate=True), a_quantity(22_784_100), False),
        (a_quantity(1000, approximate=True), a_quantity(1100), True),
        (a_quantity(None, low=7_650_000), a_quantity(7_990_000), False),
        (a_quantity(None, low=7_650_000), a_quantity(6_000_000), True),
        (a_quantity(None, high=999), a_quantity(1000), True),
        (
            a_quantity(None, low=110_000, high=190_000, approximate=True),
            a_quantity(150_000),
            False,
        ),
        (a_quantity(0), a_quantity(5), True),
        (a_moment("2022-08-24"), a_moment("2022-08-25T08:57"), True),
        (a_moment("2022-08-25"), a_moment("2022-08-25T08:57"), False),
        (a_moment("2022-08-25T08:57"), a_moment("2022-08-25T08:58"), True),
        (a_moment("2022-08-25T08:57"), a_moment("2022-08-24T23:57+00:00"), False),
        (a_moment("2022-08-25"), a_quantity(1), True),
    ],
)
def test_figures_disagree_where_both_cannot_be_true(
    one: Quantity | Moment, other: Quantity | Moment, apart: bool
) -> None:
    assert disagree(one, other) == apart
    assert disagree(other, one) == apart


def filed_about(db: Database, incident: IncidentId, carrier: str, **told: object) -> None:
    """A filing of `carrier`, which a person joins to `incident`."""
    [receipt] = receive(db, a_parcel(carrier=carrier), [a_reading(**told)], Names())
    say(db, receipt.filing, incident, "belongs")


def test_two_durations_of_one_accident_are_kept_side_by_side(db: Database) -> None:
    import_starter(db)
    filed_about(db, NTT_EAST, "ntt-east", at="2023-04-03T07:10", minutes=a_quantity(178))

    figures = FigureStore(db).of(NTT_EAST, SECRETARIAT)
    minutes = [figure for figure in figures if figure.key == "minutes"]

    assert [figure.told.value for figure in minutes if isinstance(figure.told, Quantity)] == [
        103,
        178,
    ]
    assert [figure.version for figure in minutes] == [None, 1]
    assert str(minutes[0].account) == NTT_EAST
    assert FigureStore(db).conflicts(NTT_EAST, SECRETARIAT) == ("minutes",)


def test_two_days_of_one_accident_are_kept_side_by_side(db: Database) -> None:
    import_starter(db)
    filed_about(db, NTT_WEST, "ntt-west", at="2022-08-24", minutes=a_quantity(347))

    days = [
        figure.told.at.date().isoformat()
        for figure in FigureStore(db).of(NTT_WEST, SECRETARIAT)
        if figure.name == Name.STARTED_AT and isinstance(figure.told, Moment)
    ]

    assert days == ["2022-08-25", "2022-08-24"]
    assert FigureStore(db).conflicts(NTT_WEST, SECRETARIAT) == ("started_at",)


def test_who_may_not_see_a_filing_knows_of_no_conflict(db: Database) -> None:
    import_starter(db)
    before = FigureStore(db).of(NTT_EAST, ANYONE)
    filed_about(db, NTT_EAST, "ntt-east", at="2023-04-03T07:10", minutes=a_quantity(178))

    assert FigureStore(db).of(NTT_EAST, ANYONE) == before
    assert FigureStore(db).conflicts(NTT_EAST, ANYONE) == ()
    assert FigureStore(db).conflicts(NTT_EAST, Viewer.parse("carrier:ntt-east"))


def test_a_correction_stands_for_the_version_it_corrects(db: Database) -> None:
    line = a_record_line("2023-04-03-a", started_at="2023-04-03", duration_minutes=178)
    IncidentStore(db).import_records(read_record([line]), Names())
    told = {"at": "2023-04-03T07:10", "reference": "R-1"}
    filed_about(db, IncidentId("2023-04-03-a"), "kddi", minutes=a_quantity(103), **told)
    corrected = a_reading(stage=Stage.CORRECTION, minutes=a_quantity(178), **told)
    receive(db, a_parcel(b"second"), [corrected], Names())

    figures = FigureStore(db).of(IncidentId("2023-04-03-a"), SECRETARIAT)
    minutes = [figure for figure in figures if figure.name == Name.MINUTES]

    assert [(figure.version, figure.stands) for figure in minutes] == [
        (None, True),
        (1, False),
        (2, True),
    ]
    assert conflicts_of(figures) == ()


def test_services_are_told_apart(db: Database) -> None:
    impacts = tuple(
        ServiceImpact(service=service, named="x", users=a_quantity(users))
        for service, users in ((Service.EMERGENCY_VOICE, 186_000), (Service.VOICE, 359_000))
    )
    [receipt] = receive(db, a_parcel(), [a_reading(services=impacts)], Names())

    figures = FigureStore(db).of(receipt.incidents[0], SECRETARIAT)

    assert [figure.key for figure in figures] == ["users:emergency_voice", "users:voice"]
    assert conflicts_of(figures) == ()
