import pytest

from corpus.errors import InputRefused, MayNotSet
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT
from sharing.channels.columns import USUAL
from sharing.channels.wishes import Pace, Wishes, WishStore
from tests.sharing.examples import IIJ, KDDI, SHARED, a_database

MINE = CarrierId("iij")


@pytest.fixture
def wishes() -> WishStore:
    return WishStore(a_database())


def test_who_never_said_anything_is_told_at_once_in_the_usual_columns(wishes: WishStore) -> None:
    assert wishes.of(MINE) == Wishes(pace=Pace.AT_ONCE, columns=USUAL)


def test_what_was_said_last_stands(wishes: WishStore) -> None:
    wishes.set(MINE, Wishes(pace=Pace.DAILY), IIJ, SHARED)

    kept = wishes.set(MINE, Wishes(pace=Pace.WEEKLY, columns=("title", "how")), IIJ, SHARED)

    assert kept == Wishes(pace=Pace.WEEKLY, columns=("title", "how"), since=SHARED)
    assert list(wishes.all()) == [MINE]


@pytest.mark.parametrize("by", [SECRETARIAT, KDDI])
def test_nobody_wishes_for_another(wishes: WishStore, by: object) -> None:
    with pytest.raises(MayNotSet):
        wishes.set(MINE, Wishes(), by, SHARED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("columns", "code"),
    [((), "bad_columns"), (("how", "how"), "bad_columns"), (("carrier",), "no_such_column")],
)
def test_only_columns_there_are_may_be_wished_for(
    wishes: WishStore, columns: tuple[str, ...], code: str
) -> None:
    with pytest.raises(InputRefused, match=code):
        wishes.set(MINE, Wishes(columns=columns), IIJ, SHARED)
