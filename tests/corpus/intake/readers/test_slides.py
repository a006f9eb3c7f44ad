"""PowerPoint slides."""

from typing import Any

import pptx
from pptx.util import Cm

from corpus.intake.document import Remark
from tests.corpus.intake.readers.making import (
    OFFICE,
    a_package,
    a_pptx,
    a_relations,
    cells,
    grid,
    read,
    remarks,
    saved,
    tables,
    texts,
)

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
BOX = (Cm(1), Cm(1), Cm(5), Cm(2))


def a_slide() -> tuple[Any, Any]:
    presentation = pptx.Presentation()
    return presentation, presentation.slides.add_slide(presentation.slide_layouts[6])


def a_slide_package(slide: str, parts: dict[str, str]) -> bytes:
    main = (
        f'<presentation xmlns:r="{OFFICE}"><sldIdLst><sldId id="256" r:id="rId1"/></sldIdLst>'
        "</presentation>"
    )
    told = {
        "ppt/presentation.xml": main,
        "ppt/_rels/presentation.xml.rels": a_relations(("rId1", "slide", "ppt/slides/s.xml")),
        "ppt/slides/s.xml": slide,
        **parts,
    }
    return a_package(told, main="ppt/presentation.xml", main_type=MAIN_TYPE)


def test_each_paragraph_of_a_shape_has_its_place() -> None:
    document = read("a.pptx", a_pptx("件名", "障害\x0b続き"))
    assert texts(document) == ["件名", "障害\n続き"]
    assert [block.where for block in document.blocks] == ["slide 1 p1", "slide 1 p2"]


def test_shapes_in_groups_are_read() -> None:
    presentation, slide = a_slide()
    group = slide.shapes.add_group_shape().shapes.add_group_shape()
    group.shapes.add_textbox(*BOX).text_frame.text = "奥"
    assert texts(read("a.pptx", saved(presentation))) == ["奥"]


def test_a_table_is_read_with_its_merged_cells() -> None:
    presentation, slide = a_slide()
    table = slide.shapes.add_table(2, 2, *BOX).table
    table.cell(0, 0).text = "見出し"
    table.cell(1, 0).text = "件名"
    table.cell(1, 1).text = "障害"
    table.cell(0, 0).merge(table.cell(0, 1))
    [told] = tables(read("a.pptx", saved(presentation)))
    assert grid(told) == {(1, 1): "見出し", (2, 1): "件名", (2, 2): "障害"}
    assert cells(told)[1, 2].merged
    assert told.place(2, 1) == "slide 1 table 1 row 2 col 1"


def test_notes_are_read() -> None:
    presentation, slide = a_slide()
    slide.notes_slide.notes_text_frame.text = "ここだけの話"
    document = read("a.pptx", saved(presentation))
    assert [block.where for block in document.blocks] == ["slide 1 notes p1"]


def test_slides_come_in_the_order_in_which_they_are_shown() -> None:
    presentation, slide = a_slide()
    slide.shapes.add_textbox(*BOX).text_frame.text = "後"
    front = presentation.slides.add_slide(presentation.slide_layouts[6])
    front.shapes.add_textbox(*BOX).text_frame.text = "先"
    order = presentation.slides._sldIdLst
    order.insert(0, order[1])
    assert texts(read("a.pptx", saved(presentation))) == ["先", "後"]


def test_a_hidden_slide_is_read_and_noted() -> None:
    presentation, slide = a_slide()
    slide.shapes.add_textbox(*BOX).text_frame.text = "予備"
    slide._element.set("show", "0")
    document = read("a.pptx", saved(presentation))
    assert (texts(document), remarks(document)) == (["予備"], {Remark.HIDDEN_SLIDE: "slide 1"})


def test_diagrams_are_read_and_slide_numbers_are_not() -> None:
    shape = '<sp><nvPr><ph type="sldNum"/></nvPr><txBody><p><r><t>7</t></r></p></txBody></sp>'
    slide = (
        f"<sld>{shape}<AlternateContent><Choice><sp><txBody><p><r><t>新</t></r></p></txBody></sp>"
        "</Choice><Fallback><sp><txBody><p><r><t>旧</t></r></p></txBody></sp></Fallback>"
        "</AlternateContent></sld>"
    )
    parts = {
        "ppt/slides/_rels/s.xml.rels": a_relations(
            ("rId1", "diagramData", "ppt/diagrams/d.xml"), ("rId2", "slideLayout", "x.xml")
        ),
        "ppt/diagrams/d.xml": "<dataModel><pt><t><p><r><t>検知</t></r></p></t></pt></dataModel>",
    }
    document = read("a.pptx", a_slide_package(slide, parts))
    assert texts(document) == ["新", "検知"]
    assert document.blocks[1].where == "slide 1 diagram p1"
