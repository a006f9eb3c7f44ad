from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, PUBLIC, RECORD, shaped


def of_kddi(desk: Desk) -> str:
    return str(desk.json("queue", *KDDI)[0]["report"])


def test_lessons_are_drafted_listed_and_shown(filed: Desk) -> None:
    filing = of_kddi(filed)

    drafted = shaped("lessons", filed.json("lessons", "draft", filing))

    assert drafted
    assert all(one["lesson"]["account"] == filing for one in drafted)
    assert all(one["lesson"]["statements"] for one in drafted)
    key = "id"
    assert sorted(filed.json("lessons", "list"), key=lambda one: str(one[key])) == sorted(
        drafted, key=lambda one: str(one[key])
    )
    [first, *_] = drafted
    assert filed.json("lessons", "show", first["id"]) == [first]
    said = filed.ask("lessons", "show", first["id"], "--lang", "ja").out
    assert said.startswith(f"{first['id']}.1  ")
    assert first["lesson"]["statements"][0]["said"] in said
    assert first["lesson"]["viewpoints"][0]["how"] in said


def test_a_draft_of_the_same_case_makes_nothing_new(desk: Desk) -> None:
    drafted = desk.json("lessons", "draft", RECORD)

    assert desk.json("lessons", "draft", RECORD) == drafted
    [only] = desk.json("lessons", "show", drafted[0]["id"], "--history")
    assert only["version"] == 1
    assert len(desk.json("lessons", "list", RECORD)) == len(drafted)
    assert desk.ask("lessons", "list").out.count(RECORD) == len(drafted)


def test_others_see_no_lesson_and_draft_none(filed: Desk) -> None:
    filing = of_kddi(filed)
    [first, *_] = filed.json("lessons", "draft", filing, *KDDI)

    assert filed.json("lessons", "list", *DOCOMO) == []
    assert "no lesson" in filed.ask("lessons", "list", *DOCOMO, "--lang", "en").out
    hidden = filed.ask("lessons", "show", first["id"], *DOCOMO, "--json")
    assert (hidden.code, hidden.error["code"]) == (2, "UnknownLesson")
    assert (
        filed.ask("lessons", "draft", filing, *DOCOMO, "--json").error["code"] == "UnknownFiling"
    )
    public = filed.ask("lessons", "draft", RECORD, *PUBLIC, "--json")
    assert (public.code, public.error["code"]) == (2, "MayNotReview")
