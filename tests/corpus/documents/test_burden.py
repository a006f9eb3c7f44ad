import pytest

from corpus.documents.burden import Sort, burden_of, burden_to_json, items_by_sort, sort_of
from corpus.documents.layout import load_designs
from corpus.intake.forms import Field
from corpus.reading import Section
from tests.corpus.documents.readings import an_outage, at, minutes
from tests.examples import a_reading

BOTH = ("detailed_report", "annex")


def test_one_entry_for_two_documents_costs_half_of_typing_twice() -> None:
    burden = burden_of(an_outage(), BOTH)

    assert burden.minutes_typed_apart == pytest.approx(2 * burden.minutes, abs=0.2)
    assert burden.typings == 2 * burden.touched


def test_a_second_document_adds_no_item() -> None:
    assert burden_of(an_outage(), BOTH).items == burden_of(an_outage(), BOTH[:1]).items


def test_the_simplified_form_costs_less() -> None:
    detailed = burden_of(an_outage(), ["detailed_report"])
    simplified = burden_of(an_outage(), ["simplified"])

    assert simplified.minutes < detailed.minutes
    assert simplified.free_text < detailed.free_text


def test_only_what_is_told_is_touched() -> None:
    burden = burden_of(a_reading(), ["detailed_report"])

    assert burden.touched == 1  # the stage
    assert burden.free_text_touched == burden.characters == 0


def test_longer_text_takes_longer() -> None:
    short, long = (a_reading(sections={Section.CAUSE: "あ" * n}) for n in (40, 400))
    costs = [burden_of(each, ["detailed_report"]) for each in (short, long)]

    assert [each.characters for each in costs] == [40, 400]
    assert costs[1].minutes - costs[0].minutes == pytest.approx(9)


def test_a_duration_that_follows_from_the_moments_is_not_typed() -> None:
    told = an_outage(minutes=minutes(600))
    reckoned = an_outage(
        minutes=minutes(600).__class__(
            value=600,
            low=None,
            high=None,
            approximate=False,
            text=f"{at().text}~{at(10).text}",
        )
    )
    touched = [burden_of(each, ["detailed_report"]).touched for each in (told, reckoned)]

    assert touched[0] == touched[1] + 1


@pytest.mark.parametrize(
    ("item", "sort"),
    [
        (Field.STAGE, Sort.CHOICE),
        (Field.USERS, Sort.FIGURE),
        (Field.OCCURRED, Sort.MOMENT),
        (Field.AREA, Sort.SHORT),
        (Section.SUPERVISOR, Sort.SHORT),
        (Section.CAUSE, Sort.FREE),
    ],
)
def test_each_item_is_entered_in_its_own_way(item: Field | Section, sort: Sort) -> None:
    assert sort_of(item) is sort


@pytest.mark.parametrize("kind", load_designs())
def test_every_item_is_counted_once(kind: str) -> None:
    design = load_designs()[kind]

    assert sum(items_by_sort(design).values()) == len(design.items)


def test_the_first_report_asks_for_little_free_text() -> None:
    assert items_by_sort(load_designs()["first_report"])[Sort.FREE] <= 3


def test_the_figures_as_json_say_that_minutes_are_estimates() -> None:
    told = burden_to_json(burden_of(an_outage(), BOTH))

    assert told["mark"] == "M"
    assert told["free_text"] == burden_of(an_outage(), BOTH).free_text
