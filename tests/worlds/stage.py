"""A workspace in which things happen, and what the command line says at it."""

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.database import connect
from tests.api.asking import Said, ask
from tests.worlds.shown import Shown, shown_of

Arguments = tuple[str, ...]
OUT = "{out}"
"""In an argument: a folder of the world, for the files that a command writes."""
_SIDES = re.compile(r"-(?:wal|shm)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """What can be named: by kind, each with the name that it was given when it came about."""

    filings: dict[str, str] = field(default_factory=dict)
    incidents: dict[str, str] = field(default_factory=dict)
    lessons: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    asks: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "Ids":
        """The same names, to which others can be added."""
        return Ids(**{name: dict(getattr(self, name)) for name in self.__slots__})

    def all(self) -> frozenset[str]:
        """Every id that is known."""
        return frozenset(each for name in self.__slots__ for each in getattr(self, name).values())


@dataclass(slots=True)
class World:
    """One workspace, with the names of what came about in it."""

    folder: Path
    ids: Ids

    def copy(self, folder: Path) -> "World":
        """The same world once more, in another folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for each in self.folder.iterdir():
            if each.is_file() and not _SIDES.search(each.name):
                shutil.copyfile(each, folder / each.name)
        shutil.copytree(self.folder / "index", folder / "index")
        return World(folder, self.ids.copy())

    def remove(self) -> None:
        """Let it be gone."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, viewer: str, *arguments: str, given: bytes = b"") -> Said:
        """What the command line says to `viewer`."""
        return ask("--workspace", self.folder, "--as", viewer, *arguments, given=given)

    def json(self, viewer: str, *arguments: str) -> Any:
        """The answer to `viewer`, of a command that must succeed."""
        said = self.ask(viewer, *arguments, "--json")
        assert said.code == 0, (arguments, said)
        return said.json

    def observe(
        self, viewer: str, arguments: Arguments, known: frozenset[str], given: bytes = b""
    ) -> Shown:
        """All that `viewer` observes of a command: what is said, its end, the files it writes."""
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        written = [each.replace(OUT, str(out)) for each in arguments]
        said = self.ask(viewer, *written, given=given)
        return shown_of(said, out, known, self.folder)

    def opened(self) -> Any:
        """Its database."""
        return connect(self.folder / "kyokun.db")


def count(db: Database, sql: str, *told: object) -> int:
    """The one number that `sql` gives."""
    return int(db.execute(sql, told).fetchone()[0])
