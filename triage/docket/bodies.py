"""The bodies that must know of an accident, by region, service and cause: ``bodies.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from corpus.regime import Mark, Source, Wording
from corpus.service import Service
from triage.duty.decision import As
from triage.facts import CauseKind

BODIES = Path(__file__).parent / "bodies.toml"


class Role(StrEnum):
    """What a body is to an accident."""

    MINISTRY = "ministry"  # 総務省本省
    BUREAU = "bureau"  # 総合通信局
    CYBER = "cyber"  # サイバーの窓口
    EMERGENCY = "emergency"  # 緊急通報受理機関
    GOVERNMENT = "government"  # 関係省庁
    LOCAL = "local"  # 地方公共団体
    CONSUMER = "consumer"  # 消費者の窓口
    USERS = "users"  # 利用者


class Item(StrEnum):
    """What is handed over."""

    FIRST_REPORT = "first_report"
    RECOVERED = "recovered"
    ROAMING_STARTED = "roaming_started"
    ROAMING_ENDED = "roaming_ended"
    WIFI_OPENED = "wifi_opened"
    WIFI_CLOSED = "wifi_closed"
    IMSI_LIST = "imsi_list"


USUAL = frozenset(Item) - {Item.IMSI_LIST}
"""What a body gets unless its entry says otherwise: never the list of subscribers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What decides which bodies must know; no `prefectures`: the area is not known."""

    prefectures: frozenset[str]
    services: frozenset[Service]
    cause: CauseKind
    duties: frozenset[As]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body. None of a condition: it does not matter. `source` says how surely it must know."""

    id: str
    title: Wording
    role: Role
    prefectures: frozenset[str] | None
    services: frozenset[Service] | None
    causes: frozenset[CauseKind] | None
    duties: frozenset[As] | None
    items: frozenset[Item]
    source: Source

    def must_know(self, hit: Hit) -> bool:
        """Whether all its conditions hold."""
        return (
            _meets(self.prefectures, hit.prefectures)
            and _meets(self.services, hit.services)
            and _meets(self.causes, frozenset({hit.cause}))
            and _meets(self.duties, hit.duties)
        )


@cache
def load_bodies(path: Path = BODIES) -> Mapping[str, Body]:
    """Every body written in `path`, by id, in order.

    A key that no body may have is a mistake in the file and raises `TypeError` or `KeyError`.
    """
    written = tomllib.loads(path.read_text("utf-8"))
    found = [_body(**each) for each in written["bodies"]]
    for family in written["families"]:
        found.extend(_members(written["prefectures"], **family))
    return {body.id: body for body in found}


def _meets(wanted: frozenset[Any] | None, told: frozenset[Any]) -> bool:
    return wanted is None or bool(wanted & told)


def _members(
    prefectures: Mapping[str, Any],
    *,
    title: Mapping[str, str],
    named: Mapping[str, str] | None = None,
    **family: Any,
) -> Iterator[Body]:
    """The body of a family in each prefecture, by its code: ``police-13``."""
    for short, prefecture in prefectures.items():
        own = (named or {}).get(short) or title["ja"].format(**prefecture)
        told = {"ja": own, "en": title["en"].format(**prefecture)}
        each = {**family, "id": f"{family['id']}-{prefecture['code']}"}
        yield _body(title=told, prefectures=[short], **each)


def _body(*, title: Mapping[str, str], role: str, source: Mapping[str, str], **told: Any) -> Body:
    body = Body(
        id=told.pop("id"),
        title=Wording(**title),
        role=Role(role),
        prefectures=_set(told.pop("prefectures", None), str),
        services=_set(told.pop("services", None), Service),
        causes=_set(told.pop("causes", None), CauseKind),
        duties=_set(told.pop("duties", None), As),
        items=_set(told.pop("items", None), Item) or USUAL,
        source=Source(provision=source["provision"], mark=Mark(source["mark"])),
    )
    if told:
        raise KeyError(f"{body.id}: {', '.join(told)}")
    return body


def _set(told: list[str] | None, kind: type[Any]) -> frozenset[Any] | None:
    return None if told is None else frozenset(map(kind, told))
