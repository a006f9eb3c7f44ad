"""The regimes as they stand in their files."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.errors import UnknownRegime
from corpus.regime import Effect, Mark, Regime, Status
from corpus.regime_file import REGIMES, find_regime, load_regimes, regime_in_force
from corpus.service import Service

SMALLEST = """
title = { ja = "試験", en = "test" }
jurisdiction = "XX"
status = "in_force"
effect = { mark = "M" }
source = { provision = "none", mark = "M" }
rows = []
lines = []
"""


def test_every_regime_of_the_contract_is_there() -> None:
    assert list(load_regimes()) == [
        "jp-2008",
        "jp-2015",
        "jp-2019",
        "jp-2025-04",
        "jp-2025-council",
        "de-tkg",
        "eu-eecc",
        "fr-arcep",
        "uk-ofcom",
        "us-nors",
    ]


@pytest.mark.parametrize("regime", load_regimes().values(), ids=lambda regime: str(regime.id))
def test_every_rule_names_its_source_and_belongs_to_a_row(regime: Regime) -> None:
    rows = {row.id for row in regime.rows}
    assert regime.title.ja
    assert regime.title.en
    assert regime.source.provision
    assert {line.row for line in regime.lines} == rows
    assert len({line.id for line in regime.lines}) == len(regime.lines)
    sources = [line.source for line in regime.lines] + [clock.source for clock in regime.clocks]
    assert all(source.provision for source in sources)


@pytest.mark.parametrize(
    "regime", [found for found in load_regimes().values() if found.japanese], ids=lambda r: r.id
)
def test_every_service_has_a_row_in_japan(regime: Regime) -> None:
    for service in Service:
        assert any(row.services is None or service in row.services for row in regime.rows)


def test_one_regime_of_japan_is_in_force_on_every_day_from_2008() -> None:
    in_force = [found for found in load_regimes().values() if found.japanese]
    day = date(2008, 4, 1)
    while day < date(2026, 12, 1):
        assert sum(regime.effect.covers(day) for regime in in_force) == 1
        day += timedelta(days=1)


def test_no_regime_is_in_force_before_the_first() -> None:
    assert regime_in_force(date(2008, 3, 31)) is None


def test_what_is_only_recommended_is_never_in_force() -> None:
    council = find_regime("jp-2025-council")
    assert council.status is Status.RECOMMENDED
    assert not council.effect.covers(date(2030, 1, 1))


def test_an_open_end_covers_all_days_after() -> None:
    assert Effect(first=None, last=date(2024, 10, 17), mark=Mark.MEMORY).covers(date(2000, 1, 1))
    assert not Effect(first=date(2025, 4, 1), last=None, mark=Mark.MEMORY).covers(
        date(2025, 3, 31)
    )


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(UnknownRegime) as refused:
        find_regime("jp")
    assert "us-nors" in str(refused.value)


def test_a_new_regime_is_one_new_file(tmp_path: Path) -> None:
    (tmp_path / "xx-test.toml").write_text(SMALLEST, "utf-8")
    found = find_regime("xx-test", tmp_path)
    assert (found.id, found.japanese, found.leak) == ("xx-test", False, None)


def test_a_key_no_regime_has_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "xx-test.toml").write_text("colour = 1\n" + SMALLEST, "utf-8")
    with pytest.raises(KeyError, match="colour"):
        load_regimes(tmp_path)


def test_the_revision_changes_only_the_lines_it_names() -> None:
    now = {line.id: line for line in find_regime("jp-2025-04").lines}
    proposed = {line.id: line for line in find_regime("jp-2025-council").lines}
    assert proposed.keys() - now.keys() == {"4c", "4d", "5c"}
    assert {name for name in now if proposed[name] != now[name]} == {"5b"}
    assert proposed["5b"].needs == now["5b"].needs
    assert proposed["5b"].not_services == proposed["5c"].services


def test_regimes_stand_in_files_of_their_id() -> None:
    assert {path.stem for path in REGIMES.glob("*.toml")} == set(load_regimes())
