import pytest

from sharing.bulletin.write import FORMS
from tests.sharing.bulletin.examples import a_bulletin

OPENINGS = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF", "docx": b"PK", "text": "教訓".encode()}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written(form: str) -> None:
    assert FORMS[form](a_bulletin()).startswith(OPENINGS[form])
