import pytest

from corpus.account import Language
from sharing.usefulness import LOOKED_FOR, Usefulness
from tests.sharing.cases_told import CUT, POWER

JA = Language.JA


@pytest.fixture(scope="module")
def use() -> Usefulness:
    return Usefulness.load()


def test_the_source_keeps_all_its_use(use: Usefulness) -> None:
    wanted = use.wanted(CUT, JA)

    assert len(wanted) == LOOKED_FOR
    assert all(0.0 <= sure <= 1.0 for sure in wanted.values())
    assert use.kept(wanted, CUT, JA) == pytest.approx(1.0)


def test_a_text_of_another_thing_keeps_little(use: Usefulness) -> None:
    wanted = use.wanted(CUT, JA)

    assert use.kept(wanted, POWER, JA) < use.kept(wanted, "光ケーブルが工事で切れた。", JA)


def test_an_empty_text_keeps_nothing(use: Usefulness) -> None:
    assert use.kept(use.wanted(CUT, JA), " ", JA) == 0.0


def test_the_case_itself_is_not_looked_for(use: Usefulness) -> None:
    first = use.wanted(CUT, JA)
    own = use.ids[next(iter(first))]

    assert next(iter(first)) not in use.wanted(CUT, JA, {own})
