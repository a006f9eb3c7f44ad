import pytest

from corpus.account import Language
from sharing.attacker import Attacker, Odds, Subject
from sharing.gate import SHOWN, Gate, limit_of
from tests.sharing.cases_told import CUT, HLR, POWER, a_case

CASES = [a_case(f"{at}", text=text) for at, text in enumerate((CUT, HLR, POWER))]
CUT_OF_0 = Subject(frozenset({"0-telecom"}), frozenset({"0"}))


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(Attacker(CASES, Odds.load()))


def test_what_names_its_carrier_does_not_pass(gate: Gate) -> None:
    found = gate.judge(CUT, Language.JA, CUT_OF_0, 4)

    assert found.named > found.limit
    assert not found.passes


def test_what_points_at_another_carrier_does_not_pass_either(gate: Gate) -> None:
    found = gate.judge(HLR, Language.JA, CUT_OF_0, 4)

    assert found.named < found.limit < found.highest
    assert not found.passes


def test_what_tells_nothing_passes() -> None:
    gate = Gate(Attacker([a_case(f"{at}") for at in range(4)], Odds.load()))

    assert gate.judge("", Language.JA, CUT_OF_0, 4).passes


def test_a_gate_for_one_lets_all_pass(gate: Gate) -> None:
    assert gate.judge(CUT, Language.JA, CUT_OF_0, 1).passes


def test_only_the_likeliest_are_told_of() -> None:
    cases = [a_case(f"{at}") for at in range(SHOWN + 2)]
    gate = Gate(Attacker(cases, Odds.load()))

    assert len(gate.judge(CUT, Language.JA, CUT_OF_0, 4).suspects) == SHOWN


@pytest.mark.parametrize(("k", "limit"), [(4, 0.25), (1, 1.0), (0, 1.0)])
def test_a_carrier_may_be_named_with_one_in_k(k: int, limit: float) -> None:
    assert limit_of(k) == limit
