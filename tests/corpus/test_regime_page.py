"""The page of regimes leaves no rule out."""

from corpus.regime_file import load_regimes
from corpus.regime_page import regime_page


def test_every_line_clock_and_event_stands_on_the_page_with_its_source() -> None:
    page = regime_page()
    for regime in load_regimes().values():
        assert f"## `{regime.id}`" in page
        events = regime.near_miss.events if regime.near_miss else ()
        sources = [event.source for event in events]
        sources += [line.source for line in regime.lines]
        sources += [clock.source for clock in regime.clocks]
        assert all(source.provision in page for source in sources)
        for line in regime.lines:
            assert f"| {line.id} |" in page


def test_figures_are_written_as_people_read_them() -> None:
    page = regime_page()
    assert "minutes ≥ 120 and users ≥ 30,000" in page
    assert "share_of_subscribers > 0.15" in page
    assert "72 h from known" in page
    assert "monthly_active_users ≥ 10,000,000 and mediates and essential_function" in page
