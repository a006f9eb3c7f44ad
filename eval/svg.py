"""A drawing of matplotlib as SVG that a strict content security policy lets through.

No style element and no style attribute is left: what they said is said by attributes of SVG. Text
stays text. Drawings are lettered in English and relettered here: the measures of a Japanese font
are not needed to lay them out.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

SPACE = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = ("metadata", "style")
_FAMILY = "sans-serif"
DRAWN: Any = {
    "svg.fonttype": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e4e4e0",
    "axes.edgecolor": "#77777a",
    "axes.axisbelow": True,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "font.size": 9.0,
}
"""The settings of matplotlib that every drawing is made with."""


def svg_of(figure: Any, name: str, words: Mapping[str, str]) -> Any:
    """The SVG element of the matplotlib `figure`, lettered anew by `words`.

    `name` goes before every id, so that several drawings can stand on one page.
    """
    from lxml.etree import XMLParser, parse

    drawn = BytesIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    drawn.seek(0)
    root = parse(drawn, XMLParser(remove_comments=True, no_network=True)).getroot()
    for dropped in [each for kind in _DROPPED for each in root.iter(f"{SPACE}{kind}")]:
        dropped.getparent().remove(dropped)
    for element in root.iter():
        _told_by_attributes(element)
        _named(element, name)
        if element.tag == f"{SPACE}text" and element.text in words:
            element.text = words[element.text]
    root.set("role", "img")
    for size in ("width", "height"):
        del root.attrib[size]
    return root


def _told_by_attributes(element: Any) -> None:
    for told in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in told.partition(":"))
        if key:
            # The reader's own letters: those of the drawing have no Japanese.
            element.set(key, _FAMILY if key == "font-family" else value)


def _named(element: Any, name: str) -> None:
    for key, value in element.attrib.items():
        if key == "id":
            element.set(key, f"{name}-{value}")
        elif key == _LINK and value.startswith("#"):
            element.set(key, f"#{name}-{value[1:]}")
        elif "url(#" in value:
            element.set(key, value.replace("url(#", f"url(#{name}-"))
