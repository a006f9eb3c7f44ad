"""The smallest entries, cases and dockets, with only what a test cares about spelled out."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from corpus.carriers import CarrierRegister
from corpus.ids import FilingId, IncidentId
from corpus.japan import JST
from corpus.viewer import SECRETARIAT, Viewer
from triage.docket.cases import Docket
from triage.docket.entry import Entered, Entry
from triage.docket.options import Options, load_options
from triage.docket.store import EntryStore

OCCURRED = datetime(2025, 6, 10, 10, 0, tzinfo=JST)
NOW = OCCURRED + timedelta(days=2)
KDDI = Viewer.parse("carrier:kddi")
DOCOMO = Viewer.parse("carrier:ntt-docomo")
PUBLIC = Viewer.parse("public")
COMMITTEE = Viewer.parse("committee")
SERIOUS = [{"service": "emergency_voice", "users": 120_000, "duration_minutes": 118}]
SMALL = [{"service": "voice", "users": 10, "duration_minutes": 5}]


def facts(**told: Any) -> str:
    """Facts of 10 June 2025, serious unless told otherwise, as JSON."""
    return json.dumps({"occurred_at": OCCURRED.isoformat(), "services": SERIOUS, **told})


def entered(
    db: Database, by: Viewer = KDDI, about: str | None = None, at: datetime = NOW, **told: Any
) -> Entry:
    """An entry made by `by`; what is no field of an entry is a fact."""
    fields = {
        name: told.pop(name) for name in ("regimes", "area", "voluntary", "why") if name in told
    }
    what: FilingId | IncidentId | None = FilingId(about) if about else None
    return EntryStore(db).enter(Entered(facts=facts(**told), about=what, **fields), by, at)


def docket(db: Database, viewer: Viewer = SECRETARIAT, options: Options | None = None) -> Docket:
    return Docket(
        db=db,
        viewer=viewer,
        register=CarrierRegister.load(),
        options=options or load_options(),
    )
