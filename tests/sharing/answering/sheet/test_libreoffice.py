"""A sheet that is filled in by LibreOffice comes back exactly: skipped where it is not installed.

LibreOffice is driven by a Basic macro in a profile of its own: it opens the file, writes into
cells as a person types, and saves.
"""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from corpus.intake.sandbox import Sandbox
from sharing.answering.answer import NOTHING_SAID, Said, State
from sharing.answering.sheet.take import Outcome
from tests.sharing.answering.examples import CHECKING
from tests.sharing.answering.sheet.books import Post
from tests.sharing.examples import IIJ

OFFICE = shutil.which("soffice")
SECONDS = 180
TEXT = "=1+1 は式ではない _x0041_\n二行目\t「𠮷」 <b>&amp; 'か'"
"""What is written as evidence: nothing of it may come back otherwise."""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill"
 script:language="StarBasic">{}</script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Fill"/></library:library>"""
_BASIC = """
Function said(name, value)
  Dim told as new com.sun.star.beans.PropertyValue
  told.Name = name
  told.Value = value
  said = told
End Function
Sub Run
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, Array(said("Hidden", True)))
  page = book.Sheets.getByIndex(0)
{steps}
  book.storeToURL("{target}", Array(said("FilterName", "Calc MS Excel 2007 XML")))
  book.close(True)
End Sub
"""

pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice (soffice) is not installed here"
)


@pytest.fixture
def post() -> Iterator[Post]:
    with Sandbox() as sandbox:
        post = Post(sandbox)
        post.desk.asked(IIJ)
        yield post


def through_office(folder: Path, content: bytes, *steps: str) -> bytes:
    """The workbook after LibreOffice opened it, took `steps` of Basic on its first sheet."""
    source, target = folder / "out.xlsx", folder / "back.xlsx"
    source.write_bytes(content)
    _office(folder, "--terminate_after_init")
    library = folder / "profile" / "user" / "basic" / "Standard"
    told = "\n".join(f"  {step}" for step in steps)
    basic = _BASIC.format(source=source.as_uri(), target=target.as_uri(), steps=told)
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    (library / "Fill.xba").write_text(_MODULE.format(escape(basic)), "utf-8")
    _office(folder, "macro:///Standard.Fill.Run")
    return target.read_bytes()


def _office(folder: Path, order: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--norestore", order],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )


def types(cell: str, text: str) -> str:
    """Types a text into a cell."""
    parts = [part.replace('"', '""') for part in text.split("\n")]
    told = " & Chr(10) & ".join(f'"{part}"' for part in parts)
    return f'page.getCellRangeByName("{cell}").String = {told}'


def enters(cell: str, text: str) -> str:
    """Enters a text as the keyboard does: what looks like a day becomes one."""
    return f'page.getCellRangeByName("{cell}").setFormula("{text}")'


def test_a_sheet_filled_in_by_libreoffice_comes_back_exactly(post: Post, tmp_path: Path) -> None:
    content = through_office(
        tmp_path,
        post.sheet(),
        types("H5", "該当 / applies"),
        types("I5", TEXT),
        enters("J5", "2031-02-03"),
        types("H6", "非該当"),
        types("I6", TEXT),
        types("H7", "確認中"),
    )

    taken = post.back(content)

    assert [(one.outcome, one.fault) for one in taken] == [(Outcome.TAKEN, None)] * 3
    answer = post.desk.answers.find("L-1", IIJ)
    assert answer.whole == Said(state=State.APPLIES, evidence=TEXT, planned=date(2031, 2, 3))
    assert answer.items == (Said(state=State.NOT_APPLICABLE, evidence=TEXT), CHECKING)


def test_a_sheet_that_libreoffice_only_saved_changes_nothing(post: Post, tmp_path: Path) -> None:
    ask = post.desk.answers.find("L-1", IIJ).ask.id
    told = Said(state=State.APPLIES, evidence=TEXT, planned=date(2031, 2, 3))
    before = post.desk.give(ask, told, IIJ)

    taken = post.back(through_office(tmp_path, post.sheet()))

    assert [one.outcome for one in taken] == [Outcome.UNCHANGED] * 3
    assert post.desk.answers.get(ask, IIJ) == before
    assert before.items == (NOTHING_SAID, NOTHING_SAID)
