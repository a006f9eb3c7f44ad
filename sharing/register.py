"""What sharing asks of the carrier register."""

from typing import Protocol

from corpus.carrier import Carrier
from corpus.ids import CarrierId


class Register(Protocol):
    """Where carriers are looked up."""

    def all(self) -> tuple[Carrier, ...]:
        """Every carrier, in order."""
        ...

    def get(self, carrier_id: CarrierId) -> Carrier:
        """The carrier with that id; UnknownCarrier where there is none."""
        ...
