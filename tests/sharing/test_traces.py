import numpy as np
import pytest

from corpus.account import Language
from corpus.service import Service
from sharing.press import PressCase
from sharing.traces import TRACES, Known, Look, Rarities
from tests.sharing.cases_told import CUT, HLR, POWER, a_case

CASES = [
    a_case("cut", text=CUT, numbers=frozenset({"2022", "07", "13", "45"})),
    a_case("hlr", text=HLR, places=frozenset({"沖縄"})),
    a_case("power", text=POWER, places=frozenset({"東京"})),
]


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(CASES, Rarities.among(CASES))


def column(name: str, known: Known, text: str) -> list[float]:
    found: list[float] = known.traces(Look.at(text, Language.JA))[:, TRACES.index(name)].tolist()
    return found


def test_the_same_words_lead_to_their_case(known: Known) -> None:
    assert column("wording", known, CUT)[0] == pytest.approx(1.0)
    assert np.argmax(column("wording", known, CUT[:12])) == 0


def test_what_is_told_to_have_failed_leads_to_its_case(known: Known) -> None:
    other_words = "掘削の際に光ファイバが断線した。"

    assert np.argmax(column("failing", known, other_words)) == 0
    assert np.argmax(column("concepts", known, other_words)) == 0
    assert np.argmax(column("rare_concepts", known, other_words)) == 0


def test_shared_numbers_count_to_three(known: Known) -> None:
    assert column("numbers", known, "2022年07月")[0] == 2
    assert column("numbers", known, "2022年07月13日45分")[0] == 3


def test_a_place_speaks_for_one_case_and_against_another(known: Known) -> None:
    assert column("places", known, "沖縄県で起きた") == [0.0, 1.0, 0.0]
    assert column("other_places", known, "沖縄県で起きた") == [0.0, 0.0, 1.0]


def test_everywhere_is_no_place(known: Known) -> None:
    assert column("other_places", known, "全国で起きた") == [0.0, 0.0, 0.0]


def test_a_service_told_by_both_is_a_trace() -> None:
    case = PressCase(
        id="mail",
        carriers=frozenset({"a"}),
        language=Language.JA,
        text="障害",
        services=frozenset({Service.EMAIL}),
    )
    known = Known([case], Rarities.among([case]))

    assert column("services", known, "電子メールが届かない") == [1.0]
    assert column("services", known, "停電した") == [0.0]


@pytest.mark.parametrize("text", ["", "  \n"], ids=["empty", "blank"])
def test_an_empty_text_leaves_no_trace(known: Known, text: str) -> None:
    assert not known.traces(Look.at(text, Language.JA)).any()


def test_words_of_no_case_lead_nowhere(known: Known) -> None:
    assert not known.traces(Look.at("zz", Language.EN)).any()


def test_where_nothing_is_told_nothing_is_alike() -> None:
    silent = a_case("silent", text="")
    found = Known([silent], Rarities.among([silent])).traces(Look.at(CUT, Language.JA))

    assert not found.any()
