"""The one place where settings become objects."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from api.exits import NotAWorkspace, WrongUse
from api.masking import DetectorMask
from api.permission import OpenScopes, Scopes
from api.settings import Settings
from corpus.added_carriers import register_of, register_with_purchases
from corpus.carrier_settings import CarrierSettingsStore
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
from prompts.budget import Budget, Price, load_prices
from prompts.migrations import prompts_migrations
from prompts.options import ModelOptions
from prompts.providers import load_chat_model
from prompts.record import CallRecord
from sharing.bundle.collect import Sources
from sharing.desk import SharingDesk
from sharing.groups import GroupStore
from sharing.ledger.calls import enter_calls
from sharing.ledger.keeping import settle
from sharing.members_only import label_of
from sharing.migrations import sharing_migrations
from sharing.renderings import LessonRenderings
from sharing.shared_lessons import ShareLessons
from sharing.sign_off.store import SignOffs
from sharing.store import ShareStore
from triage.ask import Asking
from triage.compare import Comparing
from triage.criteria import load_criteria
from triage.docket.cases import Docket
from triage.docket.options import load_options
from triage.lessons.patterns import codes_by
from triage.migrations import triage_migrations
from triage.pipeline import Triage
from triage.recurrence.alarm import Checking, RecurrenceAlarm
from triage.recurrence.known import RecordLessons
from triage.recurrence.rule import load_rule
from triage.review.calibration_store import CalibrationStore
from triage.search import Search

MIGRATIONS = (
    corpus_migrations,
    embeddings_migrations,
    prompts_migrations,
    triage_migrations,
    sharing_migrations,
)
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
        try:
            yield db
        finally:
            settle(db, workspace.folder, lambda: datetime.now(UTC))


def wire_retrieval(
    db: Database, settings: Settings, progress: Progress | None = None
) -> Retrieval:
    """Search over the accounts in `db`, caught up, with the encoder that `settings` names."""
    folder = Workspace(settings.workspace).index
    return Retrieval.open(folder, db, settings.encoder, progress)


def wire_search(db: Database, settings: Settings) -> Search:
    """Search for people: incidents like a text."""
    return Search(db, wire_retrieval(db, settings), load_vocabulary())


def wire_triage(db: Database, settings: Settings, viewer: Viewer) -> Triage:
    """Triage over `db`, with the calibration that is in use for `viewer`."""
    return Triage(
        db,
        wire_retrieval(db, settings),
        load_vocabulary(),
        load_criteria(),
        CalibrationStore(db).in_use(viewer),
    )


def wire_recurrence(db: Database, settings: Settings, viewer: Viewer) -> RecurrenceAlarm:
    """The alarm for lessons that recur: those that were shared, and those of the public record."""
    vocabulary, rule = load_vocabulary(), load_rule()
    codes = codes_by(vocabulary)
    return RecurrenceAlarm(
        db=db,
        retrieval=wire_retrieval(db, settings),
        codes=codes,
        lessons=(
            ShareLessons(
                db=db, shares=wire_sharing(db).shares, codes=codes, now=datetime.now(UTC)
            ),
            RecordLessons(db, codes, rule.published_after_days),
        ),
        checking=Checking(rule=rule, vocabulary=vocabulary),
        weights=CalibrationStore(db).in_use(viewer),
    )


def wire_asking(db: Database, settings: Settings) -> Asking:
    """Answers to questions over the past cases in `db`."""
    return Asking(
        db=db,
        retrieval=wire_retrieval(db, settings),
        vocabulary=load_vocabulary(),
        asker=wire_asker(settings),
        names=names_of_carriers(db),
    )


def wire_comparing(db: Database, settings: Settings) -> Comparing:
    """What compares two cases in `db`."""
    return Comparing(
        db=db,
        vocabulary=load_vocabulary(),
        asker=wire_asker(settings),
        names=names_of_carriers(db),
    )


def wire_asker(settings: Settings) -> Asker | None:
    """What asks the language model of `settings`; None where none is set.

    Raises:
        UnknownProvider: there is no such provider, or what it needs is not installed.
        DamagedPrices: the table of prices cannot be read, or is not as it must be.
        UnpricedModel: money is limited, and no price of the model is known.
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
    database = Workspace(settings.workspace).database
    return Asker(
        model=model,
        record=CallRecord(database, enter_calls),
        permission=OpenScopes(Scopes.read(settings.chat_off, settings.chat_unmasked), database),
        clock=lambda: datetime.now(UTC),
        mask=DetectorMask(),
        budget=Budget(
            tokens_a_day=settings.chat_tokens_a_day, money_a_day=settings.chat_money_a_day
        ),
        price=_price(settings, model.name),
    )


def _price(settings: Settings, model: str) -> Price | None:
    return load_prices(settings.chat_prices).get(model) if settings.chat_prices else None


def names_of_carriers(db: Database) -> tuple[str, ...]:
    """The names of carriers, for the check of what a model says."""
    return tuple(name for carrier in wire_register(db).all() for name in carrier.spellings)


def wire_register(db: Database | None = None) -> CarrierRegister:
    """The carrier register; with `db`, the carriers that its workspace adds are in it."""
    register = CarrierRegister.load()
    return register if db is None else register_of(db, register)


def wire_docket(db: Database, viewer: Viewer) -> Docket:
    """The docket in `db`, as `viewer` sees it."""
    return Docket(db=db, viewer=viewer, register=wire_register(db), options=load_options())


def wire_sharing(db: Database) -> SharingDesk:
    """Where people decide who gets the lessons in `db`."""
    register = register_with_purchases(db, CarrierRegister.load())
    groups = GroupStore(db, register)
    return SharingDesk(
        db=db,
        register=register,
        groups=groups,
        shares=ShareStore(db, groups),
        opted_out=CarrierSettingsStore(db, register).opted_out(),
    )


def wire_renderings(db: Database) -> LessonRenderings:
    """The words of the lessons in `db`, rewritten for each grain when they are asked for."""
    return LessonRenderings(db)


def wire_bundling(db: Database) -> Sources:
    """Where the bundles of the lessons in `db` are collected from."""
    return Sources(
        shares=wire_sharing(db).shares,
        renderings=wire_renderings(db),
        sign_offs=SignOffs(db),
        members_only=lambda lesson: label_of(db, lesson) is not None,
    )


def make_sandbox(settings: Settings) -> Sandbox:
    """Where files that were sent are read, within the limits of `settings`."""
    return Sandbox(
        Limits(file_bytes=settings.largest_file_mb * MEGABYTE, seconds=settings.seconds_a_file)
    )
