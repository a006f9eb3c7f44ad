"""LibreOffice opens every document and prints it: skipped where it is not installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from corpus.documents.layout import Layout
from corpus.documents.write import KINDS, SUFFIXES, write_document
from corpus.intake.document import Paragraph, Table
from corpus.intake.sandbox import Sandbox
from tests.corpus.documents.readings import BUG, an_outage

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")
def test_libreoffice_opens_and_prints_every_document(tmp_path: Path) -> None:
    for kind in KINDS:
        written = write_document(an_outage(), BUG, kind)
        (tmp_path / f"{kind}{SUFFIXES[kind]}").write_bytes(written)
    names = [str(tmp_path / f"{kind}{SUFFIXES[kind]}") for kind in KINDS]

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    order = ("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path))
    subprocess.run(
        [str(OFFICE), profile, *order, *names],
        check=True,
        capture_output=True,
        timeout=180,
    )

    with Sandbox() as sandbox:
        for kind in KINDS:
            printed, _ = sandbox.read(tmp_path / f"{kind}.pdf")
            text = "".join(map(_text, printed.blocks))
            assert "例示通信株式会社" in text.replace(" ", ""), kind


def _text(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "".join(cell.text for row in block.rows for cell in row)


def test_every_kind_is_written_without_libreoffice() -> None:
    assert all(write_document(an_outage(), Layout(), kind)[:2] == b"PK" for kind in KINDS)
