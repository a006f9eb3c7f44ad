"""Triage and search over a database, and cases to judge."""

from datetime import date

from sqlite_utils import Database

from corpus.account import Account, Language
from corpus.accounts import AccountStore
from corpus.carriers import CarrierRegister
from corpus.ids import AccountId, IncidentId
from corpus.intake.receive import Parcel, Receipt, receive
from corpus.intake.sandbox import Sandbox
from corpus.intake.understand import understand
from corpus.reading import Reading, Section, ServiceImpact
from corpus.samples.make import FILINGS
from corpus.service import Service
from corpus.viewer import PUBLIC, Audience, Viewer
from corpus.vocabulary import load_vocabulary
from embeddings.backends import DEFAULT_ENCODER
from embeddings.plans import load_plan
from embeddings.retrieval import Retrieval
from tests.examples import NOW, a_reading
from triage.criteria import load_criteria
from triage.pipeline import Triage
from triage.search import Search

KDDI, OKINAWA, DOCOMO, EVERYONE = map(
    Viewer.parse, ("carrier:kddi", "carrier:okinawa-cellular", "carrier:ntt-docomo", "public")
)
VOICE = (ServiceImpact(service=Service.VOICE, named="音声"),)
ROUTER = "コアルータの交換で経路情報が失われ、輻輳した。"
POWER = "落雷で電源設備が故障し、基地局が停波した。"
CABLE = "海底ケーブルが漁船の網で切断された。"


def caught_up(db: Database) -> Retrieval:
    """All accounts in `db`, held in memory."""
    retrieval = Retrieval(load_plan(DEFAULT_ENCODER))
    retrieval.catch_up(db)
    return retrieval


def triage_of(db: Database) -> Triage:
    return Triage(db, caught_up(db), load_vocabulary(), load_criteria())


def search_of(db: Database) -> Search:
    return Search(db, caught_up(db), load_vocabulary())


def telling(text: str, at: str | None = "2025-03-01T10:00", **fields: object) -> Reading:
    """What a filing reads that gives `text` as the cause."""
    sections = {Section.CAUSE: text}
    return a_reading(**{"at": at, "sections": sections, **fields})


def put(
    db: Database, id: str, text: str, day: date | None = None, before: Audience = PUBLIC
) -> IncidentId:
    """An account on record that is its own incident, as the public record's are."""
    account = Account(
        id=AccountId(id),
        incidents=(IncidentId(id),),
        title=f"題 {id}",
        day=day,
        texts={Language.JA: text},
    )
    AccountStore(db).put(account, [before])
    return IncidentId(id)


def send(db: Database, sandbox: Sandbox, *names: str) -> list[Receipt]:
    """The receipts of sample filings, sent one after another."""
    register = CarrierRegister.load()
    receipts: list[Receipt] = []
    for name in names:
        document, content = sandbox.read(FILINGS / name)
        parcel = Parcel(name=name, content=content, carrier=None, received_at=NOW)
        receipts += receive(db, parcel, understand(document), register)
    return receipts
