from collections.abc import Callable

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind
from sharing.coded import codes_in
from sharing.grain import Grain, Treatment
from sharing.grain_file import policy_of
from sharing.lattice import MOST_CODES, Lattice, Step, lowered
from tests.sharing.cases_told import CUT, POWER


def lattice(
    chance: Callable[[str], float],
    kept: Callable[[str], float] = lambda text: float(bool(text)),
) -> Lattice:
    return Lattice(language=Language.JA, chance=chance, kept=kept, limit=0.25)


def holds(word: str) -> Callable[[str], float]:
    return lambda text: 0.9 if word in text else 0.1


def test_each_step_tells_nothing_more_of_its_kinds() -> None:
    policy = lowered(policy_of(Grain.PUBLIC), Step.FIGURES)

    assert policy.treatment_of(IdentifierKind.COUNT) is Treatment.DROP
    assert policy.treatment_of(IdentifierKind.DATE) is Treatment.DROP
    assert policy.treatment_of(IdentifierKind.PLACE) is not Treatment.DROP
    assert lowered(policy, Step.PLACES).treatment_of(IdentifierKind.PLACE) is Treatment.DROP


def test_the_sentence_that_names_is_left_out() -> None:
    found = lattice(holds("発電機")).without_sentences(f"{CUT}{POWER}復旧した。")

    assert found is not None
    assert found.text == f"{CUT}復旧した。"
    assert found.step is Step.SENTENCES


def test_where_every_sentence_names_none_is_left_out() -> None:
    assert lattice(lambda text: 0.9).without_sentences(f"{CUT}{POWER}") is None


def test_a_text_of_one_sentence_has_none_to_leave_out() -> None:
    assert lattice(holds("発電機")).without_sentences(POWER) is None


def test_a_very_long_text_is_not_tried_sentence_by_sentence() -> None:
    assert lattice(lambda text: 0.1).without_sentences(CUT * 50) is None


def test_all_codes_are_tried_first_and_none_last() -> None:
    tried = lattice(lambda text: 0.1).by_codes(CUT + POWER)

    assert codes_in(tried[0].text, Language.JA).keys() >= codes_in(CUT, Language.JA).keys()
    assert tried[-1].text.count("\n") == 0
    assert {one.step for one in tried} == {Step.CODES}


def test_a_text_of_no_code_has_nothing_to_try() -> None:
    assert lattice(lambda text: 0.1).by_codes("あいうえお。") == []


def test_sets_of_codes_stay_few() -> None:
    measured: list[str] = []

    def chance(text: str) -> float:
        measured.append(text)
        return 0.9

    lattice(chance).by_codes((CUT + POWER) * 3)

    assert len(measured) < 3 * MOST_CODES * MOST_CODES


def test_the_set_without_the_code_that_names_is_among_those_tried() -> None:
    tried = lattice(holds("ケーブル切断")).by_codes(CUT)

    assert min(one.named for one in tried) == 0.1
    assert any(one.named == 0.1 and "設備" in one.text for one in tried)


def test_codes_are_filled_in_while_they_are_allowed() -> None:
    found = lattice(holds("ケーブル切断"))
    all_told, *rest = found.by_codes(CUT)
    least = min((one for one in rest if one.text), key=lambda one: len(one.text))

    filled = found.filled(least, CUT)

    assert len(least.text) < len(filled.text) < len(all_told.text)
    assert "ケーブル切断" not in filled.text


def test_no_code_is_filled_in_that_costs_use() -> None:
    found = lattice(lambda text: 0.1, kept=lambda text: 1.0 / (1 + len(text)))
    least = min((one for one in found.by_codes(CUT) if one.text), key=lambda one: len(one.text))

    assert found.filled(least, CUT) == least


def test_a_code_that_names_alone_is_made_wider() -> None:
    tried = lattice(holds("ハードウェア")).by_codes("ハードウェアの故障が起きた。")

    assert any(one.named == 0.1 and "設備要因" in one.text for one in tried)
