"""The text of one paragraph of a Word document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from corpus.intake.readers.package import attribute, local

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
# Boxes that are ticked or not, in the fonts that Word takes them from.
_SYMBOLS = {"F0FE": "☑", "F0FC": "✓", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□"}
_PIECES: dict[str, Callable[[Element], str]] = {
    **dict.fromkeys(("tab", "ptab"), lambda _: "\t"),
    **dict.fromkeys(("br", "cr"), lambda _: "\n"),
    "noBreakHyphen": lambda _: "-",
    "sym": lambda symbol: _SYMBOLS.get(attribute(symbol, "char").upper(), "\ufffd"),
    "t": lambda text: text.text or "",
}
_DELETED = frozenset({"del", "moveFrom"})
_SKIPPED = frozenset({"pPr", "sdtPr", "instrText", "delText", "rt"})  # rt: the reading (ふりがな)
_NO = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Written:
    """What a paragraph says; `boxes` are the contents of the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: bool = False
    deleted: bool = False

    @property
    def text(self) -> str:
        """Its text, with line breaks as such."""
        return "".join(self.pieces)


def written(paragraph: Element) -> Written:
    """The text of a paragraph as it is shown with all changes accepted, hidden text included."""
    told = Written()
    _collect(paragraph, told)
    return told


def parts_of(parent: Element) -> Iterator[Element]:
    """The children of an element, those inside content controls and insertions among them."""
    for element in parent:
        name = local(element)
        if name in _TRANSPARENT:
            yield from parts_of(element)
        elif name == "AlternateContent":
            # The same thing told twice, for new and old programs.
            for choice in element[:1]:
                yield from parts_of(choice)
        else:
            yield element


def child(parent: Element | None, name: str) -> Element | None:
    """The first child of that name; None where there is none, or no parent."""
    if parent is None:
        return None
    return next((element for element in parent if local(element) == name), None)


def number(element: Element | None, absent: int) -> int:
    """The whole number that an element's ``val`` says; `absent` where there is no element."""
    return absent if element is None else int(attribute(element, "val"))


def _collect(parent: Element, told: Written) -> None:
    for element in parts_of(parent):
        name = local(element)
        if name in _PIECES:
            told.pieces.append(_PIECES[name](element))
        elif name == "txbxContent":
            told.boxes.append(element)
        elif name in _DELETED:
            told.deleted = True
        elif name == "rPr":
            told.hidden |= _vanishes(element)
        elif name not in _SKIPPED:
            _collect(element, told)


def _vanishes(properties: Element) -> bool:
    vanish = child(properties, "vanish")
    return vanish is not None and attribute(vanish, "val") not in _NO
