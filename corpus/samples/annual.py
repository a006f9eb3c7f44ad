"""The annual lists: 3,000 small invented accidents, as an Excel sheet and as a CSV file."""

import csv
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from corpus.japan import JST
from corpus.samples.office import sealed
from corpus.samples.truth import Told
from corpus.shape import squeezed

ROWS = 3_000
_WORDS = Path(__file__).with_suffix(".toml")
_SEED = 20260401
_SHOWN = 150
"""One row in so many is told in the file of what is expected."""
_YEAR = datetime(2025, 4, 1, tzinfo=JST)
_BEFORE_REIWA = 2018
_HEADING = (
    *("項番", "事業者名", "事故管理番号", "発生年月日", "発生時刻", "復旧年月日", "復旧時刻"),
    *("継続時間", "影響を受けた役務", "影響利用者数", "影響地域", "発生原因の区分"),
    *("設備の種別", "発生原因", "措置模様", "備考"),
)
_UNITS = ("", "", "", "", "", "", "", "(分)", "", "(人)", "", "", "", "", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One small accident."""

    number: int
    carrier: str
    start: datetime
    minutes: int
    cause_class: str
    equipment: str
    service: list[str]
    users: int
    area: str
    cause: str
    response: str

    @property
    def end(self) -> datetime:
        """When it was over."""
        return self.start + timedelta(minutes=self.minutes)

    @property
    def reference(self) -> str:
        """The carrier's own number for it."""
        return f"A25-{self.number:05}"


def annual_filings() -> Iterator[tuple[str, bytes, Told]]:
    """The name, the bytes and the expected readings of each annual list."""
    rows = list(_rows())
    yield "annual-fy2025.xlsx", _excel(rows), _truth(rows, heading=5)
    yield "annual-fy2025.csv", _csv(rows), _truth(rows, heading=1)


def _rows() -> Iterator[Row]:
    """The accidents of a year, in order of time."""
    words = tomllib.loads(_WORDS.read_text("utf-8"))
    kinds = words["accident"]
    random = Random(_SEED)
    at = _YEAR
    for number in range(1, ROWS + 1):
        at += timedelta(minutes=random.randint(20, 320))
        kind = random.choices(kinds, [kind["weight"] for kind in kinds])[0]
        area = random.choice(words["prefectures"])
        yield Row(
            number=number,
            carrier=random.choice(words["carriers"]),
            start=at,
            minutes=random.randint(*kind["minutes"]),
            cause_class=kind["cause_class"],
            equipment=kind["equipment"],
            service=random.choice(kind["services"]),
            users=random.randint(*kind["users"]),
            area=area,
            cause=random.choice(kind["causes"]).format(place=area, n=random.randint(2, 9)),
            response=random.choice(kind["responses"]),
        )


def _excel(rows: list[Row]) -> bytes:
    """The list under title lines, a heading and a row of units; days as dates, times as text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("事故一覧")
    sheet.append(["令和7年度 事故の年次報告(電気通信事業報告規則第7条の3)"])
    sheet.append(["標本のための架空の事故一覧"])
    sheet.append([])
    sheet.append(list(_HEADING))
    sheet.append([unit or None for unit in _UNITS])
    for row in rows:
        sheet.append(_cells(row, as_dates=True))
    sheet.append(
        ["合計", None, None, None, None, None, None, None, None, sum(r.users for r in rows)]
    )
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue())


def _csv(rows: list[Row]) -> bytes:
    """The list as CSV with a byte order mark, as spreadsheets save it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([f"{label}{unit}" for label, unit in zip(_HEADING, _UNITS, strict=True)])
    writer.writerows(_cells(row, as_dates=False) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cells(row: Row, *, as_dates: bool) -> list[object]:
    """The cells of one row."""
    start, end = (_day(at, as_date=as_dates) for at in (row.start, row.end))
    until = f"{row.end.hour}時{row.end.minute}分"
    users: object = row.users if as_dates else f"{row.users:,}"
    when = [start, f"{row.start:%H:%M}", end, until, row.minutes]
    what = [row.service[0], users, row.area, row.cause_class, row.equipment]
    return [row.number, row.carrier, row.reference, *when, *what, row.cause, row.response, None]


def _day(at: datetime, *, as_date: bool) -> object:
    """A day, as a spreadsheet's date or as it is written in Japan."""
    if as_date:
        return at.replace(hour=0, minute=0, tzinfo=None)
    return f"令和{at.year - _BEFORE_REIWA}年{at.month}月{at.day}日"


def _truth(rows: list[Row], heading: int) -> Told:
    """How many readings are expected, and some of them by their place in the list."""
    return {
        "rows": len(rows),
        "readings": {str(n): _reading(rows[n]) for n in range(0, len(rows), _SHOWN)},
        "first_row": heading + 1,
    }


def _reading(row: Row) -> Told:
    """The reading of one row."""
    cause = f"発生原因の区分: {row.cause_class}\n{row.cause}"
    return {
        "form": "annual_list",
        "stage": "annual",
        "carrier": squeezed(row.carrier),
        "reference": row.reference,
        "area": row.area,
        "occurred": [row.start.isoformat(), "minute"],
        "recovered": [row.end.isoformat(), "minute"],
        "users": {"approximate": False, "value": row.users},
        "minutes": {"approximate": False, "value": row.minutes},
        "services": [{"service": row.service[1]}],
        "sections": {
            "cause": squeezed(cause),
            "equipment": squeezed(f"設備の種別: {row.equipment}"),
            "response": squeezed(row.response),
        },
    }
