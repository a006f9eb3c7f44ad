import random
from itertools import permutations
from pathlib import Path

import pytest

from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.ledger.chain import Wrong
from sharing.ledger.checkpoint import HEAD, Checkpoint, read_head
from sharing.ledger.entry import canonical
from sharing.ledger.export import exported
from sharing.ledger.line import NotALine, document_of
from sharing.ledger.store import Ledger
from sharing.ledger.verify import Expected, Note, last_checkpoint
from sharing.signing import SigningKey
from tests.examples import NOW
from tests.sharing.ledger.examples import Kept, found, read

COLUMNS = ("book", "number", "kind", "at", "body", "before", "hash")


def test_an_exported_ledger_is_whole_without_the_database(kept: Kept) -> None:
    report = read(kept.export())

    assert report.whole
    assert [(state.book, state.entries) for state in report.books] == [("secretariat", 5)]
    assert report.key == SigningKey.of(kept.folder).public.hex


def test_every_byte_of_an_exported_file_counts(kept: Kept) -> None:
    content = kept.export()
    draw = random.Random(1)

    for place, byte in enumerate(content):
        for other in {byte ^ 1, byte ^ 0x20, draw.randrange(256)} - {byte}:
            changed = content[:place] + bytes([other]) + content[place + 1 :]
            assert not read(changed).whole, (place, other)
        assert not read(content[:place] + content[place + 1 :]).whole, place
        assert not read(content[:place] + b" " + content[place:]).whole, place
        assert not read(content[:place]).whole, place
    assert not read(content + b"\n").whole


def test_every_value_of_every_row_counts(kept: Kept) -> None:
    kept.loosen()
    assert {wrong for wrong, _ in kept.wrong()} == {Wrong.UNGUARDED}

    for row in list(kept.db.query("SELECT * FROM ledger")):
        for column in COLUMNS:
            for other in _others(row[column]):
                assert _changed(kept, row, column, other), (row["number"], column, other)


def _others(value: str | int) -> list[str | int]:
    if isinstance(value, int):
        return [value - 1, value + 1, value + 9, -value, 0]
    changed = [value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :] for at in range(len(value))]
    cut = [value[:at] + value[at + 1 :] for at in range(len(value))]
    return [*changed, *cut, f"{value} ", f" {value}", ""]


def _changed(kept: Kept, row: dict[str, str | int], column: str, other: str | int) -> bool:
    """Whether a changed value is found; it is put back."""
    kept.db.execute("BEGIN")
    try:
        sql = f"UPDATE OR REPLACE ledger SET {column} = ? WHERE book = ? AND number = ?"
        kept.db.execute(sql, (other, row["book"], row["number"]))
        return any(wrong is not Wrong.UNGUARDED for wrong, _ in kept.wrong())
    finally:
        kept.db.rollback()


@pytest.mark.parametrize("gone", range(1, 6))
def test_a_row_that_is_gone_is_found_and_named(kept: Kept, gone: int) -> None:
    kept.loosen()
    kept.db.execute("DELETE FROM ledger WHERE number = ?", [gone])

    told = (Wrong.OUT_OF_ORDER, gone + 1) if gone < 5 else (Wrong.BEHIND_HEAD, 5)
    assert told in kept.wrong()


def test_rows_that_changed_places_are_found(kept: Kept) -> None:
    kept.loosen()
    for before, after in ((3, 99), (4, 3), (99, 4)):
        kept.db.execute("UPDATE ledger SET number = ? WHERE number = ?", [after, before])

    assert (Wrong.ALTERED, 3) in kept.wrong()
    assert (Wrong.ALTERED, 4) in kept.wrong()


@pytest.mark.parametrize(
    ("line", "other", "expected"),
    [
        (1, (b"L-1.1", b"L-2.1"), (Wrong.ALTERED, 1)),
        (3, (b"L-0.1", b"L-2.1"), (Wrong.ALTERED, 3)),
        (3, (b"{", b"["), (Wrong.NOT_AN_ENTRY, 3)),
        (3, (b'"number"', b'"nummer"'), (Wrong.NOT_AN_ENTRY, 3)),
        (3, (b'"number":3', b'"number":"3"'), (Wrong.NOT_AN_ENTRY, 3)),
    ],
)
def test_it_says_which_entry_and_nothing_of_the_others(
    kept: Kept, line: int, other: tuple[bytes, bytes], expected: tuple[Wrong, int]
) -> None:
    lines = kept.export().splitlines(keepends=True)
    assert other[0] in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(*other, 1)

    assert found(read(b"".join(lines))) == [expected]


def test_entries_that_are_hashed_again_break_the_chain(kept: Kept) -> None:
    kept.loosen()
    rows = list(kept.db.query("SELECT * FROM ledger WHERE number = 3"))
    altered = Ledger(kept.db).append("sent", {"lesson": "L-9.9"}, NOW)
    kept.db.execute("DELETE FROM ledger WHERE number >= 6")
    kept.db.execute("UPDATE ledger SET hash = ? WHERE number = 3", [altered.hash])

    assert rows
    assert (Wrong.BROKEN, 4) in kept.wrong()


