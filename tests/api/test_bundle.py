import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.wiring import wire_renderings, wire_sharing
from corpus.database import connect
from corpus.viewer import SECRETARIAT, Viewer
from sharing.scope import ScopeId
from sharing.sign_off.desk import Signer, SignOffDesk, Wish
from sharing.sign_off.states import Act
from sharing.sign_off.store import SignOffs
from tests.api.asking import ROOT, Desk, ask
from tests.api.docket.facts import RECORD, shaped
from tests.sharing.bundle.examples import a_bundle, a_bundled, a_key, put, the_files
from triage.lessons.lesson import LessonId

WHY = ("--why", "再発防止のため")
PROFILE = 'equipment = ["router"]\nfunctions = ["switching"]\nmakers = ["Cisco"]\n'


def signed_off(desk: Desk, lesson: str, scope: str) -> None:
    """Have the originators and the secretariat sign a lesson off."""
    now = datetime.now(UTC)
    with connect(desk.database) as db:
        sharing = wire_sharing(db)
        at = SignOffDesk(
            db=db,
            shares=sharing.shares,
            words=wire_renderings(db),
            register=sharing.register,
            sign_offs=SignOffs(db),
        )
        wish = Wish(lesson=LessonId(lesson), scope=ScopeId(scope), due=now + timedelta(days=7))
        put_up = at.put_up(wish, Signer(by=SECRETARIAT, person="事務 一", words="確認", now=now))
        for party in put_up.parties:
            signer = Signer(by=Viewer.parse(party), person="発信 者", now=now)
            at.say(put_up.id, Act.ACCEPT, signer)
        at.say(put_up.id, Act.APPROVE, Signer(by=SECRETARIAT, person="事務 二", now=now))


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """A workspace with a lesson that was shared with all carriers and signed off."""
    lesson = str(desk.json("lessons", "draft", RECORD)[0]["id"])
    desk.json("share", "set", lesson, "all-carriers", *WHY)
    signed_off(desk, lesson, "all-carriers")
    return desk


def test_a_bundle_is_made_checked_and_entered(shared: Desk) -> None:
    made = shaped("bundle", shared.json("bundle", "--scope", "all-carriers", "--out", "b.zip"))

    assert (len(made["lessons"]), made["left_out"]) == (1, [])
    entry = shared.json("ledger", "show", "--kind", "bundle")[-1]
    assert (entry["body"]["lessons"], entry["body"]["sha256"]) == (made["lessons"], made["sha256"])
    told = ask("bundle", "verify", "b.zip", "--key", made["key"], "--json")
    assert (told.code, shaped("bundle-verify", told.json)["expected"]) == (0, True)
    content = Path("b.zip").read_bytes()
    assert b"KDDI" not in content
    assert "沖縄".encode() not in content
    said = shared.ask("bundle", "--scope", "all-carriers", "--out", "again.zip", "--lang", "en")
    assert said.out.startswith("1 lessons written to again.zip")
    assert Path("again.zip").read_bytes() == content
    assert shared.json("ledger", "verify")["whole"]


def test_what_is_not_signed_off_is_left_out_and_named(shared: Desk) -> None:
    for each in shared.json("lessons", "list"):
        shared.ask("share", "set", each["id"], "all-carriers", *WHY)

    made = shared.json("bundle", "--scope", "all-carriers", "--out", "b.zip")

    assert len(made["lessons"]) == 1
    assert made["left_out"]
    assert {one["why"] for one in made["left_out"]} <= {"not_signed_off", "no_text"}
    said = shared.ask("bundle", "--scope", "all-carriers", "--out", "b.zip", "--lang", "en")
    assert "left out" in said.out


