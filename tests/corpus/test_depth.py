"""The guidance on how deep a report goes."""

from corpus.depth import Depth, depth_of, depth_source
from corpus.reading import Section


def test_each_kind_of_cause_with_guidance_has_thick_and_thin_items() -> None:
    for kind in ("unknown_software_bug", "human_error", "submarine_cable_fishing"):
        items = depth_of(kind)
        assert {item.depth for item in items} == {Depth.THICK, Depth.THIN}
        assert {item.section for item in items} == {Section.PREVENTION}
        assert all(item.ja and item.en for item in items)


def test_other_causes_have_no_guidance() -> None:
    assert depth_of("hardware") == ()


def test_the_guidance_names_its_source() -> None:
    assert depth_source().provision
