"""Whether what was queued may still leave: asked at the last moment: people decide meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from corpus.carrier_settings import CarrierSettings, CarrierSettingsStore, Channel
from corpus.errors import MayNotSet, UnknownCarrier
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience, Role, Viewer
from sharing.channels.readable import still_reads
from sharing.channels.signed import SignOffs
from sharing.members_only import label_of
from sharing.outbox.message import Kept, Topic
from sharing.release import Release
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from sharing.share import KeptShare
from sharing.store import ShareStore


@dataclass(frozen=True, slots=True, kw_only=True)
class StillAllowed:
    """Asks the shares, the sign-offs, the labels and the recipient's own settings."""

    db: Database
    shares: ShareStore
    settings: CarrierSettingsStore
    sign_offs: SignOffs

    def refusal(self, message: Kept, now: datetime) -> str | None:
        """Why `message` may not leave any more, as a code; None: it may.

        A recall always may. A digest may while one of its lessons may.
        """
        if message.topic is Topic.RECALL:
            return None
        refusals = [self._refusal(message, one, now) for one in message.releases]
        return None if None in refusals else refusals[0]

    def _refusal(self, message: Kept, release: Release, now: datetime) -> str | None:
        if label_of(self.db, release.lesson) is not None:
            return "members_only"
        signed = [
            one.k for one in self.sign_offs.approved_of(release.lesson) if one.release == release
        ]
        entry = self._entry(message, release, now)
        if entry is None or not self._is_reached(message.recipient, entry, release, now):
            return "not_shared"
        if max(signed, default=0) < entry.share.k:
            return "not_signed_off"
        if wants_nothing(settings_of(self.settings, message.recipient), release.scope):
            return "opted_out"
        return None

    def _entry(self, message: Kept, release: Release, now: datetime) -> KeptShare | None:
        """What `release` goes out by, as it stands; None: by nothing any more, or not yet."""
        standing = self.shares.standing(release.lesson, Viewer.parse(message.book), now)
        found = (one for one in standing if is_of(one, release) and one.share.release <= now)
        return next(found, None)

    def _is_reached(
        self, recipient: Audience, entry: KeptShare, release: Release, now: datetime
    ) -> bool:
        if entry.recipients is not None:
            return recipient in entry.recipients
        return reads_it(self.shares, release, recipient, now)


def is_of(entry: KeptShare, release: Release) -> bool:
    """Whether `release` goes out by that entry, in the grain that it has."""
    return (
        entry.lesson == release.lesson
        and entry.key == (release.scope, release.group)
        and entry.share.grain is release.grain
    )


def reads_it(shares: ShareStore, release: Release, recipient: Audience, now: datetime) -> bool:
    """Whether `recipient` is a viewer who reads `release` at `now`."""
    return still_reads(shares, release, Viewer.parse(recipient), now)


def settings_of(settings: CarrierSettingsStore, recipient: Audience) -> CarrierSettings:
    """What is set for `recipient`; what is usual, where it is no carrier of the register."""
    role, _, carrier = recipient.partition(":")
    if role == Role.CARRIER:
        try:
            return settings.of(CarrierId(carrier), SECRETARIAT)
        except (UnknownCarrier, MayNotSet):
            pass
    return CarrierSettings()


def wants_nothing(settings: CarrierSettings, scope: ScopeId) -> bool:
    """Whether a recipient wants no lessons that come by `scope`; who is named gets them still."""
    known = load_scopes().get(scope)
    named = known is not None and known.asks is not None
    return not named and (settings.opted_out or settings.channel is Channel.NONE)
