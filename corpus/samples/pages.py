"""Sample filings as PDF, in a Japanese font that PDF readers bring along themselves."""

import io
from xml.sax.saxutils import escape

from corpus.samples.facts import Filing

_FONT = "HeiseiKakuGo-W5"
_LABEL_WIDTH, _TEXT_WIDTH = 140, 320

# reportlab is imported where it is used: whoever only reads `truth` does not need it.


def pdf(filing: Filing) -> bytes:
    """A filing as a PDF: lines, headings with text under them, or a ruled table."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    style = ParagraphStyle("text", fontName=_FONT, fontSize=10, leading=15, wordWrap="CJK")

    def shown(text: str) -> Paragraph:
        return Paragraph(escape(text).replace("\n", "<br/>"), style)

    story = [shown(line) for line in (*filing.title, *filing.head)]
    if filing.layout == "table":
        rows = [[shown(item.full_label), shown(item.text)] for item in filing.items]
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        story.append(Table(rows, colWidths=(_LABEL_WIDTH, _TEXT_WIDTH), style=grid))
    else:
        story += [shown(line) for line in _lines(filing)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1, title=filing.file).build(story)
    return out.getvalue()


def _lines(filing: Filing) -> list[str]:
    """The items on lines of their own, or each text under its heading."""
    if filing.layout == "lines":
        return [f"{n}. {item.full_label}: {item.text}" for n, item in enumerate(filing.items, 1)]
    lines = []
    for number, item in enumerate(filing.items, 1):
        lines += [f"{number} {item.full_label}", *(f"  {line}" for line in item.text.split("\n"))]
    return lines
