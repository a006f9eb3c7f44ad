import json
from importlib import import_module
from typing import Any

import pytest

from sharing.grain import Grain
from sharing.preview import Words
from sharing.stix import INCIDENT_CORE, MARKINGS, TLP_2, stix_of
from sharing.tlp import Tlp
from tests.sharing.channels.previews import a_preview

STIX2: Any = import_module("stix2")


def objects(content: bytes) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for each in json.loads(content)["objects"]:
        found.setdefault(each["type"], []).append(each)
    return found


def test_a_lesson_is_an_incident_with_the_core_extension() -> None:
    [incident] = objects(stix_of(a_preview(), Tlp.GREEN, "db"))["incident"]

    assert incident["name"] == "L-1.1 手順書の誤り"
    assert incident["lang"] == "ja"
    assert incident["extensions"][INCIDENT_CORE] == {
        "extension_type": "property-extension",
        "determination": "confirmed",
        "investigation_status": "closed",
        "incident_types": ["wrong-procedure"],
    }
    assert incident["created"] == "2025-04-02T00:00:00.000Z"


def test_what_to_check_by_is_a_course_of_action_that_points_to_it() -> None:
    found = objects(stix_of(a_preview(), Tlp.GREEN, "db"))

    assert [one["name"] for one in found["course-of-action"]] == ["手順書", "訓練"]
    assert {one["target_ref"] for one in found["relationship"]} == {found["incident"][0]["id"]}


@pytest.mark.parametrize("tlp", Tlp)
def test_everything_but_the_maker_is_marked(tlp: Tlp) -> None:
    found = objects(stix_of(a_preview(), tlp, "db"))

    [marking] = found.pop("marking-definition")
    assert marking["id"] == MARKINGS[tlp]
    assert marking["extensions"][TLP_2]["tlp_2_0"] == tlp.value.lower()
    del found["identity"]
    for several in found.values():
        assert all(one["object_marking_refs"] == [MARKINGS[tlp]] for one in several)


def test_the_same_lesson_is_the_same_bytes_and_parses_again() -> None:
    content = stix_of(a_preview(), Tlp.RED, "db")

    assert stix_of(a_preview(), Tlp.RED, "db") == content
    assert STIX2.parse(content.decode(), allow_custom=True).type == "bundle"
    assert stix_of(a_preview(), Tlp.RED, "another") != content


def test_nothing_is_told_that_the_grain_does_not_tell() -> None:
    bare = a_preview(Grain.PUBLIC, cause=None, shared_base=None, viewpoints=None, title=None)
    assert bare.words is Words.REWRITTEN

    found = objects(stix_of(bare, Tlp.CLEAR, "db"))

    assert "course-of-action" not in found
    assert "incident_types" not in found["incident"][0]["extensions"][INCIDENT_CORE]
    assert found["incident"][0]["name"] == "L-1.1"


def test_words_that_fall_into_no_fields_are_told_as_they_are() -> None:
    told = a_preview(text="手順書を確かめる。\u2029二人で。", viewpoints=[{"who": None}])

    [incident] = objects(stix_of(told, Tlp.CLEAR, "db"))["incident"]

    assert "二人で。" in incident["description"]
    assert "\u2029" not in incident["description"]
