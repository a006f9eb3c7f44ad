from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.errors import FileRefused
from corpus.filings import FilingStore
from corpus.ids import CarrierId
from corpus.intake.sandbox import Sandbox
from corpus.intake.take import Intake
from corpus.viewer import SECRETARIAT
from tests.corpus.names import Names
from tests.examples import NOW

KDDI = CarrierId("kddi")
REPORT = "件名 交換機の障害\n発生日時 令和4年7月2日 1時35分\n原因 交換機の設定を誤った。\n"


@pytest.fixture
def intake(db: Database) -> Iterator[Intake]:
    with Sandbox() as sandbox:
        yield Intake(db, sandbox, Names())


def test_a_file_is_kept_as_it_came(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "速報.txt"
    path.write_text(REPORT, "utf-8")

    [receipt] = intake.take(path, KDDI, NOW)

    filings = FilingStore(intake.db)
    assert filings.original(receipt.filing, SECRETARIAT) == REPORT.encode()
    batch = filings.get(receipt.filing, SECRETARIAT).batch
    assert (batch.name, batch.received_at) == ("速報.txt", NOW)
    assert filings.refusals(SECRETARIAT) == ()


def test_of_a_file_that_is_refused_only_the_reason_is_kept(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "picture.pdf"
    path.write_bytes(b"%PDF-1.7 cut short")

    with pytest.raises(FileRefused) as refused:
        intake.take(path, KDDI, NOW)

    [kept] = FilingStore(intake.db).refusals(SECRETARIAT)
    assert (kept.name, kept.carrier, kept.at) == ("picture.pdf", KDDI, NOW)
    assert (kept.code, kept.where) == (refused.value.code, refused.value.where)
    assert dict(kept.details) == refused.value.details
    assert kept.size == path.stat().st_size
    assert intake.db.table("originals").count == 0


def test_a_text_that_no_filing_is_in_is_refused_with_its_digest(
    intake: Intake, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    headings = "項番,事業者名,事故管理番号,発生年月日,発生時刻"
    path.write_text(f"{headings}\n合計,,,,\n合計,,,,\n", "utf-8")

    with pytest.raises(FileRefused):
        intake.take(path, None, NOW)

    [kept] = FilingStore(intake.db).refusals(SECRETARIAT)
    assert kept.code == "nothing_read"
    assert kept.sha256 == sha256(path.read_bytes()).hexdigest()
    assert kept.size == path.stat().st_size


@pytest.mark.parametrize(
    ("path", "name"), [("none.txt", "none.txt"), ("/", "/"), ("\udcff.txt", "?.txt")]
)
def test_what_is_not_there_is_refused_under_a_name_that_can_be_shown(
    path: str, name: str, intake: Intake
) -> None:
    with pytest.raises(FileRefused):
        intake.take(Path(path), None, NOW)

    [kept] = FilingStore(intake.db).refusals(SECRETARIAT)
    assert (kept.name, kept.sha256) == (name, None)
    assert kept == replace(kept, name=name)
