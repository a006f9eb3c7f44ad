from typing import Any

from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, shaped

WHY = ("--why", "同じ仕組み", "--reviewer", "佐藤")


def alarmed(desk: Desk) -> tuple[str, list[Any]]:
    """The first filing that repeats a lesson, and which."""
    for one in desk.json("queue"):
        found = shaped("recurrence", desk.json("recurrence", one["report"]))
        if found:
            return one["report"], found
    raise AssertionError("no filing repeats a lesson")


def test_a_filing_that_repeats_a_lesson_names_it(filed: Desk) -> None:
    filing, found = alarmed(filed)

    [first, *_] = found
    assert first["days"] > 0
    assert first["likely"] >= 0.5
    assert first["shared"]
    assert first["effect"] is None
    said = filed.ask("recurrence", filing, "--lang", "en").out
    assert f"! {first['said']['en']} ({first['likely']:.2f})" in said
    assert first["lesson"]["statements"][0] in said


def test_the_effect_of_a_lesson_is_shown_where_it_is_asked_for(filed: Desk) -> None:
    filing, found = alarmed(filed)

    shown = shaped("recurrence", filed.json("recurrence", filing, "--effect"))

    assert [one["lesson"] for one in shown] == [one["lesson"] for one in found]
    counted = [year for year in shown[0]["effect"]["years"] if year["count"]]
    said = filed.ask("recurrence", filing, "--effect", "--lang", "en").out
    assert said.count(" accidents (on record ") >= len(counted)


def test_a_lesson_of_what_a_person_said_is_not_the_same_is_not_named(filed: Desk) -> None:
    filing, [first, *_] = alarmed(filed)

    filed.json("review", "not-same", filing, first["lesson"]["account"], *WHY)

    after = filed.json("recurrence", filing)
    assert first["lesson"]["id"] not in [one["lesson"]["id"] for one in after]


def test_a_filing_that_repeats_none_says_so(filed: Desk) -> None:
    silent = [
        one["report"] for one in filed.json("queue") if not filed.json("recurrence", one["report"])
    ]

    assert silent
    said = filed.ask("recurrence", silent[0], "--lang", "en")
    assert (said.code, said.out) == (0, "no lesson appears to have recurred\n")


def test_the_filing_of_another_is_unknown(filed: Desk) -> None:
    filing = filed.json("queue", *KDDI)[0]["report"]

    said = filed.ask("recurrence", filing, *DOCOMO, "--json")
    assert (said.code, said.error["code"]) == (2, "UnknownFiling")
