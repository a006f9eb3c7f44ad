"""What can go wrong when a lesson is shared.

* SharingError
  - UnknownScope    there is no such scope; names those there are
  - UnknownPreset   no such proposal is written down; names those there are
  - UnknownGroup    no group that this viewer may see has that id
  - UnknownAsk      nothing that this viewer may see was asked under that id
  - MayNotShare     this viewer may not decide who gets that lesson
  - UnknownSignOff  no sign-off that this viewer may see has that id
  - MayNotSignOff   this viewer may not say that of a sign-off, or take back that lesson
  - MayNotLabel     only the secretariat and the committee label what is for members only
  - UnknownMeeting  no meeting that this viewer may see has that id
  - DamagedScopes   a file of scopes, presets or fields is not as it must be
  - DamagedGrains   the file of grains is not as it must be
  - DamagedKey      the key that signs cannot be used
  - UnfitEntry      the ledger was to hold what is no id, number or hash
  - DamagedLedger   an entry that the next one is to follow cannot be read
  - IdentifierLeft  a rewritten text still holds what had to go; says how many of which kind

What is asked and cannot be done is an `InputRefused` of the corpus, with a code.
"""

from collections.abc import Mapping

from corpus.identifiers.identifier import IdentifierKind


class SharingError(Exception):
    """Base of every error this package raises."""


class UnknownScope(SharingError):
    """There is no such scope; names those there are."""


class UnknownPreset(SharingError):
    """No such proposal is written down; names those there are."""


class UnknownGroup(SharingError):
    """No group that this viewer may see has that id."""


class UnknownAsk(SharingError):
    """Nothing that this viewer may see was asked under that id."""


class MayNotShare(SharingError):
    """This viewer may not decide who gets that lesson."""


class UnknownSignOff(SharingError):
    """No sign-off that this viewer may see has that id."""


class MayNotSignOff(SharingError):
    """This viewer may not say that of a sign-off, or may not take back that lesson."""


class MayNotLabel(SharingError):
    """Only the secretariat and the committee label what is for members only."""


class UnknownMeeting(SharingError):
    """No meeting that this viewer may see has that id."""


class DamagedScopes(SharingError):
    """A file of scopes, presets or fields is not as it must be; says which and why."""


class DamagedGrains(SharingError):
    """The file of grains is not as it must be; says where."""


class DamagedKey(SharingError):
    """The key that signs cannot be used; says why."""


class UnfitEntry(SharingError):
    """The ledger was to hold what is no id, number or hash; says where, and not what."""


class DamagedLedger(SharingError):
    """An entry that the next one is to follow cannot be read; `kyokun ledger verify` says more."""


class IdentifierLeft(SharingError):
    """A rewritten text still holds what had to go: `left` says how many of each kind."""

    def __init__(self, left: Mapping[IdentifierKind, int]) -> None:
        super().__init__(", ".join(f"{n} of {kind}" for kind, n in sorted(left.items())))
        self.left = dict(left)
