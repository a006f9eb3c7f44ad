from itertools import pairwise
from pathlib import Path

import pytest

from corpus.identifiers.identifier import IdentifierKind
from sharing.errors import DamagedGrains
from sharing.grain import Grain, Policy, Treatment
from sharing.grain_file import GRAINS, k_of, ladder_of, load_grains, policy_of

NAMES = frozenset(["carrier", "person", "site", "phone", "mail", "url", "ip", "number"])


def damaged(tmp_path: Path, written: str, instead: str) -> Path:
    text = GRAINS.read_text(encoding="utf-8")
    assert written in text
    path = tmp_path / "grains.toml"
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")
    return path


def test_in_full_everything_stays() -> None:
    assert set(policy_of(Grain.FULL).treatments.values()) == {Treatment.KEEP}


@pytest.mark.parametrize("grain", [grain for grain in Grain if grain is not Grain.FULL])
def test_below_full_no_name_stays(grain: Grain) -> None:
    policy = policy_of(grain)

    assert {policy.treatment_of(IdentifierKind(kind)) for kind in NAMES} == {Treatment.PLACEHOLDER}


def test_a_lower_grain_tells_no_more_of_any_kind() -> None:
    for upper, lower in pairwise(Grain):
        for kind in IdentifierKind:
            ladder = ladder_of(kind)
            told, less = (policy_of(grain).treatment_of(kind) for grain in (upper, lower))
            assert ladder.index(told) <= ladder.index(less)


def test_the_public_hears_of_nobody_among_fewer_than_four() -> None:
    assert [k_of(grain) for grain in Grain] == [1, 1, 1, 2, 3, 4]


def test_the_lines_of_the_ordinance_are_lines_between_bands() -> None:
    grains = load_grains()

    assert {30_000, 100_000, 1_000_000} <= set(grains.counts[Treatment.BAND])
    assert {60, 120, 720, 1440} <= set(grains.minutes[Treatment.BAND])


def test_a_kind_without_a_rule_gets_a_placeholder() -> None:
    assert Policy(treatments={}).treatment_of(IdentifierKind.DATE) is Treatment.PLACEHOLDER


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ('date = "quarter"', 'date = "keep"', "designated to carriers: tells more of date"),
        ('date = "quarter"', 'date = "band"', "carriers: band is not on the ladder of date"),
        ('date = "quarter"', 'data = "quarter"', r"carriers: unknown \['data'\]"),
        ('date = "quarter"', 'date = "sometimes"', "sometimes"),
        ("k = 2", "k = 0", "designated to carriers: k falls"),
        ("{ ja = 15, en = 40 }", "{ ja = 15 }", "carriers to wholesale: longer quotations stay"),
        ("{ ja = 15, en = 40 }", "{ ja = 25, en = 40 }", "longer quotations stay"),
        ('"full", "committee"', '"committee", "full"', "order"),
        ("wide_band = [100, 30_000", "wide_band = [100, 31_000", "none between bands"),
        ("band = [10, 100, 1_000", "band = [100, 10, 1_000", "do not rise"),
        ("[grains.public]", "[grains.everyone]", "public"),
        ("version = 1", "version = ", "grains.toml"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, written: str, instead: str, fault: str) -> None:
    with pytest.raises(DamagedGrains, match=fault):
        load_grains(damaged(tmp_path, written, instead))
