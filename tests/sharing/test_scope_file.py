from pathlib import Path

import pytest

from corpus.viewer import Role
from sharing.errors import DamagedScopes, UnknownPreset, UnknownScope
from sharing.grain import Grain
from sharing.grain_file import k_of
from sharing.scope import Asks, Scope, ScopeId, finer
from sharing.scope_file import (
    PRESETS,
    SCOPES,
    find_preset,
    find_scope,
    load_presets,
    load_scopes,
)

WHOLE = {
    "title": '{ ja = "題", en = "title" }',
    "why": '{ ja = "由", en = "why" }',
    "grain": '"carriers"',
    "k": "3",
    "set_by": '["secretariat"]',
    "audiences": '["public"]',
}
"""A scope, as a file writes it."""


def written(folder: Path, **changed: str | None) -> Path:
    lines = [f"{key} = {value}" for key, value in {**WHOLE, **changed}.items() if value]
    (folder / "new.toml").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.mark.parametrize("scope", load_scopes().values(), ids=lambda scope: scope.id)
def test_every_scope_says_who_gets_how_much_and_who_decides(scope: Scope) -> None:
    assert (SCOPES / f"{scope.id}.toml").is_file()
    assert scope.title.ja != scope.title.en
    assert scope.set_by
    assert scope.wishes
    assert not finer(scope.grain, scope.finest)
    assert scope.finest is not Grain.FULL


def test_the_scopes_that_were_asked_for_are_there() -> None:
    assert set(load_scopes()) >= {
        "public",
        "all-carriers",
        "designated",
        "designated-same-service",
        "peers",
        "named",
        "wholesale-customers",
        "makers",
        "committee",
        "ministry",
        "voluntary",
    }


def test_what_is_public_hides_the_carrier_among_four() -> None:
    public = find_scope(load_scopes(), "public")

    assert (public.k, public.grain, public.finest) == (4, Grain.PUBLIC, Grain.PUBLIC)


def test_a_scope_hides_the_carrier_as_its_grain_does_unless_it_says_so(tmp_path: Path) -> None:
    [told] = load_scopes(written(tmp_path, k=None)).values()

    assert told.k == k_of(Grain.CARRIERS)
    assert load_scopes()[ScopeId("all-carriers")].k == 3


def test_one_scope_is_kept_from_the_ministry_and_only_carriers_decide_it() -> None:
    without = [scope for scope in load_scopes().values() if not scope.ministry]

    assert [scope.id for scope in without] == ["voluntary"]
    assert without[0].set_by == {Role.CARRIER}
    assert without[0].asks is Asks.GROUP


def test_a_new_scope_is_a_new_file(tmp_path: Path) -> None:
    [scope] = load_scopes(written(tmp_path)).values()

    assert (scope.id, scope.grain, scope.finest) == ("new", Grain.CARRIERS, Grain.CARRIERS)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"colour": "1"}, "unknown keys colour"),
        ({"grain": None}, "lacks 'grain'"),
        ({"grain": '"all"'}, "'all' is not a valid Grain"),
        ({"finest": '"public"'}, "carriers is finer than public"),
        ({"k": "0"}, "k is 0"),
        ({"k": '"four"'}, "k is 'four'"),
        ({"set_by": '["nobody"]'}, "not a valid Role"),
        ({"audiences": None}, "in none or in several ways"),
        ({"asks": '"makers"'}, "in none or in several ways"),
        ({"ministry": "false"}, "kept from the ministry"),
        ({"audiences": None, "carriers": '[{ colour = "red" }]'}, "unknown keys colour"),
        ({"title": '"title"'}, "string indices"),
        ({"k": "k"}, "Invalid value"),
    ],
)
def test_a_scope_that_is_not_as_it_must_be_is_told(
    tmp_path: Path, changed: dict[str, str | None], said: str
) -> None:
    with pytest.raises(DamagedScopes, match=f"new.*{said}"):
        load_scopes(written(tmp_path, **changed))


@pytest.mark.parametrize("preset", load_presets().values(), ids=lambda preset: preset.id)
def test_every_preset_is_of_scopes_that_there_are(preset: object) -> None:
    from sharing.scope import Preset

    assert isinstance(preset, Preset)
    assert preset.wishes
    assert {step.scope for step in preset.steps} <= set(load_scopes())


def test_the_proposals_of_five_carriers_are_written_down() -> None:
    presets = load_presets()

    assert set(presets) == {"kddi", "docomo", "iij", "biglobe", "line-yahoo"}
    steps = {
        name: [(step.scope, step.grain.value, step.after.days) for step in preset.steps]
        for name, preset in presets.items()
    }
    assert steps == {
        "kddi": [("designated", "committee", 0)],
        "docomo": [("designated", "designated", 0)],
        "iij": [
            ("wholesale-customers", "carriers", 0),
            ("makers", "designated", 0),
            ("public", "public", 14),
        ],
        "biglobe": [("peers", "public", 0)],
        "line-yahoo": [("voluntary", "carriers", 0)],
    }


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ('[{ scope = "moon", grain = "public" }]', "no scope is called moon"),
        ('[{ scope = "public", grain = "carriers" }]', "public may not get carriers"),
        ('[{ scope = "public", grain = "public", after = 1 }]', "unknown keys after"),
    ],
)
def test_a_preset_that_cannot_be_is_told(tmp_path: Path, steps: str, said: str) -> None:
    preset = (PRESETS / "biglobe.toml").read_text("utf-8").split("[[steps]]")[0]
    (tmp_path / "new.toml").write_text(f"{preset}\nsteps = {steps}", "utf-8")

    with pytest.raises(DamagedScopes, match=said):
        load_presets(tmp_path)


def test_an_unknown_name_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownScope, match=r"'mars'; known: all-carriers, .*public"):
        find_scope(load_scopes(), "mars")
    with pytest.raises(UnknownPreset, match=r"'mars'; known: biglobe, .*kddi"):
        find_preset(load_presets(), "mars")
    assert find_preset(load_presets(), "kddi").unless is not None
