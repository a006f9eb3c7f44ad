"""Sample filings composed of the fields of a record: plainer than those written by hand."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from corpus.samples.facts import Filing, Item

Record = Mapping[str, Any]

_NOON = 12
_WORDS = {
    "emergency_voice": "緊急通報を含む音声通話",
    "voice": "音声通話",
    "mobile_data": "データ通信",
    "fixed_internet": "インターネットアクセス",
    "sms": "SMS",
    "email": "電子メール",
    "messaging": "メッセージング",
    "leased_line": "専用線",
    "cloud": "クラウド",
}
_SERVICES = {"fixed_internet": "internet_access", "cloud": "other"}
_COMPANIES = {
    "KDDI": "KDDI株式会社",
    "NTTドコモ": "株式会社NTTドコモ",
    "NTT西日本": "西日本電信電話株式会社",
    "NTT東日本": "東日本電信電話株式会社",
    "ソフトバンク": "ソフトバンク株式会社",
    "ソフトバンクモバイル": "ソフトバンクモバイル株式会社",
    "楽天モバイル": "楽天モバイル株式会社",
    "さくらインターネット": "さくらインターネット株式会社",
    "LINE": "LINE株式会社",
    "ヤフー": "ヤフー株式会社",
    "ケイ・オプティコム": "株式会社ケイ・オプティコム",
}
_ERAS = (((2019, 5), "令和"), ((1989, 1), "平成"))
_TITLES = {"detailed_report": "重大な事故報告書(詳報)", "first_report": "電気通信事故速報"}
_SUPERVISORS = ("湯浅 和彦", "緒方 美里", "桐生 慎也", "若林 千景", "真鍋 敏")


def company_of(operator: str) -> str:
    """The name under which an operator of the record files."""
    return _COMPANIES.get(operator, operator)


def composed(told: Mapping[str, str], record: Record, number: int) -> Filing:
    """A filing about an accident of the record; `number` varies how it is written."""
    start = datetime.fromisoformat(record["started_at"])
    detailed = told["form"] == "detailed_report"
    items = [
        *_head(record, start, number),
        *(_detailed(record, number) if detailed else _first(record)),
    ]
    return Filing(
        file=told["file"],
        layout=told["layout"],
        form=told["form"],
        stage="detailed" if detailed else "first",
        title=() if told["file"].endswith((".csv", ".json")) else (_TITLES[told["form"]],),
        items=tuple(items),
        encoding=told.get("encoding", "utf-8"),
    )


def _head(record: Record, start: datetime, number: int) -> list[Item]:
    """Who, when, what and how far."""
    kinds = [k for k in record["service_kinds"] if k in _WORDS]
    if "emergency_voice" in kinds:
        kinds = [kind for kind in kinds if kind != "voice"]
    items = [
        Item(label="電気通信事業者名", text=company_of(record["operator"]), field="carrier"),
        Item(label="事故管理番号", text=f"J{start:%y%m}-{number:03}", field="reference"),
        Item(
            label="発生日時",
            text=_date(start, number) + _clock(start, number),
            field="occurred",
            true=f"{start:%Y-%m-%dT%H:%M}",
        ),
    ]
    if lasted := record["duration_minutes"]:
        end = start + timedelta(minutes=lasted)
        items += [
            Item(
                label="復旧日時",
                text=_date(end, number) + _clock(end, number),
                field="recovered",
                true=f"{end:%Y-%m-%dT%H:%M}",
            ),
            Item(
                label="継続時間", text=_lasting(lasted, number), field="minutes", true=str(lasted)
            ),
        ]
    words = "、".join(_WORDS[kind] for kind in kinds)
    services = tuple(_SERVICES.get(kind, kind) for kind in kinds)
    items.append(Item(label="影響を与えたサービス", text=words, field="services", true=services))
    if users := record["affected_users"]:
        text, true = _count(users, number)
        items.append(Item(label="影響を与えた利用者数", text=text, field="users", true=true))
    else:
        items.append(
            Item(label="影響を与えた利用者数", text="集計中", field="users", why="pending")
        )
    if record["affected_area"]:
        items.append(Item(label="影響エリア", text=record["affected_area"], field="area"))
    return items


def _first(record: Record) -> list[Item]:
    """What a first report adds."""
    return [Item(label="原因(推定)", text=f"{record['trigger']}とみている。", field="cause")]


def _detailed(record: Record, number: int) -> list[Item]:
    """What a detailed report adds."""
    parts = (
        (
            "事故の全体概要",
            "overview",
            f"{record['trigger']}をきっかけに、{record['propagation']}。",
        ),
        ("発生原因", "cause", f"{record['root_cause']}。"),
        ("措置模様", "response", f"{record['recovery']}を行った。"),
        (
            "再発防止策",
            "prevention",
            "。\n".join(record["countermeasures"] or ["手順と監視の見直し"]) + "。",
        ),
        ("電気通信設備統括管理者の氏名", "supervisor", _SUPERVISORS[number % len(_SUPERVISORS)]),
    )
    return [Item(label=label, text=text, field=field) for label, field, text in parts]


def _date(at: datetime, number: int) -> str:
    """A date, written in one of four ways."""
    month = (at.year, at.month)
    first, era = next((first, era) for first, era in _ERAS if month >= first)
    era_year = at.year - first[0] + 1
    weekday = "月火水木金土日"[at.weekday()]
    return (
        f"{era}{era_year}年{at.month}月{at.day}日({weekday}) ",
        f"{at.year}年{at.month}月{at.day}日 ",
        f"{at:%Y/%m/%d} ",
        f"{era} {era_year}年 {at.month}月 {at.day}日 ",
    )[number % 4]


def _clock(at: datetime, number: int) -> str:
    """A time of day, written in one of three ways."""
    half = "午前" if at.hour < _NOON else "午後"
    return (f"{at.hour}時{at.minute:02}分", f"{at:%H:%M}", f"{half}{at.hour % 12}時{at.minute}分")[
        number % 3
    ]


def _lasting(minutes: int, number: int) -> str:
    """A duration, written in one of three ways."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours}時間{rest}分", f"{hours}:{rest:02}", f"{minutes}分間")[number % 3]


def _count(users: int, number: int) -> tuple[str, str]:
    """A number of users, written in one of three ways, and what is then true of it."""
    if users % 1_000:
        return f"{users:,}人", str(users)
    wan = f"{users / 10_000:g}"
    return (
        (f"約{wan}万人", f"~{users}"),
        (f"最大約{users // 1_000:,}千人", f"~{users}"),
        (f"{wan}万回線以上", f">={users}"),
    )[number % 3]
