"""What python-docx does not write itself: charts, and the number of the page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corpus.documents.graph import drawn

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def plant(document: "WordDocument", draw: Callable[[Any], Any], size: tuple[float, float]) -> None:
    """Put the chart that `draw` makes behind what stands in `document`; `size` in centimetres."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made = drawn(draw)
    package = document.part.package
    charts = (str(part.partname) for part in package.iter_parts())
    number = 1 + sum(name.startswith("/word/charts/") for name in charts)
    book_name = PackURI(f"/word/embeddings/chart{number}.xlsx")
    chart_name = PackURI(f"/word/charts/chart{number}.xml")
    chart = Part(chart_name, _CHART_TYPE, made.chart, package)
    # The drawing names its book as the first relation it has.
    chart.relate_to(Part(book_name, _BOOK_TYPE, made.book, package), RELATIONSHIP_TYPE.PACKAGE)
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    document.add_paragraph().add_run()._element.append(_inline(relation, number, size))


def _inline(relation: str, number: int, size: tuple[float, float]) -> Any:
    """The place in a line at which the chart of `relation` stands."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    def inside(parent: Any, tag: str, told: dict[str, str]) -> Any:
        element: Any = OxmlElement(tag, told)
        parent.append(element)
        return element

    width, height = (str(int(Cm(side))) for side in size)
    drawing: Any = OxmlElement("w:drawing")
    inline = inside(drawing, "wp:inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    inside(inline, "wp:extent", {"cx": width, "cy": height})
    inside(inline, "wp:docPr", {"id": str(number), "name": f"chart {number}"})
    graphic = inside(inline, "a:graphic", {})
    told = inside(graphic, "a:graphicData", {"uri": _CHART_NAMESPACE})
    inside(told, "c:chart", {qn("r:id"): relation})
    return drawing


def page_number(paragraph: "Paragraph") -> None:
    """Add the number of the page to a footer: ``- 1 -``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run("- ")
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._element.append(field)
    paragraph.add_run(" -")


def stand_in(document: "WordDocument", face: str, other: str) -> None:
    """Name the letters that stand in for `face` on a machine that has none such."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import qn

    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table: Any = parse_xml(part.blob)
    font: Any = OxmlElement("w:font", {qn("w:name"): face})
    font.append(OxmlElement("w:altName", {qn("w:val"): other}))
    table.append(font)
    part._blob = serialize_part_xml(table)
