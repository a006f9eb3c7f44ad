import json
from pathlib import Path
from time import process_time

import pytest

from corpus.intake.readers.read import read_document
from corpus.intake.readers.source import Source
from corpus.intake.understand import understand
from corpus.reading import Reading
from corpus.samples.compose import composed
from corpus.samples.make import FILINGS, make
from corpus.samples.truth import expected, figure, understood

TRUTH = ".expected.json"
SAMPLES = sorted(path.name for path in FILINGS.iterdir() if not path.name.endswith(TRUTH))
LISTS = [name for name in SAMPLES if name.startswith("annual-")]
ROWS_A_SECOND = 1_000  # of understanding alone, on a slow and busy machine


def readings_of(path: Path) -> tuple[Reading, ...]:
    return understand(read_document(Source(name=path.name, content=path.read_bytes())))


def truth_of(name: str) -> dict[str, object]:
    told: dict[str, object] = json.loads((FILINGS / f"{name}{TRUTH}").read_text("utf-8"))
    return told


def test_there_are_samples_enough_in_every_format() -> None:
    assert len(SAMPLES) >= 46
    assert {Path(name).suffix for name in SAMPLES} == {
        ".csv", ".docx", ".json", ".pdf", ".pptx", ".txt", ".xlsx",
    }  # fmt: skip


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in LISTS])
def test_a_sample_is_read_as_its_facts_call_for(name: str) -> None:
    [reading] = readings_of(FILINGS / name)
    assert understood(reading) == truth_of(name)


@pytest.mark.parametrize("name", LISTS)
def test_an_annual_list_is_read_row_by_row(name: str) -> None:
    document = read_document(Source(name=name, content=(FILINGS / name).read_bytes()))
    start = process_time()
    readings = understand(document)
    seconds = process_time() - start
    truth = truth_of(name)
    rows = truth["readings"]
    assert isinstance(rows, dict)
    assert {n: understood(readings[int(n)]) for n in rows} == rows
    assert len(rows) == 20
    assert len(readings) == truth["rows"] == 3_000
    assert readings[0].where.endswith(f" row {truth['first_row']}")
    assert not any(reading.unread for reading in readings)
    assert len(readings) / seconds > ROWS_A_SECOND


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filings")
    make(folder)
    return folder


def test_the_samples_that_are_kept_are_those_that_are_made(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == sorted(
        path.name for path in FILINGS.iterdir()
    )
    for path in made.glob(f"*{TRUTH}"):
        assert json.loads(path.read_text("utf-8")) == truth_of(path.name.removesuffix(TRUTH))


def test_samples_that_are_made_again_read_the_same(made: Path) -> None:
    for name in SAMPLES:
        if name not in LISTS:
            assert readings_of(made / name) == readings_of(FILINGS / name)


def test_samples_take_little_room() -> None:
    assert sum(path.stat().st_size for path in FILINGS.iterdir()) < 3_000_000


def test_a_composed_filing_tells_only_what_the_record_tells() -> None:
    record = {
        "operator": "ある事業者",
        "started_at": "2023-05-14T23:00:00+09:00",
        "service_kinds": ["cloud", "unheard_of"],
        "duration_minutes": None,
        "affected_users": None,
        "affected_area": None,
        "trigger": "停電",
    }
    told = {"form": "first_report", "file": "a.txt", "layout": "lines"}
    truth = expected(composed(told, record, 2))
    assert truth["carrier"] == "ある事業者"
    assert truth["services"] == [{"service": "other"}]
    assert truth["unread"] == [["影響を与えた利用者数", "pending"]]
    assert not {"recovered", "minutes", "area"} & truth.keys()


def test_a_fact_that_is_no_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="about ten"):
        figure("about ten")
