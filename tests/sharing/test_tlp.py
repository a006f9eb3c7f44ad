from pathlib import Path

import pytest

from sharing.errors import DamagedScopes
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from sharing.tlp import Tlp, label_of, load_labels


def test_every_scope_has_a_label_and_no_label_is_left_over() -> None:
    assert set(load_labels()) == set(load_scopes())


def test_a_label_tells_nobody_by_which_hidden_scope_a_lesson_came() -> None:
    hidden = {label_of(scope.id) for scope in load_scopes().values() if not scope.disclosed}

    assert len(hidden) == 1


def test_only_what_is_public_has_no_limits() -> None:
    assert [scope for scope, label in load_labels().items() if label is Tlp.CLEAR] == ["public"]


def test_a_scope_without_a_label_has_the_strictest() -> None:
    assert label_of(ScopeId("new")) is Tlp.RED


def test_a_label_is_written_as_the_protocol_writes_it() -> None:
    assert Tlp.AMBER_STRICT.written == "TLP:AMBER+STRICT"


def test_a_label_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tlp.toml"
    path.write_text('public = "WHITE"')

    with pytest.raises(DamagedScopes, match="WHITE"):
        load_labels(path)
