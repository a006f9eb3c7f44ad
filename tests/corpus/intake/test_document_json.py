"""A document as JSON and back."""

import json
from typing import Any

import pytest

from corpus.intake.document import Cell, Document, Kind, Note, Paragraph, Remark, Table
from corpus.intake.document_json import NotADocument, dumps, from_json, to_json

DOCUMENT = Document(
    kind=Kind.XLSX,
    blocks=(
        Paragraph(text="社外秘\n", where="sheet A header"),
        Table(
            rows=(
                (
                    Cell(text="件名", row=3, column=1),
                    Cell(text="", row=3, column=2, merged=True),
                    Cell(text="", row=3, column=5, formula_without_value=True),
                ),
            ),
            where="sheet A",
            name="A",
            lettered=True,
        ),
    ),
    notes=(Note(remark=Remark.HIDDEN_ROW, where="sheet A row 3", count=2, detail="x"),),
)


def test_a_document_comes_back_as_it_went() -> None:
    assert from_json(json.loads(dumps(to_json(DOCUMENT)))) == DOCUMENT


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        {"kind": "exe", "blocks": [], "notes": []},
        {"kind": "txt", "blocks": [["p1", 7]], "notes": []},
        {"kind": "txt", "blocks": [["p1"]], "notes": []},
        {"kind": "csv", "blocks": [["list", "", False, [[1]]]], "notes": []},
        {"kind": "csv", "blocks": [["list", "", False, [["1", [1, "a"]]]]], "notes": []},
        {"kind": "csv", "blocks": [["list", "", False, [[1, [1, "a", "x"]]]]], "notes": []},
        {"kind": "txt", "blocks": [], "notes": [["nonsense", "", 1, ""]]},
    ],
)
def test_json_of_another_shape_is_no_document(told: Any) -> None:
    with pytest.raises(NotADocument):
        from_json(told)
