import sqlite3
from pathlib import Path
from random import Random

import pytest

from api.schemas import SCHEMAS
from tests.api.asking import Desk


def _files(desk: Desk) -> list[Path]:
    return sorted(path for path in (desk.workspace / "index").rglob("*") if path.is_file())


def test_the_index_is_made_again_without_encoding_anything(filed: Desk) -> None:
    found = filed.json("search", "停電")

    answer = filed.json("index", "rebuild")

    SCHEMAS["index"].model_validate(answer)
    assert answer == {"accounts": answer["accounts"], "encoded": 0, "faults": []}
    assert answer["accounts"] > 200
    assert filed.json("search", "停電") == found
    assert f"({answer['accounts']} accounts)" in filed.ask("index", "verify").out


@pytest.mark.parametrize("harm", ["delete", "truncate", "empty", "flip", "swap"])
def test_an_index_that_was_harmed_heals_itself(harm: str, filed: Desk) -> None:
    found = filed.json("search", "停電")
    chance = Random(7)
    for path in _files(filed):
        content = bytearray(path.read_bytes())
        if harm == "delete":
            path.unlink()
            continue
        if harm == "truncate":
            del content[len(content) // 2 :]
        if harm == "empty":
            content.clear()
        if harm == "flip" and content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        if harm == "swap":
            content = bytearray(b"something else altogether" * 50)
        path.write_bytes(content)

    said = filed.ask("index", "verify", "--json")

    assert said.code == 0
    assert (said.json["encoded"], said.json["faults"]) == (0, [])
    assert filed.ask("search", "停電", "--json").json == found


def test_a_vector_that_is_kept_no_more_is_a_fault(filed: Desk) -> None:
    with sqlite3.connect(filed.database) as db:
        view, hashed = db.execute("SELECT encoder, content_hash FROM vectors LIMIT 1").fetchone()
        db.execute("DELETE FROM vectors WHERE encoder = ? AND content_hash = ?", (view, hashed))
    db.close()

    said = filed.ask("index", "verify", "--json")
    text = filed.ask("index", "verify", "--lang", "en")

    assert said.code == text.code == 1
    SCHEMAS["index"].model_validate(said.json)
    [fault] = said.json["faults"]
    assert fault["kind"] == "not_kept"
    assert text.out.splitlines()[0].startswith("1 faults in the index")
    assert text.out.splitlines()[1].split() == ["not_kept", str(fault["label"]), fault["view"]]
    assert filed.ask("index", "rebuild").code == 0
    assert filed.ask("index", "verify").code == 0
