"""Where lessons are signed off and taken back, made from the database and the settings."""

from sqlite_utils import Database

from api.settings import Settings
from api.wiring import wire_renderings, wire_sharing
from api.wiring_delivery import sender_of, wire_outbox
from sharing.channels.recall import Deliveries
from sharing.sign_off.desk import SignOffDesk
from sharing.sign_off.store import SignOffs
from sharing.sign_off.taking_back import TakingBack


def wire_sign_off(db: Database, settings: Settings) -> SignOffDesk:
    """Where lessons in `db` are put up, answered for and approved."""
    sharing = wire_sharing(db)
    return SignOffDesk(
        db=db,
        shares=sharing.shares,
        words=wire_renderings(db),
        register=sharing.register,
        sign_offs=SignOffs(db),
        was_sent=_deliveries(db, settings).was_sent,
    )


def wire_taking_back(db: Database, settings: Settings) -> TakingBack:
    """Where lessons in `db` are recalled, corrected and withdrawn."""
    return TakingBack(
        db=db,
        sharing=wire_sharing(db),
        sign_offs=SignOffs(db),
        deliveries=_deliveries(db, settings),
    )


def _deliveries(db: Database, settings: Settings) -> Deliveries:
    return Deliveries(db=db, outbox=wire_outbox(db), sender=sender_of(settings))
