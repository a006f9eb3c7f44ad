import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.database import connect
from embeddings import retrieval
from embeddings.cache import MemoryVectors
from embeddings.identity import renew_identity
from embeddings.retrieval import FILE, Retrieval
from embeddings.search import Query
from tests.embeddings.examples import EN, FAILURES, JA, an_account, database, put, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opened(db: Database, folder: Path) -> Retrieval:
    """An index over all FAILURES."""
    put(db, *map(told, range(len(FAILURES))))
    return Retrieval.open(folder, db)


def found(searched: Retrieval, account: Account, k: int = 99) -> list[tuple[int, float]]:
    return [(near.label, near.score) for near in searched.nearest(account.texts, k)]


def test_an_account_finds_itself_with_a_score_of_exactly_one(opened: Retrieval) -> None:
    for place in range(len(FAILURES)):
        label, score = found(opened, told(place))[0]
        assert (label, score) == (place + 1, 1.0)


def test_a_score_comes_with_the_similarity_in_each_view(opened: Retrieval) -> None:
    [nearest] = opened.nearest(told(2).texts, 1)
    assert set(nearest.parts) == {"dense", "terms.ja", "terms.en", "concepts", "latent"}
    assert set(nearest.parts.values()) == {1.0}


def test_each_language_finds_what_is_told_in_the_other_only(db: Database, folder: Path) -> None:
    put(db, *(an_account(f"ja{n}", ja=ja) for n, (ja, _) in enumerate(FAILURES)))
    put(db, *(an_account(f"en{n}", en=en) for n, (_, en) in enumerate(FAILURES)))
    searched = Retrieval.open(folder, db)
    count = len(FAILURES)
    english = np.arange(count + 1, 2 * count + 1)
    nearest = [searched.nearest({JA: ja}, 1, english)[0].label - count - 1 for ja, _ in FAILURES]
    assert sum(n == place for place, n in enumerate(nearest)) >= count - 1
    nearest = [searched.nearest({EN: en}, 1, english - count)[0].label - 1 for _, en in FAILURES]
    assert sum(n == place for place, n in enumerate(nearest)) >= count - 1


def test_only_what_is_allowed_is_found(opened: Retrieval) -> None:
    allowed = np.array([5, 2, 2, 99])
    assert {near.label for near in opened.nearest(told(0).texts, 9, allowed)} == {2, 5}
    assert opened.nearest(told(0).texts, 9, np.array([], np.int64)) == []


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_asked_for_gives_nothing(opened: Retrieval, k: int) -> None:
    assert opened.nearest(told(0).texts, k) == []


def test_a_text_of_which_nothing_is_known_finds_nothing(opened: Retrieval) -> None:
    assert opened.nearest({}, 5) == []
    assert opened.nearest({JA: "。"}, 5) == []


def test_many_are_found_as_one_by_one(opened: Retrieval) -> None:
    scopes = [None, np.array([1, 2]), np.array([4, 3, 6])]
    many = [Query(told(place).texts, scope) for place, scope in enumerate(scopes)]
    assert opened.nearest_to_many(many, 4) == [
        opened.nearest(one.texts, 4, one.allowed) for one in many
    ]


def test_the_record_is_followed(db: Database, opened: Retrieval) -> None:
    put(db, told(0, "again"))
    AccountStore(db).withdraw(told(1).id)
    put(db, an_account("a2", *FAILURES[3]))
    assert opened.catch_up(db) == 3
    again, shared = found(opened, told(0)), found(opened, told(3))
    assert [(label, score) for label, score in again if score == 1.0] == [(1, 1.0), (7, 1.0)]
    assert {label for label, score in shared if score == 1.0} == {3, 4}
    assert 2 not in dict(again)
    assert opened.catch_up(db) == 0
    assert opened.verify(db) == ()


