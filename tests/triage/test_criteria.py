from pathlib import Path

import pytest

from corpus.account import Language
from corpus.service import Service
from corpus.vocabulary import Facet
from triage.criteria import CRITERIA, load_criteria, points_at
from triage.lessons.criteria import load_lesson_criteria

WRITTEN = """
version = "1"
[novelty]
points = 10.0
characters = { ja = 5, en = 9 }
[[criterion]]
id = "calls"
ja = "緊急通報"
en = "emergency calls"
services = ["emergency_voice"]
points = 3.0
"""


def test_criteria_are_read_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "criteria.toml"
    path.write_text(WRITTEN, "utf-8")

    criteria = load_criteria(path)

    [calls] = criteria.asked
    assert (calls.id, calls.points, calls.facet) == ("calls", 3.0, None)
    assert calls.services == {Service.EMERGENCY_VOICE}
    assert criteria.novelty_points == 10.0
    assert criteria.characters_to_judge == {Language.JA: 5, Language.EN: 9}


def test_the_version_changes_with_every_change_of_the_file(tmp_path: Path) -> None:
    versions = set()
    for number, points in enumerate(("3.0", "4.0")):
        path = tmp_path / f"{number}.toml"
        path.write_text(WRITTEN.replace("points = 3.0", f"points = {points}"), "utf-8")
        versions.add(load_criteria(path).version)

    assert len(versions) == 2
    assert all(version.startswith("1-") for version in versions)


@pytest.mark.parametrize(
    ("number", "points"),
    [(0, 0.0), (9, 0.0), (10, 1.0), (19, 1.0), (20, 2.5), (10**9, 2.5)],
)
def test_the_highest_step_that_is_reached_counts(number: int, points: float) -> None:
    assert points_at(((10, 1.0), (20, 2.5)), number) == points


def test_no_step_is_reached_where_there_is_none() -> None:
    assert points_at((), 5) == 0.0


@pytest.mark.parametrize("criterion", load_criteria(CRITERIA).asked, ids=lambda one: one.id)
def test_each_criterion_asks_one_question(criterion: object) -> None:
    asked = [getattr(criterion, key) for key in ("services", "users", "minutes", "facet")]

    assert sum(bool(one) for one in asked) == 1


@pytest.mark.parametrize("criterion", load_criteria(CRITERIA).asked, ids=lambda one: one.id)
def test_each_criterion_can_give_points(criterion: object) -> None:
    steps = [*getattr(criterion, "users", ()), *getattr(criterion, "minutes", ())]

    assert steps == sorted(steps)
    assert max([getattr(criterion, "points", 0.0), *(points for _, points in steps)]) > 0


def test_a_facet_that_is_asked_for_is_one_of_the_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "criteria.toml"
    asking = WRITTEN.replace('services = ["emergency_voice"]', 'facet = "{}"')
    path.write_text(asking.replace("{}", "prolonging"), "utf-8")
    assert [one.facet for one in load_criteria(path).asked] == [Facet.PROLONGING]

    other = tmp_path / "other.toml"
    other.write_text(asking.replace("{}", "weather"), "utf-8")
    with pytest.raises(ValueError, match="weather"):
        load_criteria(other)


def test_nothing_that_lessons_are_judged_by_counts_twice() -> None:
    ours = {one.id for one in load_criteria().asked}
    lessons = load_lesson_criteria().asked

    assert not ours & {one.id for one in lessons}
    assert not any(one.services or one.facet for one in load_criteria().asked)
