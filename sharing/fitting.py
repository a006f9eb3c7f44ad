"""Which carriers of the register fit what a text tells of place and service (該当し得る事業者).

A near miss is on no public record, and yet 「沖縄県の移動電話」 names its carrier. So beside the
attacker, who knows accidents, stands this count of who it could be at all.
"""

from corpus.account import Language
from corpus.area import places_of
from corpus.carrier import Carrier
from corpus.carriers import CarrierRegister
from corpus.ids import CarrierId
from corpus.service import Service
from sharing.press import services_in

_EVERYWHERE = 40
_JAPAN = "JP"
_WIDER = {
    Service.EMERGENCY_VOICE: Service.VOICE,
    Service.INTERNET_CONNECTION: Service.INTERNET_ACCESS,
}
"""Who offers the one offers, or may offer, the other."""


def fitting(text: str, language: Language) -> frozenset[CarrierId]:
    """The carriers that the accident in `text` could have happened to, as far as it tells."""
    places = places_of(text) if language is Language.JA else frozenset()
    if len(places) >= _EVERYWHERE:
        places = frozenset()
    services = frozenset(_WIDER.get(one, one) for one in services_in(text))
    register = CarrierRegister.load().all()
    return frozenset(one.id for one in register if _fits(one, places, services))


def _fits(carrier: Carrier, places: frozenset[str], services: frozenset[Service]) -> bool:
    """Whether `carrier` is where `places` are and offers one of `services`, none told: any."""
    offered = frozenset(_WIDER.get(one, one) for one in carrier.services)
    if services - {Service.OTHER} and not services & offered:
        return False
    if not places:
        return True
    here = frozenset().union(*(places_of(each) for each in carrier.prefectures))
    return carrier.country == _JAPAN and (not here or bool(here & places))
