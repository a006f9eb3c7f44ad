import json
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.account import Account, Language
from eval.cases import STARTER, Cases, gather
from eval.judge import Judge, silent
from eval.leak import MASKED, FixedAttacker, anonymised, attacker, loss, masked
from sharing.anonymise import Anonymised, Why
from sharing.grain import Grain
from sharing.lattice import Candidate, Step
from tests.eval.worlds import WordJudge, a_row, cases_of

ROOT = Path(__file__).parents[2]
KIT = "eval/attacker_kit.py"
DIGEST = "13f324aa5fbc140fd5660cf2e941066028d60df325321344abbf8f4a9c8d69ee"


def answer(text: str | None, grain: Grain, language: Language) -> Anonymised:
    tried = Candidate(step=Step.GRAIN, text=text or "", named=0.0, kept=1.0)
    return Anonymised(
        grain=grain,
        language=language,
        text=text,
        why=None if text is not None else Why.FAMOUS,
        replaced=(),
        undecided=(),
        suspects=(),
        named=0.0,
        k=4,
        step=Step.GRAIN,
        steps=(tried,),
        loss=0.0,
    )


def as_it_is(text: str, grain: Grain, language: Language) -> Anonymised:
    return answer(text, grain, language)


def empty(text: str, grain: Grain, language: Language) -> Anonymised:
    return answer("", grain, language)


def held_back(text: str, grain: Grain, language: Language) -> Anonymised:
    return answer(None, grain, language)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    lines = STARTER.read_text("utf-8").splitlines()[:12]
    path = tmp_path_factory.mktemp("leak") / "some.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return gather([path], alone=True)


class WordJudges:
    def over(self, accounts: Sequence[Account]) -> Judge:
        return WordJudge(accounts)

    def over_cases(self, cases: Cases) -> Judge:
        return WordJudge(cases.accounts)


def test_the_attacker_of_the_neutral_kit_is_shipped_unchanged() -> None:
    assert sha256((ROOT / KIT).read_bytes()).hexdigest() == DIGEST


def test_it_names_whom_the_kit_names(some: Cases, tmp_path: Path) -> None:
    texts = [str(record.narrative_ja) for record in some.records]
    named = FixedAttacker(records=some.records).names(texts)
    right = sum(a.operator == b.operator for a, b in zip(named, some.records, strict=True))
    (tmp_path / "record.jsonl").write_text("\n".join(each.line for each in some.records), "utf-8")
    renderings = (
        {"id": one.id, "carrier": one.operator, "text": one.narrative_ja} for one in some.records
    )
    (tmp_path / "told.jsonl").write_text("\n".join(map(json.dumps, renderings)), "utf-8")

    files = [str(tmp_path / "told.jsonl"), str(tmp_path / "record.jsonl")]
    said = subprocess.run(
        [sys.executable, KIT, *files], capture_output=True, check=True, cwd=ROOT, text=True
    )

    theirs = json.loads(said.stdout)["carrier_named"]
    assert round(right / len(texts), 3) == pytest.approx(theirs, abs=0.001)


def test_raw_texts_name_their_carriers(some: Cases) -> None:
    figures = attacker(some, silent, as_it_is).group.figures

    assert figures["carrier_named"].value is not None
    assert figures["carrier_named"].value > 0.8
    assert figures["named_by_ours"].value is not None
    assert figures["named_by_ours"].value > 0.8
    assert figures["held_back"].value == 0.0


def test_empty_texts_do_not(some: Cases) -> None:
    figures = attacker(some, silent, empty).group.figures

    assert figures["carrier_named"].value is not None
    assert figures["carrier_named"].value < 0.4


def test_of_texts_held_back_nothing_is_named(some: Cases) -> None:
    figures = attacker(some, silent, held_back).group.figures

    assert figures["held_back"].value == 1.0
    assert figures["carrier_named"].value is None


def test_figures_stand_by_language_and_step_with_the_baseline(some: Cases) -> None:
    found = attacker(some, silent, as_it_is)

    assert found.group.baselines.keys() == {MASKED}
    assert {"ja: let out", "en: let out", "ja: at the step grain"} <= found.group.parts.keys()
    assert found.rows == len(some.records)


def test_names_and_digits_are_masked(some: Cases) -> None:
    record = next(one for one in some.records if one.operator == "NTT西日本")

    assert masked(record, "NTT西日本の2台、西日本電信電話の1台") == "の台、の台"


def test_what_is_as_it_was_loses_nothing() -> None:
    cases = cases_of([a_row(at, f"kind{at % 3}") for at in range(9)])
    figures = loss(cases, WordJudges(), silent, as_it_is).group.figures

    assert figures["loss en public"].value == 0.0
    assert figures["recall_at_10 en"].value == figures["recall_at_10 en designated"].value


def test_what_is_held_back_finds_nothing() -> None:
    cases = cases_of([a_row(at, f"kind{at % 3}") for at in range(9)])
    figures = loss(cases, WordJudges(), silent, held_back).group.figures

    assert figures["recall_at_10 en public"].value == 0.0
    assert figures["loss en public"].value == figures["recall_at_10 en"].value


def test_a_text_is_anonymised_once() -> None:
    text = "光ケーブルが切れた。"
    asked = (text, Grain.COMMITTEE, Language.JA)

    assert anonymised(*asked) is anonymised(*asked)
