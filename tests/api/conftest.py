import shutil
from pathlib import Path

import pytest

from api.settings import Settings
from tests.api.asking import FILINGS, Desk

FILED = (
    "kddi-2022-07-02-1-first.txt",
    "kddi-2022-07-02-2-detailed.docx",
    "docomo-2022-12-17-detailed.xlsx",
    "iij-2026-04-15-ddos-letter.txt",
    "odd-two-tables.docx",
)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"KYOKUN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("begun") / "var")
    assert desk.ask("init").code == 0
    return desk


@pytest.fixture(scope="session")
def _filed(_begun: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = _copied(_begun, tmp_path_factory.mktemp("filed"))
    assert desk.ask("intake", *(FILINGS / name for name in FILED)).code == 0
    assert desk.ask("queue").code == 0
    return desk


@pytest.fixture
def desk(_begun: Desk, tmp_path: Path) -> Desk:
    """A workspace of its own, with the starter corpus in it."""
    return _copied(_begun, tmp_path)


@pytest.fixture
def filed(_filed: Desk, tmp_path: Path) -> Desk:
    """A workspace of its own, with five filings judged."""
    return _copied(_filed, tmp_path)


def _copied(desk: Desk, folder: Path) -> Desk:
    return Desk(Path(shutil.copytree(desk.workspace, folder / "var")))
