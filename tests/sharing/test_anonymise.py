import ast
from pathlib import Path

import pytest

from corpus.account import Account, Language
from corpus.identifiers.identifier import IdentifierKind
from corpus.ids import AccountId
from sharing.anonymise import Anonymised, Anonymiser, Context, Why
from sharing.errors import IdentifierLeft
from sharing.grain import Grain
from sharing.lattice import Step
from sharing.press import starter_cases

JA = Language.JA
KDDI = Context(carriers=frozenset({"kddi"}))
OKINAWA = Context(carriers=frozenset({"okinawa-cellular"}))
FILED = (
    "2023年5月10日9時15分、KDDIの多摩ネットワークセンターで光ケーブルが道路工事により切断され、"
    "迂回路がなかったため、東京都八王子市の約3万2千人が2時間40分インターネットを使えなかった。"
    "連絡先は03-1234-5678、担当の回線番号はA12345678。仮ケーブルを敷設して復旧した。"
)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser.load()


@pytest.fixture(scope="module")
def public(anonymiser: Anonymiser) -> Anonymised:
    return anonymiser.anonymise(FILED, Grain.PUBLIC)


def test_what_is_public_names_nobody(public: Anonymised) -> None:
    assert public.text is not None
    for name in ("KDDI", "多摩", "八王子", "03-1234", "A12345678", "5月10日"):
        assert name not in public.text
    assert public.named <= 1 / public.k
    assert all(one.probability <= 1 / public.k for one in public.suspects)


def test_what_was_replaced_stands_in_the_source(public: Anonymised) -> None:
    words = {FILED[one.start : one.end]: one.kind for one in public.replaced}

    assert words["KDDI"] is IdentifierKind.CARRIER
    assert words["03-1234-5678"] is IdentifierKind.PHONE


def test_what_was_tried_ends_with_what_is_told(public: Anonymised) -> None:
    assert public.steps[0].step is Step.GRAIN
    assert public.steps[-1].text == public.text
    assert public.loss == pytest.approx(1 - public.steps[-1].kept)


def test_the_same_text_gives_the_same_answer(anonymiser: Anonymiser, public: Anonymised) -> None:
    assert anonymiser.anonymise(FILED, Grain.PUBLIC) == public


def test_who_may_know_more_is_told_more(anonymiser: Anonymiser, public: Anonymised) -> None:
    committee = anonymiser.anonymise(FILED, Grain.COMMITTEE)

    assert committee.step is Step.GRAIN
    assert committee.text is not None
    assert "2023年5月10日" in committee.text
    assert "KDDI" not in committee.text
    assert committee.loss <= public.loss


def test_the_stricter_the_k_the_less_it_names(anonymiser: Anonymiser) -> None:
    among_two = anonymiser.anonymise(FILED, Grain.PUBLIC, JA, 2)
    among_ten = anonymiser.anonymise(FILED, Grain.PUBLIC, JA, 10)

    assert among_two.named <= 1 / 2
    assert among_ten.blocked or among_ten.named <= 1 / 10


def test_the_full_grain_is_the_text(anonymiser: Anonymiser) -> None:
    found = anonymiser.anonymise(FILED, Grain.FULL)

    assert found.text == FILED
    assert found.replaced == ()


def test_a_case_that_its_facts_name_is_famous(anonymiser: Anonymiser) -> None:
    case = next(one for one in starter_cases() if "hokkaido-blackout" in one.id)
    found = anonymiser.anonymise(case.text, Grain.PUBLIC, JA, 50)

    assert found.famous
    assert found.blocked
    assert found.text is None
    assert found.why is Why.FAMOUS


@pytest.mark.parametrize(
    "text", ["", "。", "ああああ", "KDDI", "\u200bKDDI\u200b " * 50], ids=ascii
)
def test_a_text_that_tells_nothing_does_no_harm(anonymiser: Anonymiser, text: str) -> None:
    found = anonymiser.anonymise(text, Grain.PUBLIC)

    assert found.text is None or "KDDI" not in found.text


def test_codes_alone_are_told_where_an_identifier_cannot_be_removed(
    anonymiser: Anonymiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    calls: list[str] = []

    def stubborn(text: str) -> tuple[object, ...]:
        calls.append(text)
        if len(calls) > 1:
            raise IdentifierLeft({IdentifierKind.PERSON: 1})
        return ()

    found = replace(anonymiser, find=stubborn).anonymise(FILED, Grain.PUBLIC)  # type: ignore[arg-type]

    assert found.step is Step.CODES
    assert "KDDI" not in str(found.text)


def test_where_few_carriers_fit_it_is_told_less(anonymiser: Anonymiser) -> None:
    near_miss = "沖縄県の携帯電話サービスで、試験中の誤設定により切替えができなかった。"
    found = anonymiser.anonymise(near_miss, Grain.DESIGNATED, JA, 2, OKINAWA)

    assert found.text is None or "沖縄" not in found.text


def test_an_account_is_anonymised_in_each_language(anonymiser: Anonymiser) -> None:
    account = Account(
        id=AccountId("a"),
        incidents=(),
        title="",
        day=None,
        texts={JA: FILED, Language.EN: "A KDDI cable was cut by road works in Tokyo."},
    )
    found = anonymiser.anonymise_account(account, Grain.PUBLIC, context=KDDI)

    assert found.keys() == account.texts.keys()
    assert all("KDDI" not in str(one.text) for one in found.values())


def test_a_long_text_is_done_in_time(anonymiser: Anonymiser) -> None:
    found = anonymiser.anonymise(FILED * 20, Grain.PUBLIC)

    assert "KDDI" not in str(found.text)


def test_only_the_anonymiser_makes_what_it_gives() -> None:
    makers = set()
    for path in ROOT.glob("*/**/*.py"):
        if path.parts[len(ROOT.parts)] in {"tests", ".venv", "var"}:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = getattr(node, "func", None)
            if isinstance(called, ast.Name) and called.id == "Anonymised":
                makers.add(path.relative_to(ROOT).as_posix())
    assert makers == {"sharing/anonymise.py"}


def test_what_stands_beside_a_text_is_judged_with_it(
    anonymiser: Anonymiser, public: Anonymised
) -> None:
    case = next(case for case in starter_cases() if case.carriers == {"kddi"})
    found = anonymiser.anonymise(FILED, Grain.PUBLIC, context=Context(beside=case.text))
    assert public.text is not None
    assert found.text is None
    assert found.named > 1 / found.k


def test_a_text_is_judged_in_its_own_language_whatever_is_said(anonymiser: Anonymiser) -> None:
    case = next(case for case in starter_cases() if case.carriers == {"kddi"})
    said = anonymiser.anonymise(case.text, Grain.PUBLIC, Language.EN)
    assert said.text is None or said.named <= 1 / said.k
    assert any(one.named > 1 / said.k for one in said.steps)
