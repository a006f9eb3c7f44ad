"""A workspace in which things happen, and what the command line says at it."""

import random
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.database import connect
from tests.api.asking import Said, ask
from tests.worlds.shown import ID, Shown, shown_of

Arguments = tuple[str, ...]
OUT = "{out}"
"""In an argument: a folder of the world, for the files that a command writes."""
_SIDES = re.compile(r"-(?:wal|shm)$")


@dataclass(slots=True)
class World:
    """One workspace; `ids` has the name that each id was given when it came about."""

    folder: Path
    ids: dict[str, str] = field(default_factory=dict)

    def copy(self, folder: Path) -> "World":
        """The same world once more, in another folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for each in self.folder.iterdir():
            if each.is_file() and not _SIDES.search(each.name):
                shutil.copy(each, folder / each.name)
        shutil.copytree(self.folder / "index", folder / "index")
        return World(folder, dict(self.ids))

    def remove(self) -> None:
        """Let it be gone."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, viewer: str, *arguments: str, given: bytes = b"") -> Said:
        """What the command line says to `viewer`."""
        return ask("--workspace", self.folder, "--as", viewer, *arguments, given=given)

    def act(self, name: str, viewer: str, *arguments: str) -> bool:
        """Let `viewer` do something; whether it came about. New ids are called `name`."""
        said = self.ask(viewer, *arguments, "--json")
        if said.code == 0:
            self.note(name, said.out)
        return said.code == 0

    def json(self, viewer: str, *arguments: str) -> Any:
        """The answer to `viewer`, of a command that must succeed."""
        said = self.ask(viewer, *arguments, "--json")
        assert said.code == 0, (arguments, said)
        return said.json

    def note(self, name: str, told: str) -> None:
        """Call the ids in `told` that are not known yet by `name`, numbered by their kind."""
        known = set(self.ids.values())
        for found in dict.fromkeys(ID.findall(told)):
            if found not in known:
                kind = found[0] if found[1] == "-" else "incident"
                number = sum(
                    re.fullmatch(rf"{kind} {name}( \d+)?", each) is not None for each in self.ids
                )
                self.ids[f"{kind} {name}" + (f" {number}" if number else "")] = found

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

    def known(self) -> frozenset[str]:
        """The ids and hashes that are there: what both worlds begin with."""
        with self.opened() as db:
            hashes = [row[0] for row in db.execute("SELECT hash FROM ledger")]
            hashes += [row[0] for row in db.execute("SELECT sha256 FROM batches")]
        return frozenset([*self.ids.values(), *hashes])


@dataclass(frozen=True, slots=True, kw_only=True)
class Picking:
    """Fills the places of a command with what can be named; `missing` is an id that nothing has.

    A place is a kind of id (``F``, ``L``, ``incident`` …), a name (``F own``), or one of `words`.
    """

    chance: random.Random
    ids: Mapping[str, str]
    words: Mapping[str, Sequence[str]]
    missing: Mapping[str, str]

    def fill(self, template: Sequence[str]) -> Arguments:
        """The arguments of a command."""
        return tuple(re.sub(r"\{([^{}]+)\}", self._place, each) for each in template)

    def _place(self, found: re.Match[str]) -> str:
        place = found[1]
        if place == "out":
            return found[0]
        if place in self.ids:
            return self.ids[place]
        if place in self.words:
            return self.chance.choice(self.words[place])
        kinds = CASES if place == "case" else (place,)
        fitting = [id_ for name, id_ in self.ids.items() if name.partition(" ")[0] in kinds]
        hidden = [
            self.ids[name] for name in self.ids if "hidden" in name and self.ids[name] in fitting
        ]
        drawn = self.chance.random()
        if hidden and drawn < HIDDEN_SHARE:
            return self.chance.choice(hidden)
        if not fitting or drawn > 1 - MISSING_SHARE:
            return self.missing[kinds[0]]
        return self.chance.choice(fitting)


CASES = ("F", "incident")
HIDDEN_SHARE, MISSING_SHARE = 0.35, 0.08
MISSING = {
    "F": "F-01M7WG9DK5FXTM9PWTF8WN2P99",
    "D": "D-01M7WG9DK5FXTM9PWTF8WN2P99",
    "incident": "2024-01-01-zzzzzz",
    "E": "E-01M7WG9DK5FXTM9PWTF8WN2P99",
    "W": "W-01M7WG9DK5FXTM9PWTF8WN2P99",
    **{kind: f"{kind}-99999999" for kind in "LGQSM"},
}
