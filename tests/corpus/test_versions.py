from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.incidents import IncidentStore
from corpus.reading import Stage
from corpus.versions import settle
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import filed
from tests.examples import a_reading


def test_settling_again_changes_nothing(db: Database) -> None:
    receipt = filed(
        db, a_reading(reference="R-1"), a_reading(reference="R-1", stage=Stage.DETAILED)
    )
    [incident] = receipt.incidents
    position, before = AccountStore(db).position(), IncidentStore(db).get(incident, SECRETARIAT)

    settle(db, incident, receipt.carrier)

    assert AccountStore(db).position() == position
    assert IncidentStore(db).get(incident, SECRETARIAT) == before


def test_versions_of_one_carrier_are_counted_apart_from_others(db: Database) -> None:
    ours = filed(db, a_reading(reference="R-1"), a_reading(reference="R-1", stage=Stage.DETAILED))
    theirs = filed(db, a_reading(reference="R-1"), carrier="ntt-east")

    assert [
        [each.version for each in IncidentStore(db).get(incident, SECRETARIAT).filings]
        for incident in (*ours.incidents, *theirs.incidents)
    ] == [[1, 2], [1]]


def test_filings_without_a_known_carrier_are_left_as_they_are(db: Database) -> None:
    receipt = filed(db, a_reading(), carrier=None)

    settle(db, receipt.incidents[0], None)

    assert AccountStore(db).labels(SECRETARIAT).size == 1