def test_what_another_process_wrote_is_taken_in(
    db: Database, tmp_path: Path, opened: Retrieval, folder: Path
) -> None:
    with connect(tmp_path / "kyokun.db") as elsewhere:
        put(elsewhere, told(0, "new"))
        assert Retrieval.open(folder, elsewhere).encoded.made == {}  # its texts were known
    opened.catch_up(db)
    assert dict(found(opened, told(0)))[7] == 1.0


def test_opening_again_encodes_nothing(db: Database, opened: Retrieval, folder: Path) -> None:
    assert set(opened.encoded.made.values()) == {len(FAILURES)}
    again = Retrieval.open(folder, db)
    assert again.encoded.made == {}
    assert found(again, told(2)) == found(opened, told(2))


def test_rebuilding_encodes_nothing_and_changes_no_digit(
    db: Database, opened: Retrieval, folder: Path
) -> None:
    before, made = found(opened, told(2)), dict(opened.encoded.made)
    (folder / FILE).unlink()
    assert opened.rebuild(db) == len(FAILURES)
    assert opened.encoded.made == made
    assert found(opened, told(2)) == before
    assert found(Retrieval.open(folder, db), told(2)) == before


def test_withdrawn_and_filed_again_is_not_encoded_again(db: Database, opened: Retrieval) -> None:
    made = dict(opened.encoded.made)
    AccountStore(db).withdraw(told(1).id)
    opened.catch_up(db)
    put(db, told(1, "filed-again"))
    opened.catch_up(db)
    assert opened.encoded.made == made


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "other arrays"])
def test_a_damaged_file_is_noticed_and_made_again(
    damage: str, db: Database, opened: Retrieval, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    expected = found(opened, told(2))
    path = folder / FILE
    whole = bytearray(path.read_bytes())
    if damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "flipped":
        whole[-1] ^= 255
        path.write_bytes(whole)
    elif damage == "foreign":
        path.write_bytes(b"something else")
    else:
        path.write_bytes(bytes(whole).replace(b"roster/labels", b"roster/gables"))
    with caplog.at_level(logging.WARNING):
        again = Retrieval.open(folder, db)
    assert "making an index again" in caplog.text
    assert again.encoded.made == {}
    assert found(again, told(2)) == expected
    assert found(Retrieval.open(folder, db), told(2)) == expected


def test_the_index_of_another_database_is_not_used(
    db: Database, opened: Retrieval, folder: Path, tmp_path: Path
) -> None:
    with connect(database(tmp_path / "other.db")) as other:
        put(other, told(5))
        assert [label for label, _ in found(Retrieval.open(folder, other), told(5))] == [1]


def test_an_index_further_on_than_the_database_is_made_again(
    db: Database, opened: Retrieval, folder: Path
) -> None:
    # What a restored backup looks like.
    db.execute("DELETE FROM account_changes WHERE position > 2")
    db.execute("UPDATE account_changes SET label = 1 WHERE position = 1")
    assert len(Retrieval.open(folder, db)) == 2
    opened.catch_up(db)
    assert len(opened) == 2


def test_an_index_made_before_a_restore_is_not_used_after_it(
    db: Database, opened: Retrieval, folder: Path
) -> None:
    # As far on as the database, and with its labels, but of other texts.
    db.execute("UPDATE accounts SET texts = ? WHERE label = 1", ['{"ja": "空調の故障"}'])
    renew_identity(db)
    again = Retrieval.open(folder, db)
    assert again.verify(db) == ()
    assert again.nearest({JA: "空調の故障"}, 1)[0].label == 1


def test_threads_search_while_another_catches_up(
    db: Database, opened: Retrieval, tmp_path: Path
) -> None:
    put(db, *(an_account(f"n{n}", ja=FAILURES[n % 6][0] + "復旧した。" * n) for n in range(60)))
    expected = found(opened, told(2))[0]

    def search() -> list[tuple[int, float]]:
        return [found(opened, told(2))[0] for _ in range(20)]

    def catch_up() -> int:
        with connect(tmp_path / "kyokun.db") as own:
            return opened.catch_up(own)

    with ThreadPoolExecutor() as pool:
        searches = [pool.submit(search) for _ in range(3)]
        caught = [pool.submit(catch_up) for _ in range(2)]
        assert sorted(one.result() for one in caught) == [0, 60]
        assert all(each == expected for one in searches for each in one.result())
    assert opened.verify(db) == ()


def test_an_older_process_does_not_write_over_a_newer_file(
    db: Database, opened: Retrieval, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(db, told(0, "first"))
    monkeypatch.setattr(retrieval, "SAVED_EVERY", 0)
    opened.catch_up(db)  # and does not save
    put(db, told(0, "second"))
    Retrieval.open(folder, db).save(db)
    written = (folder / FILE).stat().st_ino
    opened.save(db)
    assert (folder / FILE).stat().st_ino == written


def test_the_file_is_not_written_for_every_change(
    db: Database, opened: Retrieval, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "SAVED_EVERY", 4)
    written = (folder / FILE).stat().st_ino
    put(db, told(0, "one"), told(1, "two"))
    opened.catch_up(db)
    assert (folder / FILE).stat().st_ino == written
    put(db, told(2, "three"))
    opened.catch_up(db)
    assert (folder / FILE).stat().st_ino != written


def test_progress_is_told(db: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "BATCH", 4)
    put(db, *map(told, range(6)))
    heard: list[tuple[int, int]] = []
    Retrieval.open(folder, db, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(4, 6), (6, 6)]


def test_what_is_only_asked_is_not_kept(db: Database, opened: Retrieval) -> None:
    from embeddings.cache import SqliteVectors

    count = db.table("vectors").count
    opened.nearest({JA: "光ファイバの断線"}, 3, stored=SqliteVectors(db))
    assert db.table("vectors").count == count


def test_in_memory_labels_are_places() -> None:
    searched = Retrieval.in_memory([told(4), told(1)])
    assert found(searched, told(1))[0] == (1, 1.0)
    assert len(searched) == 2


def test_in_memory_and_on_record_score_alike(opened: Retrieval) -> None:
    store = MemoryVectors()
    searched = Retrieval.in_memory([told(place) for place in range(6)], store=store)
    asked = replace(told(0), texts={JA: "電源の故障で交換機が停止した。"})
    assert [(label + 1, score) for label, score in found(searched, asked)] == found(opened, asked)
    assert Retrieval.in_memory([told(1)], store=store).encoded.made == {}


def test_it_names_what_made_its_scores(opened: Retrieval) -> None:
    from embeddings.reference import load_reference

    assert opened.encoder == "static:ja-ginza-5.3.0"
    assert opened.reference == load_reference().version


def test_the_concepts_that_allowed_accounts_tell_of_are_named(opened: Retrieval) -> None:
    asked = ["congestion", "leap-second", "cable-cut"]
    assert opened.told_of(asked) >= {"congestion"}
    assert "leap-second" not in opened.told_of(asked)
    assert opened.told_of(asked, np.array([3])) == {"cable-cut"}
    assert opened.told_of(asked, np.array([], np.int64)) == frozenset()
    assert opened.told_of([]) == frozenset()


def test_nothing_held_tells_of_nothing(db: Database, folder: Path) -> None:
    assert Retrieval.open(folder, db).told_of(["congestion"]) == frozenset()


def test_a_question_may_weigh_the_views_in_its_own_way(opened: Retrieval) -> None:
    texts = told(0).texts
    plain, weighed = opened.nearest_to_many(
        [Query(texts), Query(texts, weights={"concepts": 100.0})], 99
    )
    assert {one.label for one in plain} == {one.label for one in weighed}
    assert [one.deviation for one in plain] != [one.deviation for one in weighed]
    assert plain[0].score == weighed[0].score == 1.0
    assert [one.deviation for one in plain] == sorted(one.deviation for one in plain)[::-1]
