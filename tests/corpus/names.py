"""A register of carriers that knows the few names the tests use."""

from dataclasses import dataclass, field

from corpus.ids import CarrierId

NAMES = {
    "KDDI": "kddi",
    "沖縄セルラー電話": "okinawa-cellular",
    "NTTドコモ": "ntt-docomo",
    "NTT東日本": "ntt-east",
    "NTT西日本": "ntt-west",
}


@dataclass
class Names:
    """The carriers of `NAMES`; keeps what it was asked."""

    asked: list[str] = field(default_factory=list)

    def find(self, name: str) -> CarrierId | None:
        self.asked.append(name)
        return CarrierId(NAMES[name]) if name in NAMES else None