def test_a_line_that_is_cut_off_is_missed(kept: Kept) -> None:
    lines = kept.export().splitlines(keepends=True)

    assert found(read(b"".join(lines[:-1]))) == [(Wrong.NO_CHECKPOINT, None)]
    assert found(read(b"".join([*lines[:-2], lines[-1]]))) == [(Wrong.CUT_OFF, 5)]
    assert found(read(b"")) == [(Wrong.NO_CHECKPOINT, None)]
    assert (Wrong.AFTER_END, None) in found(read(b"".join([*lines, lines[0]])))


def test_no_other_sequence_of_its_lines_is_whole(kept: Kept) -> None:
    lines = kept.export().splitlines(keepends=True)

    for many in range(len(lines) + 1):
        for others in permutations(lines, many):
            assert read(b"".join(others)).whole is (list(others) == lines)
    for line in lines:
        for place in range(len(lines) + 1):
            assert not read(b"".join([*lines[:place], line, *lines[place:]])).whole


def test_a_ledger_that_was_made_anew_is_signed_with_another_key(
    kept: Kept, tmp_path: Path
) -> None:
    mine = SigningKey.of(kept.folder).public
    other = SigningKey.of(_folder(tmp_path / "other"))
    forged = b"".join(exported(kept.db, SECRETARIAT, other, NOW))

    assert found(read(forged)) == [(Wrong.OTHER_KEY, None)]
    assert read(kept.export(), Expected(key=mine)).whole
    assert found(read(kept.export(), Expected(key=other.public))) == [(Wrong.OTHER_KEY, None)]


def test_an_earlier_checkpoint_shows_a_history_that_was_rewritten(
    kept: Kept, tmp_path: Path
) -> None:
    earlier = last_checkpoint(kept.export().splitlines(keepends=True))
    kept.enter()
    kept.settle()

    assert kept.verify(Expected(earlier=earlier)).whole
    kept.loosen()
    kept.db.execute("DELETE FROM ledger WHERE number >= 5")
    for path in ("signing.key", "signing.pub", HEAD):
        (kept.folder / path).unlink()
    kept.enter()
    kept.settle()
    told = found(kept.verify(Expected(earlier=earlier)))
    assert (Wrong.OTHER_HISTORY, 5) in told


def test_an_older_database_under_a_newer_head_is_said_as_such(kept: Kept) -> None:
    kept.loosen()
    kept.db.execute("DELETE FROM ledger WHERE number >= 4")

    [fault] = [one for one in kept.verify().faults if one.wrong is Wrong.BEHIND_HEAD]

    assert (fault.number, fault.details) == (4, {"missing": 2})


def test_every_byte_of_the_head_counts(kept: Kept) -> None:
    path = kept.folder / HEAD
    content = path.read_bytes()
    assert kept.verify().whole

    for place, byte in enumerate(content):
        path.write_bytes(content[:place] + bytes([byte ^ 1]) + content[place + 1 :])
        assert not kept.verify().whole, place
        path.write_bytes(content[:place])
        assert not kept.verify().whole, place


def test_a_head_that_is_gone_is_missed(kept: Kept) -> None:
    (kept.folder / HEAD).unlink()
    kept.settle()
    kept.enter()
    kept.settle()

    assert kept.wrong() == [(Wrong.NO_HEAD, None)]


def test_a_clock_that_runs_backwards_is_no_fault(kept: Kept) -> None:
    kept.now = NOW
    kept.enter()
    kept.settle()

    report = kept.verify(Expected(key=SigningKey.of(kept.folder).public))

    assert report.whole
    assert report.notes == ((Note.CLOCK_BACKWARDS, 1),)


def test_an_empty_ledger_is_whole(kept: Kept, tmp_path: Path) -> None:
    empty = Viewer.parse("carrier:kddi")

    assert kept.export(empty).startswith(b'{"checkpoint":')
    assert read(kept.export(empty)).whole


def test_what_is_kept_from_the_secretariat_is_in_a_book_of_its_own(kept: Kept) -> None:
    Ledger(kept.db, Audience("carrier:kddi")).append("share", {"lesson": "L-7.1"}, NOW)
    kept.settle()

    assert b"L-7.1" not in kept.export()
    assert b"kddi" not in kept.export()
    assert b"L-7.1" in kept.export(Viewer.parse("carrier:kddi"))
    assert [state.book for state in kept.verify().books] == ["carrier:kddi", "secretariat"]
    kept.loosen()
    kept.db.execute("DELETE FROM ledger WHERE book = 'carrier:kddi'")
    assert (Wrong.BEHIND_HEAD, 1) in kept.wrong()


def test_a_database_that_cannot_be_read_is_said_as_such(kept: Kept) -> None:
    kept.db.execute("DROP TABLE ledger")

    assert (Wrong.UNREADABLE, None) in kept.wrong()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"1\n",
        b"nothing\n",
        b'{"checkpoint":1,"signature":"00"}\n',
        b'{"checkpoint":{"at":"","books":{"a":{"hash":"","number":1}},"key":"00"}'
        b',"signature":"00"}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_what_is_no_checkpoint_is_none(line: bytes) -> None:
    with pytest.raises(NotALine):
        Checkpoint.read(line)


def test_lines_are_written_in_one_way_only(kept: Kept) -> None:
    head = read_head(kept.folder)
    assert head is not None
    document = document_of(head.line)

    assert canonical(document) + b"\n" == head.line
    with pytest.raises(NotALine):
        document_of(head.line.replace(b",", b", ", 1))
    with pytest.raises(NotALine):
        document_of(b'{"a":1,"a":2}\n')


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
