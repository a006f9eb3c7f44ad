"""What happens in both worlds first: so that there is something to see, to count and to rank."""

import json
import random
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from api.settings import Settings
from api.wiring import STARTER, make_workspace
from corpus.account import Language
from corpus.database import transaction
from corpus.viewer import Audience
from sharing.answering.asking import Answering
from sharing.grain import Grain
from sharing.release import Release, content_hash_of
from sharing.scope import ScopeId
from tests.examples import NOW
from tests.worlds.filing import TEXTS, file_reading
from tests.worlds.stage import World
from triage.lessons.lesson import LessonId

KDDI, OKINAWA, SOFTBANK, NTT_EAST, IIJ = (
    f"carrier:{each}" for each in ("kddi", "okinawa-cellular", "softbank", "ntt-east", "iij")
)
SECRETARIAT, COMMITTEE, AUDITOR, PUBLIC = "secretariat", "committee", "auditor", "public"
WHY = ("--why", "理由")
REVIEWER = ("--reviewer", "甲")
RECORDS = 14
FACTS = 3
"""How many files of facts there are."""


def begin(folder: Path, chance: random.Random) -> World:
    """A world with incidents on record, filings, entries, lessons, shares, groups and answers."""
    make_workspace(Settings(workspace=folder))
    world = World(folder)
    _write_files(world, chance)
    _record(world, chance)
    for name, carrier in (("own", "kddi"), ("second", "kddi"), ("far", "softbank")):
        file_reading(world, name, carrier, chance)
    file_reading(world, "joint", "kddi / okinawa-cellular", chance)
    _draft(world)
    _gather(world)
    _enter(world)
    _share(world)
    world.json(SECRETARIAT, "review", "accept", world.ids["F own"], *WHY, *REVIEWER)
    world.json(SECRETARIAT, "carriers", "set", "kddi", "--contact", "a@example.jp")
    held = ("--on", "2025-04-01", "--by", "甲")
    world.note("held", json.dumps(world.json(SECRETARIAT, "meeting", "hold", "会", *held)))
    world.json(SECRETARIAT, "queue")
    world.json(KDDI, "search", "停電")
    return world


def files_of(world: World) -> dict[str, tuple[str, ...]]:
    """The files that commands can read, by the place they fill."""
    return {
        "facts": tuple(str(world.folder / f"facts-{number}.json") for number in range(FACTS)),
        "report": (str(world.folder / "report.txt"),),
        "letter": (str(world.folder / "letter.txt"),),
        "sheet": (str(world.folder / "sheet.csv"),),
        "empty": (str(world.folder / "empty.docx"),),
        "ask": ("2025-08-01 報告",),
    }


@cache
def starter() -> Sequence[str]:
    """The lines of the starter corpus."""
    return tuple(STARTER.read_text("utf-8").splitlines())


def _write_files(world: World, chance: random.Random) -> None:
    for number in range(FACTS):
        (world.folder / f"facts-{number}.json").write_text(json.dumps(_facts(number)), "utf-8")
    text = f"2025年4月1日、KDDIの沖縄県の局舎で停電。{chance.choice(TEXTS)}"
    (world.folder / "report.txt").write_text(text, "utf-8")
    letter = f"事業者名:KDDI株式会社\n発生年月日:2025年4月1日\n発生原因:{chance.choice(TEXTS)}\n"
    (world.folder / "letter.txt").write_text(letter, "utf-8")
    (world.folder / "sheet.csv").write_text("ask,state\nQ-1,applies\n", "utf-8")
    (world.folder / "empty.docx").write_bytes(b"")


def _facts(number: int) -> dict[str, Any]:
    services = [{"service": "voice", "users": 40_000 + number * 1000, "duration_minutes": 130}]
    return {"occurred_at": f"2025-06-{10 + number}T10:00:00+09:00", "services": services}


def _record(world: World, chance: random.Random) -> None:
    lines = chance.sample(starter(), RECORDS)
    file = world.folder / "record.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    world.json(SECRETARIAT, "corpus", "import", str(file))
    for number, line in enumerate(lines):
        world.ids[f"incident record {number}"] = json.loads(line)["id"]


def _draft(world: World) -> None:
    cases = (
        (SECRETARIAT, "record", "incident record 0"),
        (SECRETARIAT, "other", "incident record 1"),
        (KDDI, "own", "F own"),
        (SOFTBANK, "far", "F far"),
        (SECRETARIAT, "of own", "F own"),
    )
    for by, name, case in cases:
        for kept in world.json(by, "lessons", "draft", world.ids[case]):
            world.note(name, kept["id"])


def _gather(world: World) -> None:
    made = {
        "closed": (KDDI, "--members-hidden"),
        "voluntary": (KDDI, "--without-ministry"),
        "ministry": (SECRETARIAT,),
        "far": (SOFTBANK, "--without-ministry"),
    }
    for name, (by, *options) in made.items():
        [group] = world.json(by, "groups", "new", "会", *options)
        world.ids[f"G {name}"] = group["group"]
        for other in (OKINAWA, NTT_EAST):
            world.json(by, "groups", "ask", group["group"], other.partition(":")[2])
        world.json(OKINAWA, "groups", "join", group["group"])


def _enter(world: World) -> None:
    for number, (name, by) in enumerate(
        {"own": KDDI, "far": SOFTBANK, "ministry": SECRETARIAT}.items()
    ):
        facts = str(world.folder / f"facts-{number}.json")
        world.ids[f"D {name}"] = world.json(by, "entry", "add", facts)["id"]
    ask = ("--title", "指導", "--on", "2025-07-01", "--ask", "2025-08-01 報告")
    for name in ("own", "far"):
        [given] = world.json(SECRETARIAT, "guidance", "add", world.ids[f"D {name}"], *ask)
        world.ids[f"asked {name}"] = given["asked"][0]["key"]


def _share(world: World) -> None:
    ids = world.ids
    shares: list[tuple[str, str, tuple[str, ...]]] = [
        (SECRETARIAT, "record", ("named", "--carrier", "kddi", "--carrier", "iij")),
        (SECRETARIAT, "record", ("designated",)),
        (SECRETARIAT, "other", ("all-carriers",)),
        (KDDI, "own", ("voluntary", "--group", ids["G voluntary"])),
    ]
    for by, name, scope in shares:
        if f"L {name}" in ids:
            world.json(by, "share", "set", ids[f"L {name}"], *scope, *WHY)
    with world.opened() as db, transaction(db):
        for name in ("kddi", "softbank", "ntt-east"):
            _ask(Answering(db), LessonId(f"{ids['L other']}.1"), name)
    for name, by in (("own", KDDI), ("far", SOFTBANK)):
        world.note(name, world.ask(by, "answers", "list", "--json").out)


def _ask(answering: Answering, lesson: LessonId, carrier: str) -> None:
    release = Release(
        lesson=lesson,
        scope=ScopeId("all-carriers"),
        grain=Grain.CARRIERS,
        language=Language.JA,
        content_hash=content_hash_of("教訓"),
    )
    answering.ask(release, Audience(f"carrier:{carrier}"), NOW + timedelta(30), NOW)
