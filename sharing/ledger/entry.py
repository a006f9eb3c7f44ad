"""An entry of the ledger: its bytes, and the hash that chains it to the one before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from corpus.viewer import Audience, Role
from sharing.errors import UnfitEntry
from sharing.moments import written

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What a body holds. No floats: their text is not the same everywhere."""

MAIN = Audience(Role.SECRETARIAT)
"""The book of all that the secretariat oversees."""
BEGINNING = "0" * 64
"""Stands in the first entry of a book in place of the hash of the one before."""
LONGEST = 160
"""Characters of a text in a body: ids and hashes are short, what a report says is not."""
_DEEPEST = 4


class Kind(StrEnum):
    """What happened."""

    KEY = "key"  # 署名鍵
    SHARE = "share"  # 共有範囲の設定
    SIGN_OFF = "sign_off"  # 確認
    SENT = "sent"  # 送付
    OPENED = "opened"  # 開封
    WITHDRAWN = "withdrawn"  # 取下げ
    RECALLED = "recalled"  # 回収
    ANSWERED = "answered"  # 回答
    MODEL_CALL = "model_call"  # 言語モデルへの送信
    BUNDLE = "bundle"  # 保存用アーカイブ
    RESTORED = "restored"  # 複製からの復元


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `number` counts from 1 within its `book`; `before` is the hash of the last one.

    The numbers tell the order; `at` is what the clock said, and clocks run backwards.
    """

    book: Audience
    number: int
    kind: str
    at: str
    body: Mapping[str, Json] = field(repr=False)
    before: str
    hash: str

    @classmethod
    def after(
        cls, last: "Entry | None", book: Audience, kind: str, body: Mapping[str, Json], at: str
    ) -> "Entry":
        """The entry that comes after `last`; None: the first of its book."""
        number, before = (1, BEGINNING) if last is None else (last.number + 1, last.hash)
        told = {"book": book, "number": number, "kind": kind, "at": at, "before": before}
        return cls(
            book=book,
            number=number,
            kind=kind,
            at=at,
            body=body,
            before=before,
            hash=hash_of({**told, "body": body}),
        )

    @property
    def content(self) -> dict[str, Any]:
        """The entry as JSON has it, without its hash: what the hash is of."""
        return {
            "book": self.book,
            "number": self.number,
            "kind": self.kind,
            "at": self.at,
            "body": self.body,
            "before": self.before,
        }


def canonical(document: Any) -> bytes:
    """The one way in which `document` is written: keys sorted, no blanks, UTF-8.

    Raises:
        ValueError: it holds what has no such form.
    """
    told = json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return told.encode()


def hash_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 (hexadecimal) of an entry's content."""
    return sha256(canonical(content)).hexdigest()


def moment_of(at: datetime) -> str:
    """`at` as an entry has it, by universal time.

    Raises:
        UnfitEntry: it does not say by which clock.
    """
    if at.tzinfo is None:
        raise UnfitEntry("at: no offset")
    return written(at)


def check_body(body: Mapping[str, Json]) -> None:
    """Pass where `body` holds short texts, numbers and lists of such: ids, never what was said.

    Raises:
        UnfitEntry: it does not; says where, and not what.
    """
    for key, value in body.items():
        _check(value, key, 1)


def _check(value: Json, where: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise UnfitEntry(f"{where}: nested too deeply")
    if isinstance(value, str):
        if not _is_id(value):
            raise UnfitEntry(f"{where}: {len(value)} characters that are no id")
    elif isinstance(value, Mapping | Sequence):
        inside = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, each in inside:
            _check(each, f"{where}.{key}", depth + 1)
    elif value is not None and not isinstance(value, int):
        raise UnfitEntry(f"{where}: {type(value).__name__}")


def _is_id(text: str) -> bool:
    return (
        len(text) <= LONGEST
        and text.isprintable()
        and text.encode("utf-8", "replace").decode() == text
    )
