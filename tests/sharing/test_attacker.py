import json
from pathlib import Path

import pytest

from corpus.account import Language
from corpus.vocabulary import load_vocabulary
from sharing.attacker import NOBODY, OWN, UNTOLD, Attacker, Odds, Subject
from sharing.press import starter_cases
from sharing.traces import TRACES
from tests.sharing.cases_told import CUT, HLR, POWER, a_case

CASES = [
    a_case("cut", "alpha", text=CUT),
    a_case("hlr", "beta", "gamma", text=HLR),
    a_case("power", "alpha", text=POWER),
]


@pytest.fixture(scope="module")
def attacker() -> Attacker:
    return Attacker(CASES, Odds.load())


def test_the_likeliest_is_first_and_an_untold_accident_has_the_rest(attacker: Attacker) -> None:
    chances = [suspect.probability for suspect in attacker.name(HLR)]

    assert 0.0 < sum(chances) < 1.0
    assert chances == sorted(chances, reverse=True)


def test_the_facts_of_a_case_name_its_carriers(attacker: Attacker) -> None:
    assert attacker.name(HLR)[0].carrier == "beta gamma"
    assert attacker.name(CUT)[0].carrier == "alpha"


def test_cases_of_one_carrier_add_up(attacker: Attacker) -> None:
    shares = {each.carrier: each.probability for each in attacker.name("")}

    told = {"alpha": 2 / 3, "beta gamma": 1 / 3}
    beside = {name: p / (p + (1 + UNTOLD) * (1 - p)) for name, p in told.items()}
    assert shares == pytest.approx(beside)


def test_any_carrier_of_the_subject_may_be_meant(attacker: Attacker) -> None:
    found = attacker.accuse(HLR, Language.JA, Subject(frozenset({"gamma"})))

    assert found.named > 0.5
    assert found.highest == found.named > found.suspects[0].probability


def test_another_may_be_likelier_than_the_subject(attacker: Attacker) -> None:
    found = attacker.accuse(HLR, Language.JA, Subject(frozenset({"alpha"})))

    assert found.highest == found.suspects[0].probability > found.named


def test_nobody_cannot_be_named(attacker: Attacker) -> None:
    assert attacker.accuse(HLR, Language.JA, NOBODY).named == 0.0


def test_a_source_on_record_is_known_by_its_record(attacker: Attacker) -> None:
    subject = attacker.subject_of(HLR, Language.JA)

    assert subject.on_record == {"hlr"}
    assert subject.carriers == {"beta", "gamma"}
    assert subject.report is None


def test_a_case_of_another_carrier_is_not_taken_for_the_record(attacker: Attacker) -> None:
    subject = attacker.subject_of(HLR, Language.JA, ["delta"])

    assert subject.on_record == set()
    assert subject.carriers == {"delta"}
    assert subject.report is not None


def test_of_a_case_on_no_record_a_press_report_is_supposed(attacker: Attacker) -> None:
    text = "証明書の期限が切れ、認証サーバに接続できなかった。"
    subject = attacker.subject_of(text, Language.JA)

    found = attacker.accuse(text, Language.JA, subject)

    assert subject.carriers == {OWN}
    assert found.suspects[0].carrier == OWN
    assert found.named > 0.5


def test_the_more_is_told_the_surer_it_is() -> None:
    attacker = Attacker.load()
    text = "経路の誤設定で輻輳し、位置登録が集中し、交換機と加入者データベースが停止した。"
    subject = attacker.subject_of(text, Language.JA, ["delta"])

    little = attacker.accuse("輻輳した。", Language.JA, subject).named

    assert little < attacker.accuse(text, Language.JA, subject).named


def test_a_report_is_not_as_near_as_the_source_itself(attacker: Attacker) -> None:
    text = "証明書の期限が切れ、認証サーバに接続できなかった。"
    near = Odds(Odds.load().weights, Odds.load().weights * 0 + 1.0)
    subject = attacker.subject_of(text, Language.JA)

    assert (
        Attacker(CASES, near).accuse(text, Language.JA, subject).named
        > attacker.accuse(text, Language.JA, subject).named
    )


def test_the_odds_are_for_every_trace(tmp_path: Path) -> None:
    path = tmp_path / "odds.json"
    column = {trace: float(place) for place, trace in enumerate(TRACES)}
    path.write_text(json.dumps({"weights": column, "nearness": column}))

    assert Odds.load(path).weights.tolist() == list(column.values())


def test_the_attacker_of_the_release_holds_the_public_record() -> None:
    kddi = next(case for case in starter_cases() if "kddi" in case.carriers)

    assert Attacker.load().name(kddi.text)[0].carrier.split(" ")[0] == "kddi"
    assert load_vocabulary().concepts


def test_the_language_is_told_from_the_text(attacker: Attacker) -> None:
    assert attacker.name(HLR) == attacker.name(HLR, Language.JA)
