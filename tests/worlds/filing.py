"""Filings that carriers send, read already: so that thousands come in quickly."""

import random
from datetime import timedelta

from corpus.carriers import CarrierRegister
from corpus.ids import CarrierId
from corpus.intake.receive import Parcel, receive
from corpus.reading import Section, ServiceImpact, Stage
from corpus.service import Service
from tests.embeddings.examples import FAILURES
from tests.examples import NOW, a_quantity, a_reading
from tests.worlds.stage import World

TEXTS = (
    *(text for pair in FAILURES for text in pair),
    FAILURES[0][0] + FAILURES[1][0],
    FAILURES[0][0] + FAILURES[2][0],
    "調査中",
)
"""What filings tell: few, so that some tell the same and scores are tied."""
STAGES = (Stage.FIRST, Stage.DETAILED, Stage.CORRECTION, Stage.ANNUAL)
HOURS = (0, 1, 5, 30, 200, -9_000)


def file_reading(
    world: World, name: str, carriers: str, chance: random.Random, regarding: tuple[str, ...] = ()
) -> None:
    """A filing of `carriers` comes in; it is called `name`, and so is its incident."""
    register = CarrierRegister.load()
    named = " / ".join(
        register.get(CarrierId(each)).current_name.ja for each in carriers.split(" / ")
    )
    reading = a_reading(
        where=name,
        carrier_named=named,
        at=(NOW + timedelta(hours=chance.choice(HOURS))).isoformat(),
        area=chance.choice(["全国", "全国", "沖縄県", None]),
        reference=f"R-{chance.randrange(5)}",
        regarding=regarding,
        stage=chance.choice(STAGES),
        minutes=a_quantity(60 + chance.randrange(5)),
        services=(ServiceImpact(service=Service.VOICE, named="音声"),),
        sections={Section.CAUSE: chance.choice(TEXTS), Section.PREVENTION: "手順書を見直す。"},
    )
    parcel = Parcel(
        name="report.docx",
        content=repr((name, reading)).encode(),
        carrier=None if "/" in carriers else CarrierId(carriers),
        received_at=NOW,
    )
    with world.opened() as db:
        [receipt] = receive(db, parcel, [reading], register)
    world.ids[f"F {name}"] = receipt.filing
    for number, incident in enumerate(receipt.incidents):
        world.ids[f"incident {name}" + (f" {number}" if number else "")] = incident
