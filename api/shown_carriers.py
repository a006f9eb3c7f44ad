"""Carriers in the shapes that other programs read, and as lines for people."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from api.schemas_carriers import (
    CarrierLineOut,
    CarrierNameOut,
    CarrierOut,
    CarrierSettingOut,
    CarrierSettingsOut,
    PurchaseOut,
)
from api.shape import BilingualOut
from api.words import Words
from corpus.carrier import Carrier, CarrierName, Purchase
from corpus.carrier_settings import UNSET, CarrierSettings, Channel, Setting
from corpus.carriers import CarrierRegister

SAID_OF: Mapping[str, str] = {
    Channel.MAIL: "carriers.by_mail",
    Channel.BRIEFING: "carriers.by_briefing",
    Channel.MEETING: "carriers.by_meeting",
    Channel.PORTAL: "carriers.by_portal",
    Channel.NONE: "carriers.by_none",
}
"""What each channel is called."""


def carrier_line_out(carrier: Carrier, today: date) -> CarrierLineOut:
    """A carrier as one of a list."""
    name = carrier.current_name
    return CarrierLineOut(
        id=carrier.id,
        name=BilingualOut(ja=name.ja, en=name.en),
        kind=carrier.kind,
        also=sorted(carrier.also),
        size=carrier.size,
        country=carrier.country,
        institution=carrier.institution_on(today),
    )


def carrier_out(
    carrier: Carrier, register: CarrierRegister, today: date, history: Sequence[Setting] | None
) -> CarrierOut:
    """All of a carrier; `history`: what was set, None where it may not be seen."""
    since = carrier.institution_since
    set_last = history[-1].settings if history else UNSET
    return CarrierOut(
        **carrier_line_out(carrier, today).model_dump(),
        names=[_name_out(each) for each in carrier.names],
        aliases=list(carrier.aliases),
        brands=list(carrier.brands),
        institution_since=since.isoformat() if since else None,
        institution_verified=carrier.institution_verified,
        prefectures=list(carrier.prefectures),
        size_verified=carrier.size_verified,
        parent=carrier.parent,
        services=sorted(carrier.services),
        service_classes=sorted(carrier.service_classes),
        buys=[_purchase_out(each) for each in carrier.buys],
        customers=list(register.wholesale_customers_of(carrier.id, today)),
        peers=list(register.peers_of(carrier.id)),
        group=list(register.group_of(carrier.id)),
        settings=None if history is None else settings_out(set_last),
        history=None if history is None else [_setting_out(each) for each in history],
    )


def settings_out(settings: CarrierSettings) -> CarrierSettingsOut:
    """What is set for a carrier."""
    return CarrierSettingsOut(
        contacts=list(settings.contacts),
        channel=settings.channel,
        opted_out=settings.opted_out,
        buys_of=list(settings.buys_of),
    )


def carrier_lines(shown: CarrierOut, words: Words) -> Iterator[str]:
    """All of a carrier, for people."""
    yield line_of(shown, words)
    for each in shown.names:
        span = f"  {each.since or ''} – {each.until or ''}" if each.since or each.until else ""
        yield f"  {words.join({'ja': each.ja, 'en': each.en})}{span}"
    for key, ids in {
        "carriers.services": shown.services,
        "carriers.customers": shown.customers,
        "carriers.sellers": dict.fromkeys(each.seller for each in shown.buys),
        "carriers.peers": shown.peers,
        "carriers.group": shown.group,
    }.items():
        yield words.say(key, told=", ".join(ids) or "–")
    if shown.settings is None:
        yield words.say("carriers.not_shown")
        return
    yield words.say("carriers.contacts", told=", ".join(shown.settings.contacts) or "–")
    yield words.say("carriers.channel", told=words.told(SAID_OF[shown.settings.channel]))
    if shown.settings.opted_out:
        yield words.say("carriers.opted_out")


def line_of(shown: CarrierLineOut, words: Words) -> str:
    """A carrier, for people, in one line."""
    name = words.join({"ja": shown.name.ja, "en": shown.name.en})
    return f"{shown.id}  {name}  {shown.kind}  {shown.country}  {shown.institution}"


def _name_out(name: CarrierName) -> CarrierNameOut:
    return CarrierNameOut(
        ja=name.ja,
        en=name.en,
        since=name.since.isoformat() if name.since else None,
        until=name.until.isoformat() if name.until else None,
        merged=name.merged,
        verified=name.verified,
    )


def _purchase_out(purchase: Purchase) -> PurchaseOut:
    return PurchaseOut(
        seller=purchase.seller,
        services=sorted(purchase.services),
        since=purchase.since.isoformat() if purchase.since else None,
        until=purchase.until.isoformat() if purchase.until else None,
        verified=purchase.verified,
    )


def _setting_out(setting: Setting) -> CarrierSettingOut:
    return CarrierSettingOut(
        settings=settings_out(setting.settings), by=setting.by, at=setting.at.isoformat()
    )
