import json
from pathlib import Path

import pytest

from api.schemas import SCHEMAS
from corpus.intake.limits import MEGABYTE
from tests.api.asking import FILINGS, Desk

FIRST = FILINGS / "kddi-2022-07-02-1-first.txt"
LIST = FILINGS / "docomo-2023-10-31-sms.csv"


def _unfit(folder: Path) -> list[Path]:
    """One file for each of several reasons not to take it."""
    files = {
        "empty.txt": b"",
        "torn.docx": (FILINGS / "odd-two-tables.docx").read_bytes()[:2000],
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "wrong.pdf": (FILINGS / "odd-two-tables.docx").read_bytes(),
        "noise.txt": b"\x81\x20\xff\xfe\x00\x81\x20" * 50,
        "odd.exe": b"MZ\x00\x01" * 50,
        "cut.json": b'{"a": ',
        "flat.json": b"7",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "folder.docx").mkdir()
    return [*(folder / name for name in files), folder / "folder.docx", folder / "none.pdf"]


def test_a_filing_gets_its_receipt(desk: Desk) -> None:
    [receipt] = desk.json("intake", FIRST)

    assert receipt["receipt"].startswith("F-")
    assert receipt["batch"].startswith("B-")
    assert receipt["carrier"] == "kddi"
    assert not receipt["already"]
    assert receipt["refused"] is None
    assert receipt["offers"][0]["incident"].startswith("2022-07-02-kddi")


def test_a_filing_that_is_sent_again_gets_the_receipt_it_had(desk: Desk) -> None:
    [first] = desk.json("intake", FIRST)
    [again] = desk.json("intake", FIRST)

    assert again == {**first, "already": True}
    assert f"受付済み {first['receipt']}" in desk.ask("intake", FIRST).out
    assert len(desk.json("queue")) == 1


def test_text_and_json_tell_the_same_receipts(desk: Desk) -> None:
    text = desk.ask("intake", FIRST, LIST, "--lang", "en")
    told = [line.split()[1] for line in text.out.splitlines() if line.startswith("received")]

    assert told == [one["receipt"] for one in desk.json("intake", FIRST, LIST)]
    assert "may be about an accident on record: 2022-07-02-kddi" in text.out


def test_what_cannot_be_taken_does_not_keep_the_rest_out(desk: Desk, tmp_path: Path) -> None:
    unfit = _unfit(tmp_path)

    said = desk.ask("intake", unfit[0], FIRST, *unfit[1:], LIST, "--json")

    taken = {one["file"] for one in said.json if one["receipt"]}
    refused = {one["file"]: one["refused"] for one in said.json if not one["receipt"]}
    assert said.code == 3
    assert taken == {FIRST.name, LIST.name}
    assert refused.keys() == {path.name for path in unfit}
    assert len({one["code"] for one in refused.values()}) >= 7
    for name, fault in refused.items():
        assert fault["where"].startswith(name)
        assert fault["message"] in said.err
    SCHEMAS["intake"].model_validate(said.json)


@pytest.mark.parametrize("lang", ["ja", "en", "both"])
def test_what_was_refused_is_listed(lang: str, desk: Desk, tmp_path: Path) -> None:
    unfit = _unfit(tmp_path)
    refused = desk.ask("intake", *unfit, "--lang", lang)

    listed = desk.json("intake", "--refused", "--lang", lang)
    text = desk.ask("intake", "--refused", "--lang", lang)

    assert refused.code == 3
    assert refused.out == ""
    assert [one["file"] for one in listed] == [path.name for path in unfit]
    assert [one["message"] for one in listed] == refused.err.splitlines()
    assert [line.split("  ", 1)[1] for line in text.out.splitlines()] == refused.err.splitlines()
    SCHEMAS["refusals"].model_validate(listed)


def test_nothing_was_refused_at_first(desk: Desk) -> None:
    assert desk.json("intake", "--refused") == []
    assert "nothing was refused" in desk.ask("intake", "--refused").out


def test_what_a_carrier_sent_in_vain_is_not_shown_to_another(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    desk.ask("intake", tmp_path / "empty.txt", "--carrier", "kddi")

    assert len(desk.json("intake", "--refused", "--as", "carrier:kddi")) == 1
    assert desk.json("intake", "--refused", "--as", "carrier:ntt-east") == []


@pytest.mark.parametrize("as_json", [[], ["--json"]])
@pytest.mark.parametrize("sender", [["--carrier", "acme"], ["--as", "carrier:acme"]])
def test_a_carrier_that_there_is_not_is_wrong_use(
    sender: list[str], as_json: list[str], desk: Desk
) -> None:
    said = desk.ask("intake", FIRST, *sender, *as_json)

    assert said.code == 2
    assert "acme" in said.err
    assert desk.json("queue") == []


@pytest.mark.parametrize("sender", [["--carrier", "softbank"], ["--as", "carrier:softbank"]])
def test_the_carrier_that_sends_is_the_carrier_of_the_filing(
    sender: list[str], desk: Desk
) -> None:
    [receipt] = desk.json("intake", LIST, *sender)

    assert receipt["carrier"] == "softbank"
    assert len(desk.json("queue", "--as", "carrier:softbank")) == 1
    assert desk.json("queue", "--as", "carrier:kddi") == []


def test_a_name_that_is_not_unicode_is_received_and_shown(desk: Desk, tmp_path: Path) -> None:
    odd = tmp_path / "速報\udcff.txt"
    odd.write_bytes(FIRST.read_bytes())
    none = tmp_path / "\udcfe.txt"

    said = desk.ask("intake", odd, none, "--json")

    assert said.code == 3
    assert [one["file"] for one in said.json] == ["速報?.txt", "?.txt"]
    assert [one["file"] for one in desk.json("intake", "--refused")] == ["?.txt"]


def test_a_file_above_the_largest_size_is_refused(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYOKUN_LARGEST_FILE_MB", "1")
    large = tmp_path / "large.txt"
    large.write_text("障害" * 600_000, "utf-8")

    said = desk.ask("intake", large, "--json")

    assert [one["refused"]["code"] for one in said.json] == ["too_large"]
    assert desk.json("intake", "--refused")[0]["limit"] == MEGABYTE


def test_the_list_is_whole_where_work_stops_halfway(desk: Desk) -> None:
    # The record is taken away while the first filing is read: the second cannot be kept.
    said = desk.ask("intake", *[FIRST, LIST][:1], "--json")
    assert said.code == 0

    import sqlite3

    with sqlite3.connect(desk.database) as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON originals WHEN (SELECT count(*) FROM originals) "
            "> 1 BEGIN SELECT raise(FAIL, 'disk is full'); END"
        )
    db.close()
    others = [FILINGS / "odd-two-tables.docx", LIST]
    halfway = desk.ask("intake", *others, "--json")

    assert halfway.code == 1
    assert [one["file"] for one in json.loads(halfway.out)] == [others[0].name]
    assert "disk is full" in halfway.err


@pytest.mark.parametrize("viewer", ["public", "auditor", "committee", "carrier:ntt-east"])
def test_nobody_files_for_another(desk: Desk, viewer: str) -> None:
    said = desk.ask("intake", FIRST, "--carrier", "kddi", "--as", viewer, "--json")

    assert said.code == 2
    assert said.error["code"] == "MayNotEnter"
    assert desk.json("intake", "--refused") == []


def test_a_carrier_may_name_itself(desk: Desk) -> None:
    [receipt] = desk.json("intake", FIRST, "--carrier", "kddi", "--as", "carrier:kddi")

    assert receipt["carrier"] == "kddi"
