"""Leaks as careless code has them, planted to show that the comparison finds each.

Each is one more way out, that reads the database of the world past the door.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.account import Language
from corpus.accounts import AccountStore
from corpus.viewer import Viewer
from embeddings.retrieval import Retrieval
from tests.api.asking import Said
from tests.worlds.pairs import Asked, Way, compared
from tests.worlds.shown import Shown, shown_of
from tests.worlds.stage import Picking, World

Leak = Callable[[Database, World, Viewer, str], Any]
"""What a careless way out tells of a workspace to a viewer, who names some id."""
MOST = 400
"""After how many pairs a planted leak must have been found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaking(Asked):
    """A way out that leaks."""

    leak: Leak

    def of(self, world: World, viewer: str, known: frozenset[str]) -> Shown:
        with world.opened() as db:
            told = self.leak(db, world, Viewer.parse(viewer), self.arguments[0])
        said = Said(0, json.dumps(told, ensure_ascii=False, default=str), "")
        return shown_of(said, None, known, world.folder)


def way_of(name: str, leak: Leak) -> Way:
    """A way out that leaks so, about some id."""

    def way(picking: Picking) -> Asked:
        return Leaking(path=name, arguments=picking.fill(("{case}",)), leak=leak)

    return way


def found_after(folder: Path, seed: int, tell: Callable[[str], None]) -> int:
    """Plant each leak by itself; 0 where every one was found."""
    missed = 0
    for name, leak in LEAKS.items():
        pairs = _pairs_until_found(folder, seed, way_of(name, leak))
        missed += pairs is None
        tell(f"{name}: " + ("NOT FOUND" if pairs is None else f"found within {pairs} pairs"))
    return 1 if missed else 0


def _pairs_until_found(folder: Path, seed: int, way: Way) -> int | None:
    pairs = 25
    while pairs <= MOST:
        if compared(pairs, folder, seed, alone=(way,)).differences:
            return pairs
        pairs *= 4
    return None


def _count(sql: str) -> Leak:
    return lambda db, *_: db.execute(sql).fetchone()[0]


def _search_past_the_door(db: Database, world: World, viewer: Viewer, _: str) -> Any:
    retrieval = Retrieval.open(world.folder / "index", db)
    allowed = set(AccountStore(db).labels(viewer).tolist())
    near = retrieval.nearest(
        {Language.JA: "停電で基地局が止まった"}, 5
    )  # then left out: ranks have gaps
    return [place for place, one in enumerate(near) if one.label in allowed]


def _live_mean(db: Database, world: World, *_: object) -> Any:
    near = Retrieval.open(world.folder / "index", db).nearest({Language.JA: "設定の誤り"}, 50)
    return sum(one.score for one in near) / max(1, len(near))


def _telling_error(db: Database, _: World, viewer: Viewer, id_: str) -> Any:
    there = db.execute("SELECT count(*) FROM accounts WHERE id = ?", (id_,)).fetchone()[0]
    return "you may not see it" if there else "there is no such id"


def _next_number(db: Database, *_: object) -> Any:
    """An id that counts up instead of being drawn."""
    return "guidance number " + str(db.execute("SELECT count(*) + 1 FROM guidance").fetchone()[0])


def _completions(db: Database, _: World, __: Viewer, id_: str) -> Any:
    rows = db.execute("SELECT id FROM accounts WHERE id LIKE ? ORDER BY id", (f"{id_[:2]}%",))
    return [row[0] for row in rows]


LEAKS: Mapping[str, Leak] = {
    "how many accounts there are": _count("SELECT count(*) FROM accounts"),
    "how far the record has come": _count("SELECT max(position) FROM account_changes"),
    "ranks found past the door": _search_past_the_door,
    "a mean over the live record": _live_mean,
    "an error that tells what is hidden": _telling_error,
    "numbers that count up": _next_number,
    "completions of all ids": _completions,
    "how many lessons there are": _count("SELECT count(*) FROM lessons"),
    "to how many a lesson went": _count("SELECT count(*) FROM lesson_share_recipients"),
    "how many belong to groups": _count("SELECT count(*) FROM sharing_group_members"),
    "what people decided": _count("SELECT count(*) FROM review_decisions"),
    "how long the ledger is": _count("SELECT count(*) FROM ledger"),
    "who set something": _count("SELECT count(*) FROM carrier_settings"),
    "how many facts were entered": _count("SELECT count(*) FROM entry_versions"),
    "how many files were refused": _count("SELECT count(*) FROM refusals"),
    "which meetings were held": _count("SELECT count(*) FROM meetings"),
    "how much was answered": _count("SELECT count(*) FROM answer_changes"),
}
"""Each leak, by what it tells."""
