"""Editions of statistics on record."""

import sqlite3

import pytest
from sqlite_utils import Database

from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Viewer
from sharing.editions import EditionStore
from sharing.errors import MayNotShare
from sharing.exposure import Rule
from sharing.statistics import Counted, Edition, Layout, publish
from tests.examples import NOW

LAYOUT = Layout(values={"year": ("2024", "2025")}, groupings=((), ("year",)))


def an_edition(id: str = "2025") -> Edition:
    counted = [
        Counted(
            id=f"事故{one}",
            carriers=frozenset({CarrierId(one)}),
            values={"year": frozenset({"2024"})},
        )
        for one in "abcd"
    ]
    return publish(id, counted, LAYOUT, Rule())


def test_an_edition_comes_back_as_it_was_published(db: Database) -> None:
    store = EditionStore(db)
    store.keep(an_edition("2025"), SECRETARIAT, NOW)
    store.keep(an_edition("2024"), SECRETARIAT, NOW)
    assert store.all(SECRETARIAT) == (an_edition("2025"), an_edition("2024"))


def test_an_edition_is_published_once(db: Database) -> None:
    store = EditionStore(db)
    store.keep(an_edition(), SECRETARIAT, NOW)
    with pytest.raises(InputRefused, match="edition_there"):
        store.keep(an_edition(), SECRETARIAT, NOW)


def test_what_was_published_is_never_changed(db: Database) -> None:
    EditionStore(db).keep(an_edition(), SECRETARIAT, NOW)
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE statistics_editions SET told = '[]'")


@pytest.mark.parametrize("viewer", ["committee", "auditor", "public", "carrier:kddi"])
def test_nobody_else_sees_what_editions_are_made_of(db: Database, viewer: str) -> None:
    store = EditionStore(db)
    with pytest.raises(MayNotShare):
        store.all(Viewer.parse(viewer))
    with pytest.raises(MayNotShare):
        store.keep(an_edition(), Viewer.parse(viewer), NOW)
