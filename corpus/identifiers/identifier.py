"""An identifier (識別子): words of a text that tell who or what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class IdentifierKind(StrEnum):
    """What an identifier names."""

    CARRIER = "carrier"  # 事業者
    PERSON = "person"  # 人名
    PLACE = "place"  # 地名
    SITE = "site"  # 局舎・建物
    VENDOR = "vendor"  # 製造者
    MODEL = "model"  # 機種・製品
    PHONE = "phone"  # 電話番号
    MAIL = "mail"  # メールアドレス
    URL = "url"
    IP = "ip"  # IPアドレス
    NUMBER = "number"  # 回線番号・契約番号など
    DATE = "date"  # 年月日
    TIME = "time"  # 時刻
    COUNT = "count"  # 利用者数など
    DURATION = "duration"  # 継続時間
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """Words of a text, `start` to `end` of the text as written, that name something.

    `key` says what they name: two of one kind name the same thing when their keys are equal (the
    id of a carrier; else the words, folded). `sure` is False where a person should look.
    """

    kind: IdentifierKind
    start: int
    end: int
    key: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What was seen at `start` to `end` of a text as spelled (`corpus.identifiers.spelling`)."""

    kind: IdentifierKind
    start: int
    end: int
    key: str
    sure: bool = True


class Layer(Protocol):
    """A way of seeing identifiers that reads the text as written: people, places."""

    def see(self, text: str) -> Iterable[Identifier]:
        """The identifiers in `text`; they may overlap, in any order."""
        ...
