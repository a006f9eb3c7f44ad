"""Text in DrawingML, which slides, diagrams and the text boxes of sheets share."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.intake.readers.package import local


def drawn_paragraphs(element: Element) -> Iterator[str]:
    """The text of each paragraph inside, in order."""
    for inner in element.iter():
        if local(inner) == "p":
            yield _text(inner)


def drawn_text(element: Element) -> str:
    """All paragraphs inside as one text, a line each."""
    return "\n".join(drawn_paragraphs(element)).strip("\n")


def _text(paragraph: Element) -> str:
    pieces = []
    for inner in paragraph.iter():
        name = local(inner)
        if name == "t":
            pieces.append(inner.text or "")
        elif name == "br":
            pieces.append("\n")
    return "".join(pieces)
