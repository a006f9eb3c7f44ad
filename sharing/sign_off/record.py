"""A sign-off on record: a release with its text, who is asked, by when, and all that was said."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NewType

from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.members_only import MEMBERS
from sharing.release import Release
from sharing.sign_off.states import Act, Said, Standing, standing

SignOffId = NewType("SignOffId", str)
"""``S-`` and a number, drawn at random: a row of them would tell how many others have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that a person said of a sign-off. `words`: what there was to say, or none."""

    act: Act
    party: Audience | None
    person: str
    words: str = field(repr=False)
    told_by: Viewer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A release that was put up. What was put up is never changed; `log` is added to.

    `text`: the words themselves. `named`: they name their originator. `undecided`: how many
    identifiers were taken out that a person should look at. `parties`: the originators, who are
    asked. `keeper`: who puts up and approves, the secretariat, or a carrier where it shares
    without the ministry. `person` put it up.
    """

    id: SignOffId
    release: Release
    text: str = field(repr=False)
    k: int
    named: bool
    undecided: int
    parties: tuple[Audience, ...]
    keeper: Audience
    due: datetime
    why: str = field(repr=False)
    person: str
    told_by: Viewer
    at: datetime
    log: tuple[Deed, ...] = ()

    def standing(self, now: datetime | None = None) -> Standing:
        """How it stands at `now`; None: as if its due date never came.

        Numbers order what was said, not clocks: all of it counts.
        """
        said = (Said(act=one.act, party=one.party, person=one.person) for one in self.log)
        return standing(self.parties, said, overdue=now is not None and now > self.due)

    def party_of(self, viewer: Viewer) -> Audience | None:
        """As which originator `viewer` is asked; None: as none."""
        return next((one for one in self.parties if one == Audience(str(viewer))), None)

    def keeps(self, viewer: Viewer) -> bool:
        """Whether `viewer` puts it up and approves it."""
        return self.keeper == Audience(str(viewer))

    def seen_by(self, viewer: Viewer) -> "SignOff | None":
        """It as `viewer` sees it: an originator reads no words and no names of the others."""
        if self.keeps(viewer) or (viewer.role in MEMBERS and self.keeps(SECRETARIAT)):
            return self
        party = self.party_of(viewer)
        if party is None:
            return None
        return replace(self, log=tuple(_masked(one, party) for one in self.log))


def _masked(deed: Deed, party: Audience) -> Deed:
    return deed if deed.party in {None, party} else replace(deed, person="", words="")
