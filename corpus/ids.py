"""Ids: what names a thing, and how a new name is made."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import NewType

from ulid import ULID

FilingId = NewType("FilingId", str)
"""``F-`` and a ULID: one filing, and the receipt for it."""
BatchId = NewType("BatchId", str)
"""``B-`` and a ULID: one file of which each row is a filing."""
IncidentId = NewType("IncidentId", str)
"""Kebab, date first: ``2022-07-02-kddi-okinawa-cellular-volte-congestion``."""
CarrierId = NewType("CarrierId", str)
"""Kebab: ``ntt-docomo``."""
Filers = NewType("Filers", str)
"""Who filed something, alone or together: the ids of the carriers, sorted, with spaces between."""
AccountId = NewType("AccountId", str)
"""An account: the incident's id for the public record, the filing's id for a filing."""

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no l, o, 0, 1: they are read out on the telephone
_RANDOM = 6


def filers_of(carriers: Iterable[CarrierId]) -> Filers | None:
    """`carriers` as one; None where there are none."""
    return Filers(" ".join(sorted(set(carriers)))) or None


def new_filing_id() -> FilingId:
    """A filing id no other filing has."""
    return FilingId(f"F-{ULID()}")


def new_batch_id() -> BatchId:
    """A batch id no other batch has."""
    return BatchId(f"B-{ULID()}")


def new_incident_id(day: date) -> IncidentId:
    """An id for an incident of `day`: random behind the date, so that it names no carrier."""
    return IncidentId(f"{day}-{''.join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))}")
