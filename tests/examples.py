"""Build the smallest valid object, with only what a test cares about spelled out."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from corpus.account import Account, Language
from corpus.ids import AccountId, CarrierId, IncidentId
from corpus.intake.receive import Parcel
from corpus.japan import JST
from corpus.reading import Moment, Precision, Quantity, Reading, Stage

NOW = datetime(2025, 4, 1, 9, 0, tzinfo=JST)


def an_account(
    id: str = "2022-07-02-a", *incidents: str, text: str = "障害", day: date | None = None
) -> Account:
    return Account(
        id=AccountId(id),
        incidents=tuple(map(IncidentId, incidents or [id])),
        title="題",
        day=day,
        texts={Language.JA: text},
    )


def a_reading(**fields: Any) -> Reading:
    """`at` is short for `occurred`, ISO 8601: a day, or a day and a minute in Japan."""
    at = fields.pop("at", None)
    if at is not None:
        fields["occurred"] = a_moment(at)
    defaults: dict[str, Any] = {"form": "test", "stage": Stage.FIRST, "where": "row 1"}
    return Reading(**{**defaults, **fields})


def a_moment(written: str) -> Moment:
    at = datetime.fromisoformat(written)
    precision = Precision.DAY if "T" not in written else Precision.MINUTE
    return Moment(at=at.replace(tzinfo=at.tzinfo or JST), precision=precision, text=written)


def a_quantity(value: int | None, **bounds: Any) -> Quantity:
    given = {"low": None, "high": None, "approximate": False, "text": str(value), **bounds}
    return Quantity(value=value, **given)


def a_parcel(content: bytes = b"file", carrier: str | None = "kddi") -> Parcel:
    return Parcel(
        name="report.docx",
        content=content,
        carrier=CarrierId(carrier) if carrier else None,
        received_at=NOW,
    )


def a_record_line(id: object = "2022-07-02-a", **fields: Any) -> str:
    row: Mapping[str, Any] = {
        "id": id,
        "operator": "KDDI",
        "country": "JP",
        "started_at": "2022-07-02T01:35:00+09:00",
        "narrative_ja": "障害が起きた。",
        "mechanism": "signalling storm",
        **fields,
    }
    return json.dumps(row, ensure_ascii=False)
