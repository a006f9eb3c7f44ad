"""The one place where settings become objects."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from api.exits import NotAWorkspace, WrongUse
from api.permission import Scopes
from api.settings import Settings
from corpus.carriers import CarrierRegister
from corpus.database import connect, migrate
from corpus.intake.limits import MEGABYTE, Limits
from corpus.intake.sandbox import Sandbox
from corpus.migrations import corpus_migrations
from corpus.viewer import Viewer
from corpus.vocabulary import load_vocabulary
from embeddings.encoding import Progress
from embeddings.migrations import embeddings_migrations
from embeddings.retrieval import Retrieval
from prompts.asker import Asker
from prompts.budget import Budget
from prompts.migrations import prompts_migrations
from prompts.options import ModelOptions
from prompts.providers import load_chat_model
from prompts.record import CallRecord
from triage.ask import Asking
from triage.compare import Comparing
from triage.criteria import load_criteria
from triage.docket.cases import Docket
from triage.docket.options import load_options
from triage.lessons.patterns import codes_by
from triage.likeness.weights import load_weights
from triage.migrations import triage_migrations
from triage.pipeline import Triage
from triage.recurrence.alarm import Checking, RecurrenceAlarm
from triage.recurrence.known import RecordLessons
from triage.recurrence.rule import load_rule
from triage.search import Search

MIGRATIONS = (corpus_migrations, embeddings_migrations, prompts_migrations, triage_migrations)
STARTER = Path(__file__).parent.parent / "corpus" / "starter" / "incidents.jsonl"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a workspace keeps its things."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file: the only truth."""
        return self.folder / "kyokun.db"

    @property
    def index(self) -> Path:
        """The folder of what is made from the database for search."""
        return self.folder / "index"


def make_workspace(settings: Settings) -> Workspace:
    """The workspace of `settings`, made if it was not there, its tables up to date.

    Raises:
        WrongUse: there can be no folder of that name.
    """
    workspace = Workspace(settings.workspace)
    make_folder(workspace.folder)
    migrate(workspace.database, MIGRATIONS)
    return workspace


def make_folder(folder: Path) -> None:
    """Make `folder`, where it is not there.

    Raises:
        WrongUse: there can be none of that name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WrongUse("no_folder", folder=str(folder), detail=str(fault.strerror)) from fault


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database of the workspace of `settings`, its tables up to date.

    Raises:
        NotAWorkspace: there is none.
    """
    workspace = Workspace(settings.workspace)
    if not workspace.database.is_file():
        raise NotAWorkspace(str(settings.workspace))
    migrate(workspace.database, MIGRATIONS)
    with connect(workspace.database) as db:
        yield db


def wire_retrieval(
    db: Database, settings: Settings, progress: Progress | None = None
) -> Retrieval:
    """Search over the accounts in `db`, caught up, with the encoder that `settings` names."""
    folder = Workspace(settings.workspace).index
    return Retrieval.open(folder, db, settings.encoder, progress)


def wire_search(db: Database, settings: Settings) -> Search:
    """Search for people: incidents like a text."""
    return Search(db, wire_retrieval(db, settings), load_vocabulary())


def wire_triage(db: Database, settings: Settings) -> Triage:
    """Triage over `db`."""
    return Triage(db, wire_retrieval(db, settings), load_vocabulary(), load_criteria())


def wire_recurrence(db: Database, settings: Settings) -> RecurrenceAlarm:
    """The alarm for lessons that recur, over what the public record tells of lessons."""
    vocabulary, rule = load_vocabulary(), load_rule()
    codes = codes_by(vocabulary)
    return RecurrenceAlarm(
        db=db,
        retrieval=wire_retrieval(db, settings),
        codes=codes,
        lessons=(RecordLessons(db, codes, rule.published_after_days),),
        checking=Checking(rule=rule, vocabulary=vocabulary),
        weights=load_weights(),
    )


def wire_asking(db: Database, settings: Settings) -> Asking:
    """Answers to questions over the past cases in `db`."""
    return Asking(
        db=db,
        retrieval=wire_retrieval(db, settings),
        vocabulary=load_vocabulary(),
        asker=wire_asker(settings),
        names=names_of_carriers(),
    )


def wire_comparing(db: Database, settings: Settings) -> Comparing:
    """What compares two cases in `db`."""
    return Comparing(
        db=db,
        vocabulary=load_vocabulary(),
        asker=wire_asker(settings),
        names=names_of_carriers(),
    )


def wire_asker(settings: Settings) -> Asker | None:
    """What asks the language model of `settings`; None where none is set.

    Raises:
        UnknownProvider: there is no such provider, or what it needs is not installed.
    """
    key = settings.chat_api_key
    options = ModelOptions(
        base_url=settings.chat_base_url,
        api_key=key.get_secret_value() if key else None,
        timeout_seconds=settings.chat_timeout_seconds,
        calls_a_second=settings.chat_calls_a_second,
    )
    model = load_chat_model(settings.chat_model, options)
    if model is None:
        return None
    return Asker(
        model=model,
        record=CallRecord(Workspace(settings.workspace).database),
        permission=Scopes.read(settings.chat_off, settings.chat_unmasked),
        clock=lambda: datetime.now(UTC),
        budget=Budget(tokens_a_day=settings.chat_tokens_a_day),
    )


def names_of_carriers() -> tuple[str, ...]:
    """The names of carriers, for the check of what a model says."""
    return tuple(name for carrier in wire_register().all() for name in carrier.spellings)


def wire_register() -> CarrierRegister:
    """The carrier register."""
    return CarrierRegister.load()


def wire_docket(db: Database, viewer: Viewer) -> Docket:
    """The docket in `db`, as `viewer` sees it."""
    return Docket(db=db, viewer=viewer, register=wire_register(), options=load_options())


def make_sandbox(settings: Settings) -> Sandbox:
    """Where files that were sent are read, within the limits of `settings`."""
    return Sandbox(
        Limits(file_bytes=settings.largest_file_mb * MEGABYTE, seconds=settings.seconds_a_file)
    )
