"""What happens in both worlds first: so that there is something to see, to count and to rank."""

import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from api.settings import Settings
from api.wiring import STARTER, make_workspace
from tests.worlds.filing import file_reading
from tests.worlds.stage import Ids, World

KDDI, OKINAWA, SOFTBANK, NTT_EAST, IIJ = (
    f"carrier:{each}" for each in ("kddi", "okinawa-cellular", "softbank", "ntt-east", "iij")
)
SECRETARIAT, COMMITTEE, AUDITOR, PUBLIC = "secretariat", "committee", "auditor", "public"
WHY = ("--why", "理由")
RECORDS = 14


def begin(folder: Path, chance: random.Random) -> World:
    """A world with incidents on record, filings, entries, lessons, shares, groups and answers."""
    make_workspace(Settings(workspace=folder))
    world = World(folder, Ids())
    _record(world, chance)
    for name, carrier in (("own", "kddi"), ("second", "kddi"), ("far", "softbank")):
        file_reading(world, name, carrier, chance)
    file_reading(world, "joint", "kddi / okinawa-cellular", chance)
    _draft(world, chance)
    _gather(world)
    _enter(world)
    _share(world)
    world.json(SECRETARIAT, "review", "accept", world.ids.filings["own"], *WHY, *REVIEWER)
    world.json(SECRETARIAT, "carriers", "set", "kddi", "--contact", "a@example.jp")
    world.json(SECRETARIAT, "queue")
    world.json(KDDI, "search", "停電")
    return world


REVIEWER = ("--reviewer", "甲")


def facts(number: int = 0, carrier: str | None = None) -> str:
    """Facts of an accident, as JSON."""
    told: dict[str, Any] = {
        "occurred_at": f"2025-06-{10 + number % 15}T10:00:00+09:00",
        "services": [
            {"service": "voice", "users": 40_000 + number * 1000, "duration_minutes": 130}
        ],
    }
    if carrier is not None:
        told["carrier"] = {"id": carrier}
    return json.dumps(told)


def facts_file(world: World, number: int, carrier: str | None = None) -> str:
    """A file of facts; its name tells no more than they do."""
    path = world.folder / f"facts-{number}.json"
    path.write_text(facts(number, carrier), "utf-8")
    return str(path)


@cache
def starter() -> Sequence[str]:
    """The lines of the starter corpus."""
    return tuple(STARTER.read_text("utf-8").splitlines())


def _record(world: World, chance: random.Random) -> None:
    lines = chance.sample(starter(), RECORDS)
    file = world.folder / "record.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    world.json(SECRETARIAT, "corpus", "import", str(file))
    for number, line in enumerate(lines):
        world.ids.incidents[f"record {number}"] = json.loads(line)["id"]


def _draft(world: World, chance: random.Random) -> None:
    cases = [
        (SECRETARIAT, "record", world.ids.incidents["record 0"]),
        (SECRETARIAT, "other record", world.ids.incidents["record 1"]),
        (KDDI, "own", world.ids.filings["own"]),
        (SOFTBANK, "far", world.ids.filings["far"]),
        (SECRETARIAT, "of own", world.ids.filings["own"]),
    ]
    for by, name, case in cases:
        for number, kept in enumerate(world.json(by, "lessons", "draft", case)):
            world.ids.lessons[f"{name} {number}"] = kept["id"]
    assert world.ids.lessons, chance


def _gather(world: World) -> None:
    made = {
        "hidden": (KDDI, "--members-hidden"),
        "voluntary": (KDDI, "--without-ministry"),
        "ministry": (SECRETARIAT,),
        "far": (SOFTBANK, "--without-ministry"),
    }
    for name, (by, *options) in made.items():
        [group] = world.json(by, "groups", "new", "会", *options)
        world.ids.groups[name] = group["id"]
        for other in (OKINAWA, NTT_EAST):
            world.json(by, "groups", "ask", group["id"], other.partition(":")[2])
        world.json(OKINAWA, "groups", "join", group["id"])


def _enter(world: World) -> None:
    made = {"own": (KDDI, 0), "far": (SOFTBANK, 1), "ministry": (SECRETARIAT, 2)}
    for name, (by, number) in made.items():
        entry = world.json(by, "entry", "add", facts_file(world, number))
        world.ids.entries[name] = entry["id"]
    ask = ("--title", "指導", "--on", "2025-07-01", "--ask", "2025-08-01 報告")
    world.json(SECRETARIAT, "guidance", "add", world.ids.entries["own"], *ask)
    world.json(SECRETARIAT, "guidance", "add", world.ids.entries["far"], *ask)


def _share(world: World) -> None:
    lessons = world.ids.lessons
    for name, scope, options in (
        ("record 0", "named", ("--carrier", "kddi")),
        ("record 0", "designated", ()),
        ("other record 0", "all-carriers", ()),
    ):
        if name in lessons:
            world.json(SECRETARIAT, "share", "set", lessons[name], scope, *options, *WHY)
    if "own 0" in lessons:
        group = ("--group", world.ids.groups["voluntary"])
        world.json(KDDI, "share", "set", lessons["own 0"], "voluntary", *group, *WHY)
