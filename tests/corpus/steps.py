"""What tests of the store do: put records on record, file, and say what belongs."""

from pathlib import Path

from sqlite_utils import Database

from corpus.belonging import BelongingDecision, BelongingStore
from corpus.ids import FilingId, IncidentId
from corpus.incidents import IncidentStore
from corpus.intake.receive import Receipt, receive
from corpus.offers import Said
from corpus.reading import Reading
from corpus.record import read_record
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.names import Names
from tests.examples import NOW, a_parcel, a_record_line

STARTER = Path(__file__).parents[2] / "corpus" / "starter" / "incidents.jsonl"


def import_starter(db: Database) -> None:
    with STARTER.open("rb") as lines:
        IncidentStore(db).import_records(read_record(lines), Names())


def say(
    db: Database, filing: FilingId, incident: IncidentId, said: str, by: Viewer = SECRETARIAT
) -> None:
    BelongingStore(db).decide(
        BelongingDecision(
            filing=filing, incident=incident, said=Said(said), by=by, why="理由", at=NOW
        )
    )


def filed(db: Database, *readings: Reading, carrier: str | None = "kddi") -> Receipt:
    """The receipt of the last of `readings`, each sent as a file of its own."""
    for reading in readings:
        content = repr((reading, carrier)).encode()
        [receipt] = receive(db, a_parcel(content, carrier), [reading], Names())
    return receipt


def on_record(db: Database, id: str = "2022-07-02-a", **fields: object) -> IncidentId:
    IncidentStore(db).import_records(read_record([a_record_line(id, **fields)]), Names())
    return IncidentId(id)