@pytest.mark.parametrize(
    ("arguments", "code", "exits"),
    [
        ((), "no_bundle", 2),
        (("--scope", "public"), "no_bundle", 2),
        (("--scope", "nowhere", "--out", "b.zip"), "UnknownScope", 2),
        (("--scope", "public", "--out", "b.zip"), "nothing_shared", 3),
        (("--scope", "public", "--out", "none/b.zip"), "no_such_folder", 3),
        (("--scope", "public", "--out", "."), "not_a_file", 3),
        (("--scope", "public", "--out", "var/kyokun.db-wal"), "over_itself", 3),
        (("verify", "none.zip"), "missing", 3),
        (("match", "poem", "--profile", "mine.toml"), "not_a_bundle", 3),
        (("match", "poem", "--profile", "poem"), "profile_format", 3),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Desk, arguments: tuple[str, ...], code: str, exits: int
) -> None:
    Path("poem").write_text("古池や\n", "utf-8")
    Path("mine.toml").write_text(PROFILE, "utf-8")

    said = desk.ask("bundle", *arguments, "--json")

    assert (said.code, said.error["code"]) == (exits, code)


def test_a_bundle_that_is_not_whole_exits_1_and_says_why() -> None:
    files = {**the_files(), "index.html": b"another page"}
    put(Path("b.zip"), files)

    said = ask("bundle", "verify", "b.zip", "--json")

    told = shaped("bundle-verify", said.json)
    assert (said.code, told["whole"]) == (1, False)
    assert told["fault"]["where"] == "index.html"
    assert told["fault"]["code"] == "bundle_changed_file"
    assert "NOT whole" in ask("bundle", "verify", "b.zip", "--lang", "en").out
    put(Path("b.zip"))
    text = ask("bundle", "verify", "b.zip", "--lang", "en")
    assert text.code == 0
    assert "compare it" in text.out


def test_a_match_says_which_lessons_touch_and_why() -> None:
    put(Path("b.zip"), the_files(a_bundle(a_bundled(), a_bundled("L-2.1", fields={}, text="文"))))
    Path("mine.toml").write_text(PROFILE, "utf-8")

    said = ask("bundle", "match", "b.zip", "--profile", "mine.toml", "--json")

    told = shaped("bundle-match", said.json)
    assert [(one["lesson"], one["touch"]) for one in told["lessons"]] == [
        ("L-1.1", "touches"),
        ("L-2.1", "open"),
    ]
    assert told["lessons"][0]["reasons"][0]["value"] == "switching"
    text = ask("bundle", "match", "b.zip", "--profile", "mine.toml", "--lang", "en").out
    assert "L-1.1  TOUCHES" in text
    assert "functions: switching" in text
    key = ("--key", a_key().public.hex)
    text = ask("bundle", "match", "b.zip", "--profile", "mine.toml", *key, "--lang", "en").out
    assert "compare it" not in text


def test_a_maker_that_is_hidden_is_said_to_be() -> None:
    lesson = a_bundled(fields={}, text="〔製造者A〕の装置。")
    put(Path("b.zip"), the_files(a_bundle(lesson)))
    Path("mine.toml").write_text(PROFILE, "utf-8")

    text = ask("bundle", "match", "b.zip", "--profile", "mine.toml", "--lang", "en").out

    assert "hidden" in text


GUARDED = """
import sys

WRITES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod",
          "os.truncate", "os.utime", "shutil.copyfile", "shutil.move", "subprocess.Popen",
          "os.system", "os.exec", "os.posix_spawn", "os.fork", "sqlite3.connect"}

def guard(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "smtplib.", "ftplib.")) or event in WRITES:
        raise SystemExit(f"forbidden: {event} {arguments!r}")
    if event == "open" and isinstance(arguments[2], int):
        import os
        if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
            raise SystemExit(f"forbidden: write {arguments[0]!r}")

from api.cli import main  # what is imported is the program itself, not what it is asked
sys.addaudithook(guard)
main(sys.argv[1:])
"""


def guarded(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line where every socket and every write ends it."""
    return subprocess.run(
        [sys.executable, "-B", "-c", GUARDED, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )


def state_of(folder: Path) -> dict[str, Any]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_match_opens_no_connection_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    put(folder / "b.zip")
    (folder / "mine.toml").write_text(PROFILE, "utf-8")
    before = state_of(folder)
    asked = ("bundle", "match", "b.zip", "--profile", "mine.toml", "--json")

    said = guarded(folder, *asked)

    assert (said.returncode, said.stderr) == (0, b"")
    assert json.loads(said.stdout)["lessons"][0]["touch"] == "touches"
    assert state_of(folder) == before
    assert guarded(folder, "bundle", "verify", "b.zip").returncode == 0
    # The guard does forbid: a command that writes ends there.
    assert b"forbidden" in guarded(folder, "init").stderr
