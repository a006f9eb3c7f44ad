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

    def find_all(self, field: str) -> tuple[CarrierId, ...]:
        self.asked.append(field)
        return tuple(CarrierId(NAMES[name]) for name in field.split(" / ") if name in NAMES)
