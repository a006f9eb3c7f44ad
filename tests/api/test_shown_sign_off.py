from dataclasses import replace
from datetime import datetime

from api.shown_sign_off import sign_off_lines, sign_off_out
from api.words import Words
from corpus.viewer import SECRETARIAT, Viewer
from tests.sharing.examples import KDDI
from tests.sharing.sign_off.examples import LATE, UP, Bureau


def test_people_are_told_that_it_names_somebody_and_what_to_look_at() -> None:
    found = replace(Bureau().asked(KDDI), named=True, undecided=2)
    shown = sign_off_out(found, SECRETARIAT, LATE, complete=False)

    short = list(sign_off_lines(shown, Words.of("en"), whole=False))
    whole = list(sign_off_lines(shown, Words.of("en"), whole=True))

    assert "overdue" in short[0]
    assert any("names its originator" in line for line in short)
    assert any("2 places" in line for line in whole)
    assert whole[-1].strip() == f"| {found.text}"


def test_each_is_told_what_it_may_say_now() -> None:
    found = Bureau().asked(KDDI)

    def takes(viewer: Viewer, now: datetime) -> list[str]:
        return sign_off_out(found, viewer, now, complete=False).takes

    assert takes(KDDI, UP) == ["accept", "ask-change", "dispute"]
    assert takes(SECRETARIAT, UP) == ["withdraw"]
    assert takes(SECRETARIAT, LATE) == ["except", "withdraw"]
