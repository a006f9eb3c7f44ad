import pytest

from corpus.account import Language
from corpus.carriers import CarrierRegister
from corpus.errors import InputRefused
from corpus.ids import CarrierId
from sharing.anonymise import Why
from sharing.grain import Grain
from sharing.sign_off.texts import words_by_name, words_of
from tests.sharing.sign_off.examples import Script
from triage.lessons.lesson import LessonId

VERSION = LessonId("L-1.1")
KDDI, SOFTBANK = (CarrierRegister.load().get(CarrierId(one)) for one in ("kddi", "softbank"))


def test_words_are_those_that_pass_the_gate_among_k() -> None:
    script = Script()

    words = words_of(script, VERSION, Grain.CARRIERS, 3)

    assert (words.text, words.k, words.named) == (script.text, 3, False)
    assert words.language is Language.JA
    assert script.asked == [(VERSION, Grain.CARRIERS, 3)]


@pytest.mark.parametrize(
    ("why", "code"),
    [(Why.FAMOUS, "famous"), (Why.FEW_FIT, "gate_blocked"), (Why.NOTHING_TOLD, "gate_blocked")],
)
def test_the_gate_is_not_passed_over(why: Why, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        words_of(Script(text=None, why=why), VERSION, Grain.PUBLIC, 4)

    assert (refused.value.code, refused.value.details) == (code, {"why": why})


def test_a_famous_case_is_headed_by_the_names_of_all_its_originators() -> None:
    script = Script(text=None, why=Why.FAMOUS)

    words = words_by_name(script, VERSION, Grain.CARRIERS, 3, [KDDI, SOFTBANK])

    assert words.text.splitlines()[0] == "事業者: KDDI、ソフトバンク"
    assert (words.k, words.named) == (1, True)
