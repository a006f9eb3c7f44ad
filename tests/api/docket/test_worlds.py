"""Who may not see an entry is told exactly what there is told where there is none."""

import pytest

from tests.api.docket.conftest import Kept
from tests.api.docket.facts import DOCOMO, KDDI, PUBLIC, RECORD, SMALL, an_entry

NONE = "D-01K0000000000000000000000"
SEAL = "sealed:" + "0" * 64
ASKED = {
    "show": ("entry", "show", "ENTRY"),
    "history": ("entry", "show", "ENTRY", "--history"),
    "revise": ("entry", "revise", "ENTRY", "--area", "東京都"),
    "evidence": ("entry", "evidence", "ENTRY", "not_perceived", "x"),
    "parent": ("entry", "parent", "ENTRY", RECORD),
    "done": ("done", "ENTRY", "jp-2025-04/serious/first"),
    "handover": ("handover", "show", "ENTRY"),
    "told": ("handover", "told", "ENTRY", "mic", "--way", "電話"),
    "told nobody": ("handover", "told", "ENTRY", "nobody", "--way", "電話"),
    "imsi": ("handover", "imsi", "ENTRY", "--count", "2", "--sealed", SEAL),
    "sealed": ("handover", "sealed", "ENTRY"),
    "happened": ("happened", "ENTRY"),
    "happening": ("happened", "ENTRY", "roaming_ended"),
    "guidance": ("guidance", "list", "ENTRY"),
    "export": ("export", "ENTRY", "--to", "out"),
    "burden": ("burden", "ENTRY"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("viewer", [DOCOMO, PUBLIC], ids=["another carrier", "the public"])
def test_an_entry_of_another_is_no_entry(
    kept: Kept, asked: tuple[str, ...], viewer: tuple[str, str]
) -> None:
    def answer(entry: str) -> tuple[int, list[str]]:
        arguments = [entry if each == "ENTRY" else each for each in asked]
        said = kept.desk.ask(*arguments, *viewer, "--json")
        return said.code, [each.replace(entry, "ENTRY") for each in (said.out, said.err)]

    assert answer(kept.entry) == answer(NONE)
    assert answer(kept.entry)[0] in {2, 3}


LISTS = {
    "entries": ("entry", "list"),
    "children": ("entry", "children", RECORD),
    "due": ("due", "--as-of", "2025-06-20", "--done"),
    "overdue": ("overdue", "--as-of", "2025-08-20"),
    "calendar": ("due", "--as-of", "2025-06-20", "--ics", "-"),
    "flags": ("flags",),
    "happened": ("happened", RECORD),
    "guidance": ("guidance", "list"),
    "operators": ("operators", "unreached"),
    "monitoring": ("monitor", "2025", "--as-of", "2025-08-20"),
    "annual": ("report", "annual", "--year", "2025", "--to", "annual.xlsx"),
}


@pytest.mark.parametrize("asked", LISTS.values(), ids=LISTS)
def test_what_another_does_changes_no_list(kept: Kept, asked: tuple[str, ...]) -> None:
    before = kept.desk.ask(*asked, *DOCOMO)

    entry = an_entry(kept.desk, SMALL, "--about", RECORD, "--area", "沖縄県")["id"]
    kept.desk.json("happened", entry, "roaming_started", *KDDI)
    kept.desk.json("entry", "parent", kept.entry, RECORD, *KDDI)
    kept.desk.json("guidance", "add", entry, "--title", "指導", "--ask", "2999-01-01 報告")

    assert kept.desk.ask(*asked, *DOCOMO) == before
    assert before.code == 0
