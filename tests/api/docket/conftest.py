import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.api.asking import FILINGS, Desk
from tests.api.docket.facts import KDDI, OUTAGE, an_entry

DETAILED = "kddi-2022-07-02-2-detailed.docx"


@dataclass(frozen=True)
class Kept:
    """A workspace in which KDDI has one entry and one filing, on two accidents."""

    desk: Desk
    entry: str
    filing: str


@pytest.fixture(scope="session")
def _kept(_begun: Desk, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("docket") / "var"
    desk = Desk(Path(shutil.copytree(_begun.workspace, folder)))
    entry = an_entry(desk, OUTAGE, "--area", "東京都", "--regime", "us-nors")
    [receipt] = desk.json("intake", FILINGS / DETAILED, *KDDI)
    return Kept(desk, entry["id"], receipt["receipt"])


@pytest.fixture
def kept(_kept: Kept, tmp_path: Path) -> Kept:
    """A copy of it, for one test alone."""
    desk = Desk(Path(shutil.copytree(_kept.desk.workspace, tmp_path / "var")))
    return Kept(desk, _kept.entry, _kept.filing)


@pytest.fixture
def facts_file(tmp_path: Path) -> Path:
    """The facts of the outage, in a file."""
    path = tmp_path / "outage.json"
    path.write_text(json.dumps(OUTAGE), "utf-8")
    return path
