import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.errors import InputRefused
from corpus.ids import AccountId
from corpus.viewer import SECRETARIAT, Audience
from tests.corpus.steps import filed
from tests.triage.examples import (
    CABLE,
    DOCOMO,
    EVERYONE,
    KDDI,
    POWER,
    ROUTER,
    VOICE,
    put,
    search_of,
    telling,
)
from triage.search import LONGEST, MOST, SHARED, Hit, Search

STORM_EN = "mass re-registration signalling storm overloads the mobile core"
STORM_JA = "端末の一斉再接続による位置登録の信号の集中でモバイルコアが輻輳"
ATT = "2024-02-22-att-mobility-nationwide"


@pytest.fixture
def search(db: Database) -> Search:
    for name, text in (("2001-01-01-a", ROUTER), ("2002-01-01-b", POWER), ("2003-01-01-c", CABLE)):
        put(db, name, text)
    return search_of(db)


def ids(hits: list[Hit]) -> list[str]:
    return [hit.incident for hit in hits]


def test_the_same_text_comes_first_with_a_score_of_one(search: Search) -> None:
    [first, *rest] = search.like_text(POWER, EVERYONE, 3)

    assert (first.incident, first.score, first.title) == ("2002-01-01-b", 1.0, "題 2002-01-01-b")
    assert all(0.0 <= hit.score < 1.0 for hit in rest)


def test_hits_fall_in_score(search: Search) -> None:
    scores = [hit.score for hit in search.like_text("落雷と海底ケーブルの切断", EVERYONE, 3)]

    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("k", [1, 2])
def test_no_more_than_k_are_named(search: Search, k: int) -> None:
    assert len(search.like_text(POWER, EVERYONE, k)) == k


def test_a_hit_is_explained_by_the_narrowest_concepts_both_name(search: Search) -> None:
    [hit] = search.like_text(POWER, EVERYONE, 1)
    vocabulary = search.vocabulary

    assert 0 < len(hit.shared) <= SHARED
    for concept in hit.shared:
        above = vocabulary.wider[concept]
        assert not above & set(hit.shared)


def test_without_concepts_in_common_nothing_is_shared(search: Search) -> None:
    hits = search.like_text("空白の題", EVERYONE, 3)

    assert all(hit.shared == () for hit in hits)


def test_marks_alone_find_nothing(search: Search) -> None:
    assert search.like_text("。、?!", EVERYONE, 3) == []


@pytest.mark.parametrize(
    ("text", "k", "code", "where"),
    [
        ("", 3, "empty_text", "TEXT"),
        (" \n ", 3, "empty_text", "TEXT"),
        ("あ" * (LONGEST + 1), 3, "too_long", "TEXT"),
        ("停電\udc81", 3, "unreadable_encoding", "TEXT"),
        (POWER, 0, "out_of_range", "--k"),
        (POWER, -1, "out_of_range", "--k"),
        (POWER, MOST + 1, "out_of_range", "--k"),
    ],
    ids=["empty", "blank", "too long", "not Unicode", "none", "fewer than none", "too many"],
)
def test_what_cannot_be_asked_is_refused(
    search: Search, text: str, k: int, code: str, where: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        search.like_text(text, EVERYONE, k)

    assert (refused.value.code, refused.value.where) == (code, where)
    assert "停電" not in str(refused.value)


def test_the_longest_text_and_the_most_are_taken(search: Search) -> None:
    longest = (POWER * LONGEST)[:LONGEST]

    assert ids(search.like_text(longest, EVERYONE, 1)) == ["2002-01-01-b"]
    assert len(search.like_text(POWER, EVERYONE, MOST)) == 3


def test_what_is_hidden_is_never_shown(db: Database) -> None:
    receipt = filed(db, telling(POWER))
    put(db, "2001-01-01-a", ROUTER)
    put(db, "2002-01-01-b", POWER, before=Audience("carrier:softbank"))
    search = search_of(db)

    for viewer in (EVERYONE, DOCOMO):
        assert ids(search.like_text(POWER, viewer, 9)) == ["2001-01-01-a"]
    for viewer in (KDDI, SECRETARIAT):
        assert ids(search.like_text(POWER, viewer, 9)) == [*receipt.incidents, "2001-01-01-a"]


def test_what_is_withdrawn_is_found_no_longer(db: Database) -> None:
    put(db, "2001-01-01-a", POWER)
    AccountStore(db).withdraw(AccountId("2001-01-01-a"))

    assert search_of(db).like_text(POWER, EVERYONE, 9) == []


def test_many_accounts_of_one_event_do_not_crowd_out_another(db: Database) -> None:
    for place in range(12):
        reading = telling(f"{POWER}{place}", services=VOICE, area="全国", where=f"{place}")
        filed(db, reading, carrier="kddi")
    other = put(db, "2001-01-01-a", CABLE)

    found = ids(search_of(db).like_text(POWER, KDDI, 2))

    assert len(found) == 2
    assert found[1] == other


def test_an_english_question_finds_japanese_accidents(starter: Database) -> None:
    found = ids(search_of(starter).like_text(STORM_EN, EVERYONE, 10))

    assert {
        "2012-01-25-ntt-docomo-packet-switch-signalling",
        "2022-07-02-kddi-okinawa-cellular-volte-congestion",
    } <= set(found)


def test_a_japanese_question_finds_an_accident_abroad(starter: Database) -> None:
    assert ATT in ids(search_of(starter).like_text(STORM_JA, EVERYONE, 10))
