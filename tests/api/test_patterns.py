import pytest

from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, PUBLIC, shaped


def test_patterns_of_human_error_are_shown_across_carriers_with_their_trend(desk: Desk) -> None:
    found = shaped("lessons-patterns", desk.json("lessons", "patterns"))

    assert len(found) > 3
    counts = [len(one["carriers"]) for one in found]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= 2
    for one in found:
        assert len(one["members"]) >= len(one["trend"]) // 2
        assert all(member["concepts"] for member in one["members"])
        assert all(cell["count"] > 0 for cell in one["trend"])
    first = found[0]
    text = desk.ask("lessons", "patterns", "--lang", "en").out
    assert f"{first['title']['en']}: {len(first['members'])} accidents" in text
    cell = first["trend"][0]
    assert f"    {cell['year']}  {cell['name']['en']}: {cell['count']}\n" in text


def test_others_are_shown_what_more_carriers_share_and_no_small_counts(desk: Desk) -> None:
    found = shaped("lessons-patterns", desk.json("lessons", "patterns", *PUBLIC))

    assert found == desk.json("lessons", "patterns", *DOCOMO)
    assert all(len(one["carriers"]) >= 3 for one in found)
    cells = [cell for one in found for cell in one["trend"]]
    assert any(cell["count"] is None for cell in cells)
    assert ": *" in desk.ask("lessons", "patterns", *PUBLIC).out


def test_a_period_leaves_out_what_happened_before_and_after(desk: Desk) -> None:
    found = desk.json("lessons", "patterns", "--since", "2018-01-01", "--until", "2019-12-31")

    days = [member["day"] for one in found for member in one["members"]]
    assert days
    assert all("2018-01-01" <= day <= "2019-12-31" for day in days)
    none = desk.ask("lessons", "patterns", "--until", "1990-01-01", "--lang", "en").out
    assert "no pattern is shared" in none


@pytest.mark.parametrize("given", ["2018", "2018-13-01", "yesterday"])
def test_what_is_no_day_is_wrong_use(given: str, desk: Desk) -> None:
    assert desk.ask("lessons", "patterns", "--since", given, "--json").code == 2
