"""What is set for carriers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from corpus.carrier_settings import (
    MOST_CONTACTS,
    UNSET,
    CarrierSettings,
    CarrierSettingsStore,
    Channel,
    is_mail,
)
from corpus.carriers import CarrierRegister
from corpus.errors import InputRefused, MayNotSet, UnknownCarrier
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Viewer
from tests.examples import NOW

IIJ = CarrierId("iij")
ITSELF = Viewer.parse("carrier:iij")
MAILED = CarrierSettings(contacts=("noc@example.jp",), channel=Channel.MAIL)


@pytest.fixture
def store(db: Database) -> CarrierSettingsStore:
    return CarrierSettingsStore(db, CarrierRegister.load())


def test_what_is_not_set_is_the_portal(store: CarrierSettingsStore) -> None:
    assert store.of(IIJ, SECRETARIAT) == UNSET
    assert (UNSET.channel, UNSET.opted_out) == (Channel.PORTAL, False)


def test_what_was_set_stands(store: CarrierSettingsStore) -> None:
    assert store.set(IIJ, MAILED, SECRETARIAT, NOW)
    assert store.of(IIJ, ITSELF) == MAILED
    assert store.of(CarrierId("kddi"), SECRETARIAT) == UNSET


def test_who_wants_no_lessons_is_listed_by_what_was_set_last(store: CarrierSettingsStore) -> None:
    store.set(IIJ, replace(UNSET, opted_out=True), ITSELF, NOW)
    assert store.opted_out() == {IIJ}
    store.set(IIJ, MAILED, ITSELF, NOW)

    assert store.opted_out() == frozenset()


def test_every_change_is_kept_with_who_made_it(store: CarrierSettingsStore) -> None:
    later = NOW + timedelta(days=1)
    out = replace(MAILED, opted_out=True)
    store.set(IIJ, MAILED, SECRETARIAT, NOW)
    store.set(IIJ, out, ITSELF, later)

    history = store.history(IIJ, ITSELF)

    assert [each.settings for each in history] == [MAILED, out]
    assert [each.by for each in history] == ["secretariat", "carrier:iij"]
    assert [each.at for each in history] == [NOW, later]
    assert store.of(IIJ, SECRETARIAT) == out


def test_setting_the_same_again_writes_nothing(store: CarrierSettingsStore) -> None:
    store.set(IIJ, MAILED, SECRETARIAT, NOW)
    assert not store.set(IIJ, MAILED, SECRETARIAT, NOW)
    assert len(store.history(IIJ, SECRETARIAT)) == 1


@pytest.mark.parametrize("viewer", ["carrier:kddi", "committee", "auditor", "public"])
def test_nobody_else_sees_or_changes_it(store: CarrierSettingsStore, viewer: str) -> None:
    other = Viewer.parse(viewer)
    store.set(IIJ, MAILED, SECRETARIAT, NOW)
    with pytest.raises(MayNotSet):
        store.of(IIJ, other)
    with pytest.raises(MayNotSet):
        store.set(IIJ, UNSET, other, NOW)
    assert store.of(IIJ, SECRETARIAT) == MAILED


def test_a_carrier_that_is_not_registered_has_no_settings(store: CarrierSettingsStore) -> None:
    with pytest.raises(UnknownCarrier):
        store.set(CarrierId("nobody"), UNSET, SECRETARIAT, NOW)
    with pytest.raises(UnknownCarrier):
        store.of(CarrierId("nobody"), SECRETARIAT)


@pytest.mark.parametrize(
    ("settings", "code", "where"),
    [
        (CarrierSettings(contacts=("a@example.jp", "no mail")), "bad_mail", "contacts[2]"),
        (CarrierSettings(channel=Channel.MAIL), "no_contact", "channel"),
        (CarrierSettings(contacts=("a@example.jp",) * 2), "twice", "contacts"),
        (
            CarrierSettings(contacts=tuple(f"a{n}@x.jp" for n in range(MOST_CONTACTS + 1))),
            "too_many",
            "contacts",
        ),
        (CarrierSettings(buys_of=(CarrierId("nobody"),)), "unknown_seller", "buys_of"),
        (CarrierSettings(buys_of=(IIJ,)), "unknown_seller", "buys_of"),
    ],
    ids=["no mail", "mail without address", "twice", "too many", "unknown seller", "of itself"],
)
def test_what_cannot_be_used_is_refused(
    store: CarrierSettingsStore, settings: CarrierSettings, code: str, where: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        store.set(IIJ, settings, SECRETARIAT, NOW)
    assert (refused.value.code, refused.value.where) == (code, where)
    assert store.history(IIJ, SECRETARIAT) == ()


def test_a_refusal_does_not_repeat_the_address(store: CarrierSettingsStore) -> None:
    with pytest.raises(InputRefused) as refused:
        store.set(IIJ, CarrierSettings(contacts=("山田 太郎",)), SECRETARIAT, NOW)
    assert "山田" not in str(refused.value)


@pytest.mark.parametrize("address", ["a@example.jp", "noc+24h@noc.example.co.jp", "a.b@x-y.jp"])
def test_an_address_is_known_by_its_shape(address: str) -> None:
    assert is_mail(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "@example.jp",
        "a@",
        "a@example",
        "a@-x.jp",
        "a@x..jp",
        ".a@x.jp",
        "a.@x.jp",
        "a b@x.jp",
        "a@x.jp\n",
        "a@x.jp, b@x.jp",
        "a@例.jp",
        "x" * 65 + "@x.jp",
        "a@" + "x." * 200 + "jp",
        "a@" + "a." * 100_000,
    ],
)
def test_what_only_looks_like_an_address_is_none(address: str) -> None:
    assert not is_mail(address)


def test_what_a_carrier_is_set_to_buy_is_told_to_the_register(
    store: CarrierSettingsStore,
) -> None:
    store.set(IIJ, MAILED, SECRETARIAT, NOW)
    ztv = CarrierId("ztv")
    store.set(ztv, CarrierSettings(buys_of=(IIJ,)), SECRETARIAT, NOW)
    [(carrier, [purchase])] = store.purchases().items()
    assert (carrier, purchase.seller) == (ztv, IIJ)
    store.set(ztv, UNSET, SECRETARIAT, NOW)
    assert store.purchases() == {}
