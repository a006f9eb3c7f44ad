"""Who asks, and what each may see: the one door every read passes.

An account of an incident is laid before *audiences*; a viewer belongs to some. A viewer sees an
account when it belongs to one of the account's audiences, and an incident when it sees one of the
incident's accounts. Nothing else in the program decides this.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Self

from corpus.errors import UnknownViewer
from corpus.ids import CarrierId

Audience = NewType("Audience", str)
"""Who an account is laid before: ``public``, ``secretariat``, ``committee``, ``carrier:<id>``."""

PUBLIC = Audience("public")


class Role(StrEnum):
    """The kinds of viewer."""

    SECRETARIAT = "secretariat"  # 事務局
    COMMITTEE = "committee"  # 検証会議
    AUDITOR = "auditor"  # 監査
    PUBLIC = "public"  # 公衆
    CARRIER = "carrier"  # 事業者


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: a role, and for a carrier which one."""

    role: Role
    carrier: CarrierId | None = None

    @classmethod
    def parse(cls, written: str) -> Self:
        """The viewer written ``secretariat`` or ``carrier:kddi``.

        Raises:
            UnknownViewer: it is written otherwise.
        """
        role, colon, carrier = written.partition(":")
        well_formed = bool(carrier) if role == Role.CARRIER else not colon
        if role not in set(Role) or not well_formed:
            known = ", ".join(f"{name}:<id>" if name == Role.CARRIER else name for name in Role)
            raise UnknownViewer(f"{written!r}; known: {known}")
        return cls(Role(role), CarrierId(carrier) if carrier else None)

    def __str__(self) -> str:
        return self.role if self.carrier is None else f"{self.role}:{self.carrier}"


SECRETARIAT = Viewer(Role.SECRETARIAT)


def audiences_of(viewer: Viewer) -> frozenset[Audience]:
    """The audiences `viewer` belongs to. This is the authorisation rule; there is no other."""
    if viewer.role in {Role.PUBLIC, Role.AUDITOR}:
        return frozenset({PUBLIC})
    return frozenset({PUBLIC, Audience(str(viewer))})


def audiences_of_filing(carriers: Iterable[CarrierId]) -> frozenset[Audience]:
    """Whom a filing of `carriers` is laid before: them, the secretariat and the committee."""
    those = {Audience(Role.SECRETARIAT), Audience(Role.COMMITTEE)}
    return frozenset(those.union(map(carrier_audience, carriers)))


def carrier_audience(carrier: CarrierId) -> Audience:
    """The audience that is `carrier` alone."""
    return Audience(f"{Role.CARRIER}:{carrier}")
