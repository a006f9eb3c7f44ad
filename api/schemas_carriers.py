"""The shapes of the carrier register and of what is set for carriers."""

from pydantic import RootModel

from api.shape import BilingualOut, OpenOut, Out


class CarrierLineOut(Out):
    """One carrier of the register; `institution` is its class today."""

    id: str
    name: BilingualOut
    kind: str
    also: list[str]
    size: str
    country: str
    institution: str


class CarriersOut(RootModel[list[CarrierLineOut]]):
    """The answer of ``kyokun carriers list``, in the order of the register."""


class CarrierNameOut(Out):
    """A name a carrier bore, and its first and last day; `merged`: of a company it took in."""

    ja: str
    en: str
    since: str | None
    until: str | None
    merged: bool
    verified: bool


class PurchaseOut(Out):
    """What a carrier buys wholesale, of whom; no services: not told which."""

    seller: str
    services: list[str]
    since: str | None
    until: str | None
    verified: bool


class CarrierSettingsOut(Out):
    """What is set for a carrier."""

    contacts: list[str]
    channel: str
    opted_out: bool
    buys_of: list[str]


class CarrierSettingOut(Out):
    """Settings as they were made."""

    settings: CarrierSettingsOut
    by: str
    at: str


class CarrierOut(CarrierLineOut):
    """All of one carrier; `settings` and `history` are null for who may not see them.

    `customers` buy of it today, `peers` are like it in kind and size, `group` stand under one
    parent with it.
    """

    names: list[CarrierNameOut]
    aliases: list[str]
    brands: list[str]
    institution_since: str | None
    institution_verified: bool
    prefectures: list[str]
    size_verified: bool
    parent: str | None
    services: list[str]
    service_classes: list[str]
    buys: list[PurchaseOut]
    customers: list[str]
    peers: list[str]
    group: list[str]
    settings: CarrierSettingsOut | None
    history: list[CarrierSettingOut] | None


class RefusedRowOut(OpenOut):
    """Why a row was not taken."""

    code: str
    message: str
    where: str | None = None


class CarrierRowOut(Out):
    """What became of one row of a file; `line` is where it ends in the file."""

    line: int
    carrier: str
    added: bool
    changed: bool
    refused: RefusedRowOut | None


class CarrierImportOut(RootModel[list[CarrierRowOut]]):
    """The answer of ``kyokun carriers import``, in the order of the file."""
