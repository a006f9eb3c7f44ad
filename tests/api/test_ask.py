from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, RECORD, shaped

OTHER = "2021-10-14-ntt-docomo-iot-location-registration"
QUESTION = "位置登録の輻輳はどのように収束させたか"


def test_an_answer_is_cited_word_for_word(desk: Desk) -> None:
    answer = shaped("ask", desk.json("ask", QUESTION))

    assert answer["sentences"]
    for sentence in answer["sentences"]:
        assert {one["incident"] for one in sentence["citations"]} <= set(answer["looked_at"])
        assert sentence["statement"] in {one["words"]["words"] for one in sentence["citations"]}
    said = desk.ask("ask", QUESTION).out
    assert said.startswith(f"- {answer['sentences'][0]['statement']}\n")


def test_what_the_cases_do_not_hold_is_not_answered(desk: Desk) -> None:
    said = desk.ask("ask", "葡萄酒の醸造に適した土壌と気温", "--lang", "en")

    assert (said.code, said.out) == (0, "the past cases hold no answer\n")


def test_a_question_that_is_none_is_refused(desk: Desk) -> None:
    assert desk.ask("ask", " ", "--json").error["code"] == "empty_text"


def test_two_cases_are_set_side_by_side(desk: Desk) -> None:
    found = shaped("compare-cases", desk.json("compare-cases", RECORD, OTHER))

    assert (found["verdict"], found["decision"]) == ("undecided", None)
    contrasts = [*found["likenesses"], *found["differences"]]
    assert contrasts
    assert all(one["citations"] for one in contrasts)
    said = desk.ask("compare-cases", RECORD, OTHER, "--lang", "ja").out
    assert said.startswith("仕組みが同じかは決まっていない\n")
    assert all(one["ja"] in said for one in contrasts)


def test_what_a_person_decided_is_the_verdict(desk: Desk) -> None:
    decided = desk.json("review", "same", OTHER, RECORD, "--why", "x", "--reviewer", "佐藤")

    found = desk.json("compare-cases", RECORD, OTHER)
    assert (found["verdict"], found["decision"]) == ("same", decided["id"])
    said = desk.ask("compare-cases", RECORD, OTHER, "--lang", "en").out
    assert said.startswith(f"the same mechanism (review {decided['id']})\n")


def test_a_case_is_not_compared_with_itself_or_with_what_is_hidden(filed: Desk) -> None:
    filing = filed.json("queue", *KDDI)[0]["report"]

    same = filed.ask("compare-cases", RECORD, RECORD, "--json")
    assert (same.code, same.error["code"]) == (3, "same_case")
    hidden = filed.ask("compare-cases", RECORD, filing, *DOCOMO, "--json")
    assert (hidden.code, hidden.error["code"]) == (2, "UnknownFiling")
