"""Records, filings and a database with every table, for tests of what is learnt and decided."""

import sqlite3
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from corpus.ids import AccountId
from corpus.migrations import corpus_migrations
from corpus.reading import Reading, Section
from corpus.record import Record, account_of, read_record
from corpus.viewer import Viewer
from corpus.vocabulary import load_vocabulary
from embeddings.migrations import embeddings_migrations
from prompts.migrations import prompts_migrations
from tests.corpus.steps import filed, on_record
from tests.examples import a_reading, a_record_line
from triage.lessons.draft import Drafting
from triage.lessons.kinds import load_kinds
from triage.lessons.lesson import Lesson
from triage.lessons.source import LessonSource, source_of_record
from triage.migrations import triage_migrations

COMMITTEE = Viewer.parse("committee")
PUBLIC = Viewer.parse("public")
KDDI = Viewer.parse("carrier:kddi")
DOCOMO = Viewer.parse("carrier:ntt-docomo")
VOCABULARY = load_vocabulary()
KINDS = load_kinds()

STORM: dict[str, Any] = {
    "trigger": "コアルータの更新作業での経路変更",
    "root_cause": "旧版の誤った作業手順書による経路誤設定",
    "propagation": "位置登録要求が集中し全国で輻輳した",
    "recovery": "加入者データベースの負荷を下げて復旧",
    "prolonging_factors": "リセットに用いたバックアップに不整合があった",
    "countermeasures": ["作業手順書の管理を見直す", "輻輳制御の設計を見直す"],
    "lessons": ["切戻し後の信号量を事前に見積もる", "復旧に使うバックアップの整合性を検証する"],
    "narrative_ja": "VoLTE交換機で輻輳が起き、緊急通報がつながりにくくなった。",
}
"""A record of a signalling storm."""
CABLE: dict[str, Any] = {
    "trigger": "水道工事",
    "root_cause": "第三者の工事による地下ケーブルの切断",
    "propagation": None,
    "recovery": None,
    "prolonging_factors": None,
    "countermeasures": [],
    "lessons": ["工事の前に埋設位置を確認し立ち会う"],
    "narrative_ja": "水道工事で地下ケーブルが損傷し、電話が不通になった。",
}
"""A record of a cable cut."""


def a_database() -> Database:
    db = Database(sqlite3.connect(":memory:", isolation_level=None))
    every = (corpus_migrations, embeddings_migrations, prompts_migrations, triage_migrations)
    for migrations in every:
        migrations.apply(db)
    return db


def a_record(id: str = "2022-07-02-a", **fields: Any) -> Record:
    return next(read_record([a_record_line(id, **{**STORM, **fields})]))


def a_source(**fields: Any) -> LessonSource:
    record = a_record(**fields)
    return source_of_record(account_of(record), record)


def a_drafting(source: LessonSource | None = None) -> Drafting:
    return Drafting(source=source or a_source(), vocabulary=VOCABULARY, kinds=KINDS)


def a_lesson(**fields: Any) -> Lesson:
    """The first lesson of a record, with other values for some `fields`."""
    return replace(a_drafting().lessons()[0], **fields)


def recorded(db: Database, id: str, **fields: Any) -> AccountId:
    return AccountId(on_record(db, id, **{**STORM, **fields}))


def a_filed(db: Database, carrier: str = "kddi", **sections: str) -> AccountId:
    return AccountId(filed(db, reading_of(**sections), carrier=carrier).filing)


def reading_of(at: str = "2024-05-01T02:00", **sections: str) -> Reading:
    return a_reading(at=at, sections={Section(name): text for name, text in sections.items()})
